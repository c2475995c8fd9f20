"""The plot as a table, for whoever would rather read it: each letter, the login before it, the result."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from tegata.gui.labels import Ink, Words
from tegata.gui.polling_words import bill_in_words
from tegata.gui.tokens import DIALOG_MARGIN
from tegata.relay.polling_bill import PollingBill
from tegata.words.gettext import _
from tegata.words.times import time_of_day


class BillTable(QDialog):
    """One row for each letter."""

    def __init__(self, bill: PollingBill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Automatic checking"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(440, 320)
        self.table = _table(bill)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN, DIALOG_MARGIN)
        column.setSpacing(12)
        column.addWidget(Words(bill_in_words(bill), ink=Ink.SECOND).wrapped())
        column.addWidget(self.table, 1)


def _table(bill: PollingBill) -> QTableWidget:
    table = QTableWidget(len(bill.letters), 3)
    table.setAccessibleName(_("Letters of the day"))
    table.setHorizontalHeaderLabels([_("Letter"), _("Login before it"), _("Result")])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for n, letter in enumerate(bill.letters):
        login = letter.at // bill.interval * bill.interval
        result = _("would fail") if letter.login is None else _("goes out")
        for column, words in enumerate((time_of_day(letter.at), time_of_day(login), result)):
            table.setItem(n, column, QTableWidgetItem(words))
    return table
