"""One row of a letter's head."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.head_row import Bleed, HeadRow


def test_a_flaw_is_shown_and_told_with_its_field(qtbot: QtBot) -> None:
    field = QLineEdit()
    row = HeadRow("Subject", field, [Button("Cc")], Bleed(4, 8))
    qtbot.addWidget(row)
    row.show()
    height = row.sizeHint().height()
    row.say_flaws(["Delete it and type it anew."])
    assert row.flaw_text == "Delete it and type it anew."
    assert field.accessibleDescription() == "Delete it and type it anew."
    qtbot.waitUntil(lambda: row.sizeHint().height() > height)
    row.say_flaws([])
    assert field.accessibleDescription() == ""


def test_the_line_below_shows_where_one_types(qtbot: QtBot) -> None:
    field = QLineEdit()
    row = HeadRow("Subject", field)
    qtbot.addWidget(row)
    row.show()
    row.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: row._line._focused)
    assert not row.grab().isNull()
    field.clearFocus()
    qtbot.waitUntil(lambda: not row._line._focused)


def test_it_is_44_high_and_a_hairline(qtbot: QtBot) -> None:
    row = HeadRow("Subject", QLineEdit())
    qtbot.addWidget(row)
    assert row.sizeHint().height() >= 44
