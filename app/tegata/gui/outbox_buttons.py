"""Real buttons for the rows that have them: the current one, and those in sight that need a word from you."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from tegata.gui import outbox_deeds
from tegata.gui.buttons import Button
from tegata.gui.outbox_layout import Places
from tegata.gui.outbox_row import Deed, Row

Press = Callable[[Deed, int], None]


class RowButtons:
    """The buttons of one row. They are kept while their deeds stay the same, so that focus is not lost."""

    def __init__(self, row: Row, places: Places, parent: QWidget, press: Press) -> None:
        self.deeds = tuple(deed for deed, _rect in places.buttons)
        self.buttons: list[Button] = []
        for deed in self.deeds:
            button = outbox_deeds.make(deed, row, parent)
            button.clicked.connect(_pressing(press, deed, row.parcel_id))
            self.buttons.append(button)

    def fit(self, places: Places) -> bool:
        """Whether these buttons are still the ones to show."""
        return self.deeds == tuple(deed for deed, _rect in places.buttons)

    def place(self, places: Places, origin: QPoint) -> None:
        """Put the buttons where the row, whose corner is `origin`, has room for them."""
        for button, (_deed, rect) in zip(self.buttons, places.buttons, strict=True):
            button.setGeometry(rect.translated(origin))
            button.show()

    def strongest(self, row: Row) -> Button | None:
        """Return the button of the likely right thing."""
        return self.buttons[len(row.deeds) - 1] if row.deeds else next(iter(self.buttons), None)

    def drop(self) -> bool:
        """Take the buttons away; return whether one of them had the focus."""
        focused = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        return focused


def _pressing(press: Press, deed: Deed, parcel_id: int) -> Callable[[], None]:
    return lambda: press(deed, parcel_id)
