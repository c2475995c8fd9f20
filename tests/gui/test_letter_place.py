"""The cursor comes back to where it stood, in every field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.letter_place import go_to, place_in
from tegata.gui.letter_sheet import LetterSheet
from tegata.mail.draft import Draft, Place
from tegata.mail.flaw import Field

DRAFT = Draft("anna", to=("yuki@b.example",), subject="契約書 Contract", body="Hi 🙂 Yuki,\n\nall is well.")
LONG = Draft("anna", body="\n".join(f"Line {number}" for number in range(300)))


@pytest.fixture
def sheet(qtbot: QtBot) -> LetterSheet:
    made = LetterSheet()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    made.show_draft(DRAFT)
    return made


def crash(sheet: LetterSheet, qtbot: QtBot) -> LetterSheet:
    """Return another sheet that shows the same draft with the cursor at the same place."""
    focused = sheet.focused()
    assert focused is not None
    place = place_in(sheet, focused)
    again = LetterSheet()
    qtbot.addWidget(again)
    again.resize(800, 500)
    again.show()
    again.show_draft(sheet.draft())
    go_to(again, place)
    assert again.draft() == sheet.draft()
    focused = again.focused()
    assert focused is not None
    assert place_in(again, focused) == place
    return again


def write(sheet: LetterSheet, *keys: Qt.Key, widget: QWidget) -> None:
    widget.setFocus()
    for key in keys:
        QTest.keyClick(widget, key)


def type_on(sheet: LetterSheet, text: str) -> None:
    focused = sheet.focused()
    assert focused is not None
    QTest.keyClicks(focused, text)


@pytest.mark.parametrize(
    ("keys", "body"),
    [
        ([], "xHi 🙂 Yuki,\n\nall is well."),
        ([Qt.Key.Key_Right] * 4, "Hi 🙂x Yuki,\n\nall is well."),
        ([Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_End], "Hi 🙂 Yuki,\n\nall is well.x"),
    ],
)
def test_in_the_text(sheet: LetterSheet, qtbot: QtBot, keys: list[Qt.Key], body: str) -> None:
    write(sheet, *keys, widget=sheet.body)
    again = crash(sheet, qtbot)
    type_on(again, "x")
    assert again.draft().body == body


@pytest.mark.parametrize("field", ["subject", "body"])
def test_what_was_selected_is_selected_again_and_typed_over(
    sheet: LetterSheet, qtbot: QtBot, field: str
) -> None:
    widget = sheet.body if field == "body" else sheet.head.subject
    write(sheet, Qt.Key.Key_Home, widget=widget)
    for _ in range(3):
        QTest.keyClick(widget, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    again = crash(sheet, qtbot)
    type_on(again, "x")
    assert (again.draft().body + again.draft().subject).count("x") == 1
    assert again.draft().subject == ("x Contract" if field == "subject" else DRAFT.subject)
    assert again.draft().body.startswith("Hi" if field == "subject" else "x🙂 Yuki")


def test_selected_from_behind_the_cursor_is_in_front(sheet: LetterSheet, qtbot: QtBot) -> None:
    write(sheet, Qt.Key.Key_End, widget=sheet.head.subject)
    QTest.keyClick(sheet.head.subject, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    again = crash(sheet, qtbot)
    QTest.keyClick(again.head.subject, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert again.head.subject.selectedText() == "ct"


def test_in_the_subject(sheet: LetterSheet, qtbot: QtBot) -> None:
    write(sheet, Qt.Key.Key_Home, Qt.Key.Key_Right, widget=sheet.head.subject)
    again = crash(sheet, qtbot)
    type_on(again, "x")
    assert again.draft().subject == "契x約書 Contract"


@pytest.mark.parametrize("field", ["to", "cc", "bcc"])
def test_a_recipient_half_typed_is_typed_on(sheet: LetterSheet, qtbot: QtBot, field: str) -> None:
    sheet.head.open_row(Field(field))
    line = getattr(sheet.head, field).line
    line.setFocus()
    QTest.keyClicks(line, "ola@xexample")
    for _ in range(7):
        QTest.keyClick(line, Qt.Key.Key_Left)
    again = crash(sheet, qtbot)
    assert again.head.row(Field(field)).isVisible()
    type_on(again, ".")
    assert getattr(again.draft(), field)[-1] == "ola@x.example"


def test_after_the_last_recipient_the_next_one_is_begun(sheet: LetterSheet, qtbot: QtBot) -> None:
    sheet.head.to.line.setFocus()
    again = crash(sheet, qtbot)
    type_on(again, "ola@x.example")
    assert again.draft().to == ("yuki@b.example", "ola@x.example")


def test_a_chip_is_part_of_its_row_and_the_account_of_none(sheet: LetterSheet) -> None:
    assert place_in(sheet, sheet.head.to._chips[0]).field is Field.TO
    assert place_in(sheet, sheet.head.account) == Place()


def test_a_long_text_is_scrolled_as_it_was(sheet: LetterSheet, qtbot: QtBot) -> None:
    sheet.show_draft(LONG)
    write(sheet, *[Qt.Key.Key_Down] * 150, *[Qt.Key.Key_Up] * 5, widget=sheet.body)
    scroll = sheet.body.verticalScrollBar().value()
    assert scroll > 0
    again = crash(sheet, qtbot)
    assert again.body.verticalScrollBar().value() == scroll
    assert again.body.viewport().rect().contains(again.body.cursorRect())


def test_a_cursor_out_of_sight_is_brought_into_sight(sheet: LetterSheet) -> None:
    sheet.show_draft(LONG)
    go_to(sheet, Place(Field.BODY, 2000, 2000, 0))
    assert sheet.body.viewport().rect().contains(sheet.body.cursorRect())


@pytest.mark.parametrize("field", Field)
def test_a_place_beyond_the_text_is_its_end(sheet: LetterSheet, field: Field) -> None:
    go_to(sheet, Place(field, 10**12, 10**12, 10**6))
    type_on(sheet, "x")
    draft = sheet.draft()
    assert "".join((*draft.to, *draft.cc, *draft.bcc, draft.subject, draft.body)).count("x") == 2
