"""The icon in the desktop's tray, where it has one: while Tegata works without a window, or has news."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from tegata.gui.icons import app_icon
from tegata.words.gettext import _
from tegata.words.tidings import Notice


class Tray(QObject):
    """Out of sight until `stand`. A click on the icon leads to the outbox, as the menu does."""

    new_letter = Signal()
    outbox = Signal()
    quit = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.menu = QMenu()
        self.menu.addAction(_("New l&etter")).triggered.connect(self.new_letter)
        self.menu.addAction(_("&Outbox")).triggered.connect(self.outbox)
        self.menu.addSeparator()
        self.menu.addAction(_("&Quit")).triggered.connect(self.quit)
        self.icon = QSystemTrayIcon(app_icon(), self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.outbox)
        self._only_to_tell = False
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._state_changed)

    @staticmethod
    def is_there() -> bool:
        """Whether this desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def stand(self, words: str) -> None:
        """Show the icon; `words` are its tool tip."""
        self._only_to_tell = False
        self.icon.setToolTip(f"Tegata — {words}")
        self.icon.show()

    def tell(self, notice: Notice) -> None:
        """Show a notice beside the icon, which stays until somebody comes to see."""
        only_to_tell = self._only_to_tell or not self.icon.isVisible()
        self.stand(notice.headline)
        self._only_to_tell = only_to_tell
        self.icon.showMessage(notice.headline, notice.body, app_icon())

    def leave(self) -> None:
        """Take the icon away."""
        self.icon.hide()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if self._only_to_tell and state is Qt.ApplicationState.ApplicationActive:
            self.leave()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.outbox.emit()
