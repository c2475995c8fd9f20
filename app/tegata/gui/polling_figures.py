"""The bill's four figures in a row of cells: cost, use, failures, luck."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tegata.gui.fonts import Type, line_height
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.roles import Role, told_as
from tegata.relay.polling_bill import PollingBill
from tegata.words.gettext import _, ngettext


class Figures(QFrame):
    """Large numbers with what they count below; failures are in danger's ink where there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self._cells = [_Cell() for _n in range(4)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for n, cell in enumerate(self._cells):
            if n:
                row.addWidget(Hairline(upright=True))
            row.addWidget(cell, 1)

    def show_bill(self, bill: PollingBill) -> None:
        """Show another bill."""
        cost, use, failures, luck = self._cells
        cost.say(str(bill.logins_a_day), _("logins a day"))
        use.say(str(bill.useful), ngettext("of them useful", "of them useful", bill.useful))
        of_all = _("{n} of {m}").format(n=bill.would_fail, m=len(bill.letters))
        ink = Ink.DANGER if bill.would_fail else Ink.FIRST
        failures.say(of_all, _("letters would fail"), ink)
        luck.say(_("{n}%").format(n=round(bill.luck * 100)), _("of the day sending works"))


@told_as(Role.StaticText)
class _Cell(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._figure = Words("", Type.TITLE)
        self._figure.setMinimumHeight(
            line_height(Type.TITLE)
        )  # Han characters make a line higher than figures
        self._unit = Words("", Type.SMALL, Ink.SECOND).wrapped()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 11, 8, 11)
        column.setSpacing(0)
        column.addWidget(self._figure)
        column.addWidget(self._unit)

    def say(self, figure: str, unit: str, ink: Ink = Ink.FIRST) -> None:
        self._figure.setText(figure)
        self._figure.set_ink(ink)
        self._unit.setText(unit)
        self.setAccessibleName(f"{figure} {unit}")
