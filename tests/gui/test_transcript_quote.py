"""The server's own words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import IconButton
from tegata.gui.transcript_quote import Quote


def quote(qtbot: QtBot, text: str, width: int = 600) -> Quote:
    made = Quote(text)
    qtbot.addWidget(made)
    made.resize(width, made.heightForWidth(width))
    made.show()
    return made


def test_markup_is_not_taken_for_markup(qtbot: QtBot) -> None:
    assert quote(qtbot, "550 <b>no</b>\n").text() == "550 <b>no</b>"


def test_copying_takes_all_of_it(qtbot: QtBot) -> None:
    made = quote(qtbot, "550 5.7.1 Relaying denied")
    button = made.findChild(IconButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "550 5.7.1 Relaying denied"
    assert button.accessibleName() == "Copy what the server said"


def test_it_grows_to_six_lines_and_then_scrolls(qtbot: QtBot) -> None:
    heights = [quote(qtbot, "\n".join(["550 no"] * lines)).height() for lines in (1, 2, 6, 20)]
    assert heights[0] < heights[1] < heights[2] == heights[3]
    long = quote(qtbot, "\n".join(["550 no"] * 20)).findChild(QPlainTextEdit)
    assert long is not None
    assert long.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_a_long_line_wraps_where_it_is_narrow(qtbot: QtBot) -> None:
    made = quote(qtbot, "550 5.7.1 " + "x" * 60, width=320)
    assert made.heightForWidth(320) > made.heightForWidth(900)
    made.say("550")
    assert made.text() == "550"
    assert not made.grab().isNull()
