"""The bill as a table."""

from datetime import timedelta

from pytestqt.qtbot import QtBot

from tegata.gui.polling_table import BillTable
from tegata.relay.polling_bill import EXAMPLE, bill


def test_each_letter_has_its_login_and_its_result(qtbot: QtBot) -> None:
    shown = BillTable(bill(timedelta(minutes=15), timedelta(minutes=10), EXAMPLE))
    qtbot.addWidget(shown)
    rows = [
        [item.text() for item in (shown.table.item(row, column) for column in range(3)) if item is not None]
        for row in range(shown.table.rowCount())
    ]
    assert rows == [
        ["08:03", "08:00", "goes out"],
        ["14:18", "14:15", "goes out"],
        ["14:42", "14:30", "would fail"],
        ["20:35", "20:30", "goes out"],
    ]
