"""Looks whether the settings file was edited by hand, whenever somebody comes back to Tegata."""

import logging

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tegata.delivery.post_office import PostOffice
from tegata.gui.desk import Desk
from tegata.store.trouble import StoreError
from tegata.tasks import spawn
from tegata.words.gettext import _
from tegata.words.settings import trouble_sentence

_log = logging.getLogger(__name__)


class SettingsWatch:
    """Nothing stirs in between: who edits a file is in another program, and comes back."""

    def __init__(self, app: QGuiApplication, office: PostOffice, desk: Desk) -> None:
        self._app = app
        self._office = office
        self._desk = desk

    def start(self) -> None:
        """Look from now on."""
        self._app.applicationStateChanged.connect(self._state_changed)

    def stop(self) -> None:
        """Look no longer."""
        self._app.applicationStateChanged.disconnect(self._state_changed)

    async def look(self) -> None:
        """Use what was edited, and say which lines cannot be used."""
        try:
            troubles = await self._office.take_in_edits()
        except StoreError:
            _log.exception("what was learned of the accounts cannot be read")
            return
        if troubles:
            said = "\n".join(trouble_sentence(trouble, edited=True) for trouble in troubles)
            self._desk.say(_("Some settings could not be read; the earlier ones are still in use"), said)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            spawn(self.look(), "settings: look")
