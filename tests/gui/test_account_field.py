"""A field with its flaw."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.account_field import FieldRow, line_up
from tegata.gui.fields import Combo, Spin
from tegata.gui.switch import Switch


def row(qtbot: QtBot) -> FieldRow:
    made = FieldRow("Address", QLineEdit())
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_said_while_one_is_still_typing(qtbot: QtBot) -> None:
    made = row(qtbot)
    QTest.keyClicks(made.field, "anna")
    made.say_flaws(["“anna” is not a mail address."])
    assert made.flaw_text == ""


def test_it_is_said_once_the_field_was_left_and_gone_once_it_is_mended(qtbot: QtBot) -> None:
    made = row(qtbot)
    QTest.keyClicks(made.field, "anna")
    QTest.keyClick(made.field, Qt.Key.Key_Return)
    made.say_flaws(["“anna” is not a mail address."])
    assert made.flaw_text == "“anna” is not a mail address."
    assert made.field.accessibleDescription() == made.flaw_text
    assert made.field.property("flawed") == "true"
    made.say_flaws([])
    assert made.flaw_text == ""
    assert made.field.property("flawed") == "false"


def test_save_asks_for_all_and_another_account_starts_afresh(qtbot: QtBot) -> None:
    made = row(qtbot)
    made.say_flaws(["Something belongs here."], all_asked_for=True)
    assert made.flaw_text == "Something belongs here."
    made.start_afresh()
    made.say_flaws(["Something belongs here."])
    assert made.flaw_text == ""


def test_every_keystroke_and_choice_is_heard(qtbot: QtBot) -> None:
    made = row(qtbot)
    with qtbot.waitSignal(made.edited):
        QTest.keyClicks(made.field, "a")
    combo = Combo("Security")
    combo.addItems(["TLS", "None"])
    choice = FieldRow("Security", combo)
    qtbot.addWidget(choice)
    with qtbot.waitSignal(choice.edited):
        combo.activated.emit(1)
    assert combo.accessibleName() == "Security"


def test_a_number_that_changes_is_an_edit(qtbot: QtBot) -> None:
    spin = Spin("Seconds")
    row = FieldRow("Seconds", spin)
    qtbot.addWidget(row)
    with qtbot.waitSignal(row.edited):
        spin.setValue(5)


def test_a_switch_begins_where_fields_do(qtbot: QtBot) -> None:
    switch, line = Switch("Send me a blind copy"), QLineEdit()
    rows = [FieldRow("Bcc", switch), FieldRow("Name", line)]
    for row in rows:
        qtbot.addWidget(row)
        row.resize(600, row.sizeHint().height())
        row.show()
    assert switch.x() == line.x()


def test_fields_begin_below_each_other_however_long_their_words_are(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = [FieldRow(words, QLineEdit()) for words in ("名前(&Y)", "アカウントの名前(&O)", "Bcc")]
    column = QVBoxLayout(page)
    for made in rows:
        column.addWidget(made)
    line_up(rows)
    page.show()
    (left,) = {made.field.x() for made in rows}
    assert left >= 8 + max(made.label.sizeHint().width() for made in rows)
