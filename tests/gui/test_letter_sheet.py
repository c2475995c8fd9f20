"""The letter as it is written."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.gui.letter_sheet import LetterSheet
from tegata.mail.draft import Attachment, Draft
from tegata.mail.flaw import Field, Flaw, Reason


@pytest.fixture
def sheet(qtbot: QtBot) -> LetterSheet:
    made = LetterSheet()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    return made


def test_a_draft_comes_out_as_it_went_in(sheet: LetterSheet, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    draft = Draft(
        "anna",
        to=("Yuki <yuki@b.example>", "not an address"),
        cc=("ola@x.example",),
        bcc=("ken@c.example",),
        subject="契約書",
        body="Hi,\n\n  two spaces, and 日本語\n",
        attachments=(Attachment(path, "a.pdf", "application/pdf"),),
        in_reply_to="<1@b.example>",
    )
    sheet.show_draft(draft)
    assert sheet.draft() == draft
    assert sheet.head.row(Field.CC).isVisible()


def test_a_draft_that_is_shown_is_no_change(qtbot: QtBot, sheet: LetterSheet) -> None:
    with qtbot.assertNotEmitted(sheet.changed):
        sheet.show_draft(Draft("anna", ("yuki@b.example",), subject="Contract", body="Hi"))


def test_the_cursor_is_heard_to_move_in_every_field(qtbot: QtBot, sheet: LetterSheet) -> None:
    sheet.show_draft(Draft("anna", subject="Contract", body="Hi"))
    QTest.keyClicks(sheet.head.to.line, "yuki")
    for widget, key in (
        (sheet.body, Qt.Key.Key_End),
        (sheet.head.subject, Qt.Key.Key_Home),
        (sheet.head.to.line, Qt.Key.Key_Home),
    ):
        with qtbot.waitSignal(sheet.moved):
            QTest.keyClick(widget, key)


def test_what_is_told_stands_beside_the_note_and_goes_with_it(sheet: LetterSheet) -> None:
    sheet.ask("The outbox was damaged", "It was set aside.")
    sheet.tell("It is here again", "as it was")
    assert sheet.note.isVisible()
    assert sheet.news.isVisible()
    sheet.hush()
    assert not sheet.note.isVisible()
    assert not sheet.news.isVisible()


def test_typing_anywhere_is_a_change(qtbot: QtBot, sheet: LetterSheet) -> None:
    for widget in (sheet.body, sheet.head.subject, sheet.head.to.line):
        with qtbot.waitSignal(sheet.changed):
            QTest.keyClicks(widget, "x")


def drop(qapp: QApplication, sheet: LetterSheet, *paths: Path) -> None:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, source, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(5, 5), *how)
    qapp.sendEvent(sheet, entering)
    assert entering.isAccepted()
    qapp.sendEvent(sheet, QDropEvent(QPointF(5, 5), *how))


def test_files_dropped_are_attached_and_a_folder_is_refused(
    qapp: QApplication, sheet: LetterSheet, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    drop(qapp, sheet, path, tmp_path)
    assert [each.name for each in sheet.draft().attachments] == ["a.pdf"]
    assert "not a file" in sheet.flaw_line.text
    drop(qapp, sheet, path)
    assert sheet.flaw_line.text == ""


def test_a_drag_without_files_is_left_alone(qapp: QApplication, sheet: LetterSheet) -> None:
    source = QMimeData()
    source.setText("words")
    entering = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        source,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering.ignore()
    qapp.sendEvent(sheet, entering)
    assert not entering.isAccepted()


def test_tab_reaches_the_files_after_the_text(sheet: LetterSheet, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    sheet.attach([path])
    sheet.body.setFocus()
    sheet.focusNextChild()
    assert sheet.focusWidget() is sheet.strip.cards()[0]


def test_a_sheet_is_blank_until_something_is_written(sheet: LetterSheet) -> None:
    assert sheet.is_blank()
    QTest.keyClicks(sheet.head.to.line, "y")
    assert not sheet.is_blank()


def test_resting_is_read_only_and_gives_back_exactly_what_was_there(sheet: LetterSheet) -> None:
    sheet.show_draft(Draft("anna", to=("yuki@b.example",), body="kept"))
    before = sheet.draft()
    sheet.rest(True)
    assert not sheet.body.isEnabled()
    assert sheet.graphicsEffect() is not None
    sheet.rest(False)
    assert sheet.draft() == before
    assert sheet.graphicsEffect() is None


def test_flaws_below_the_head_are_said_below_the_letter(sheet: LetterSheet) -> None:
    sheet.say_flaws([Flaw(Field.ATTACHMENT, Reason.FILE_MISSING, "a.pdf")])
    assert "a.pdf" in sheet.flaw_line.text
    sheet.say_flaws([])
    assert sheet.flaw_line.text == ""


def test_a_question_comes_and_goes(sheet: LetterSheet) -> None:
    sheet.ask("Send it without a subject?", "", "Send without")
    assert sheet.note.isVisible()
    sheet.hush()
    assert not sheet.note.isVisible()


def test_the_button_of_a_note_does_what_it_was_put_there_for(sheet: LetterSheet) -> None:
    done: list[str] = []
    for word in ("first", "second"):
        sheet.ask("Really?", "", word, partial(done.append, word))
        assert sheet.note.button is not None
        QTest.keyClick(sheet.note.button, Qt.Key.Key_Space)
    assert done == ["first", "second"]


def test_without_room_for_the_text_the_files_become_one_button(sheet: LetterSheet, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    sheet.attach([path])
    assert not sheet.strip._summary.isVisible()
    sheet.resize(480, 280)
    assert sheet.strip._summary.isVisible()


def test_other_attachments_leave_the_text_alone(sheet: LetterSheet, tmp_path: Path) -> None:
    sheet.show_draft(Draft("anna", subject="Plan", body="As it is"))
    sheet.body.textCursor().insertText("!")
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"plan")
    sheet.show_attachments(Draft("anna", attachments=(Attachment(file, "plan.pdf"),)))
    assert [each.name for each in sheet.draft().attachments] == ["plan.pdf"]
    assert sheet.draft().body == "!As it is"


def test_it_says_which_of_its_fields_has_the_focus(sheet: LetterSheet) -> None:
    sheet.head.subject.setFocus()
    assert sheet.focused() is sheet.head.subject
    sheet.head.subject.clearFocus()
    assert sheet.focused() is None
