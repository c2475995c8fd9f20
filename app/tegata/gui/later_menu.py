"""The small half of Send: times at which a letter may leave, and a way to any other."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMenu, QWidget

from tegata.gui import calls, popups
from tegata.gui.later_offers import offers
from tegata.words.departures import zone_words
from tegata.words.gettext import _
from tegata.zones import local_zone


def _utc_now() -> datetime:
    return datetime.now(UTC)


class LaterMenu(QMenu):
    """Opens above its anchor. Its offers are those of the moment at which it opens."""

    chosen = Signal(object)  # SendAt

    def __init__(self, parent: QWidget, now: Callable[[], datetime] = _utc_now) -> None:
        super().__init__(parent)
        self._owner = parent
        self._now = now

    def open_above(self, anchor: QWidget) -> None:
        """Show the offers of this moment."""
        self._fill()
        popups.open_menu(self, anchor.mapToGlobal(QPoint(0, -self._height() - 4)))

    def _height(self) -> int:
        hint: QSize = self.sizeHint()
        return hint.height()

    def _fill(self) -> None:
        self.clear()
        here = local_zone()
        self.addAction(_("Send later · {zone}").format(zone=zone_words(here))).setEnabled(False)
        for offer in offers(self._now(), here):
            action = self.addAction(f"{offer.words}\t{offer.time}")
            action.triggered.connect(lambda _on=False, at=offer.at: self.chosen.emit(at))
        self.addSeparator()
        self.addAction(_("&Another time…")).triggered.connect(
            lambda: calls.start(self._ask(), "send later: ask")
        )

    async def _ask(self) -> None:
        from tegata.gui.later_dialog import ask_when  # the window is painted before

        at = await ask_when(self._owner.window(), self._now())
        if at is not None:
            self.chosen.emit(at)
