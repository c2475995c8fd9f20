"""A letter that its disk does not take can be had as a text file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.letter_as_text import LetterAsText, as_text
from tegata.gui.letter_sheet import LetterSheet
from tegata.gui.note import Note
from tegata.mail.draft import Attachment, Draft

LETTER = Draft(
    "anna",
    to=("yuki@b.example", "ken@b.example"),
    bcc=("hana@a.example",),
    subject="Kyōto: 手形",
    body="Dear Yuki\nAll is well.",
)
WRITTEN = """\
To: yuki@b.example, ken@b.example
Bcc: hana@a.example
Subject: Kyōto: 手形

Dear Yuki
All is well.
"""


@pytest.fixture
def sheet(qtbot: QtBot) -> LetterSheet:
    sheet = LetterSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.show_draft(LETTER)
    return sheet


@pytest.fixture
def rescue(sheet: LetterSheet) -> LetterAsText:
    return LetterAsText(sheet, sheet)


def words(note: Note) -> list[str]:
    return [each.text() for each in note.findChildren(Words)]


def test_it_is_written_where_the_dialog_says(
    rescue: LetterAsText, sheet: LetterSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    rescue.offer("The disk does not answer.")
    assert words(sheet.note) == ["This letter could not be saved", "The disk does not answer."]
    assert sheet.note.button is not None
    QTest.keyClick(sheet.note.button, Qt.Key.Key_Space)
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "Kyōto 手形.txt"
    with qtbot.waitSignal(rescue.saved):
        dialog.fileSelected.emit(str(tmp_path / "letter.txt"))
    dialog.close()
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == WRITTEN
    assert not sheet.note.isVisible()
    assert words(sheet.news) == ["Saved as letter.txt", str(tmp_path)]


def test_where_it_cannot_be_written_it_is_offered_again(
    rescue: LetterAsText, sheet: LetterSheet, tmp_path: Path
) -> None:
    rescue.save(tmp_path / "gone" / "letter.txt")
    assert sheet.note.isVisible()
    assert "No such file" in words(sheet.note)[1]


def test_it_is_offered_no_longer_once_the_letter_is_saved(rescue: LetterAsText, sheet: LetterSheet) -> None:
    rescue.offer("The disk is full.")
    rescue.withdraw()
    assert not sheet.note.isVisible()
    sheet.ask("Send it without a subject?", "")
    rescue.withdraw()
    assert sheet.note.isVisible(), "that was another note"


def test_files_are_named_by_their_place() -> None:
    draft = replace(LETTER, attachments=(Attachment(Path("/home/anna/plan.pdf"), "plan.pdf"),))
    assert "Subject: Kyōto: 手形\nAttachment: /home/anna/plan.pdf\n\nDear" in as_text(draft)
