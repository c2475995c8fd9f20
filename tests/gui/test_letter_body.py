"""The letter's text."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.fonts import Type, line_height
from tegata.gui.letter_body import LetterBody, local_files


def body_of(qtbot: QtBot) -> LetterBody:
    body = LetterBody()
    qtbot.addWidget(body)
    return body


def test_what_is_pasted_is_plain(qtbot: QtBot) -> None:
    body = body_of(qtbot)
    source = QMimeData()
    source.setHtml("<b>bold</b>")
    source.setText("bold")
    body.insertFromMimeData(source)
    assert body.toPlainText() == "bold"
    assert body.textCursor().charFormat().fontWeight() == QFont.Weight.Normal


def test_files_are_attached_and_not_pasted(qtbot: QtBot) -> None:
    body = body_of(qtbot)
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/somewhere/a.pdf"), QUrl("https://x.example/")])
    assert body.canInsertFromMimeData(source)
    with qtbot.waitSignal(
        body.files_dropped, check_params_cb=lambda paths: paths == [Path("/somewhere/a.pdf")]
    ):
        body.insertFromMimeData(source)
    assert body.toPlainText() == ""
    assert local_files(QMimeData()) == []


def test_the_lines_have_room_also_after_everything_was_deleted(qtbot: QtBot) -> None:
    body = body_of(qtbot)
    body.set_text("one\ntwo")
    for block in (body.document().firstBlock(), body.document().lastBlock()):
        assert block.blockFormat().lineHeight() >= line_height(Type.LETTER)
    body.selectAll()
    QTest.keyClick(body, Qt.Key.Key_Delete)
    assert body.document().firstBlock().blockFormat().lineHeight() >= line_height(Type.LETTER)


def test_a_new_text_cannot_be_undone_away(qtbot: QtBot) -> None:
    body = body_of(qtbot)
    body.set_text("kept")
    body.undo()
    assert body.toPlainText() == "kept"


def test_tab_moves_on(qtbot: QtBot) -> None:
    assert body_of(qtbot).tabChangesFocus()
