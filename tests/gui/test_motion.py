"""Motion stays away where it is not wanted."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import motion


def test_our_own_switch_counts(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    motion.keep_still(True)
    assert motion.reduced(widget)
    assert motion.fade(widget, 160).duration() == 0
    motion.keep_still(False)
    assert motion.fade(widget, 160).duration() in {0, 160}


def test_a_fade_can_start_again_while_it_runs(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    motion.keep_still(False)
    animation = motion.fade(widget, 160)
    motion.restart(animation)
    motion.restart(animation)
    assert animation.currentTime() <= 160
