"""Words on a page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words


def test_what_servers_wrote_is_never_markup(qtbot: QtBot) -> None:
    words = Words("<b>550</b>")
    qtbot.addWidget(words)
    assert words.textFormat() == Qt.TextFormat.PlainText


def test_the_ink_can_change(qtbot: QtBot) -> None:
    words = Words("9:41")
    qtbot.addWidget(words)
    words.show()
    before = words.grab().toImage()
    words.set_ink(Ink.GO)
    words.set_ink(Ink.GO)
    assert words.grab().toImage() != before


def test_heavier_wrapped_and_selectable(qtbot: QtBot) -> None:
    words = Words("A sentence that is long enough", Type.SMALL).heavy().wrapped().selectable()
    qtbot.addWidget(words)
    assert words.font().weight() == QFont.Weight.DemiBold
    assert words.wordWrap()
    assert words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_a_hairline_is_one_pixel(qtbot: QtBot) -> None:
    flat, upright = Hairline(), Hairline(upright=True)
    qtbot.addWidget(flat)
    qtbot.addWidget(upright)
    assert flat.maximumHeight() == 1
    assert upright.maximumWidth() == 1
