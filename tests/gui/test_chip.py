"""One recipient as a chip."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.chip import Chip

GOOD = "Yuki Tanaka <yuki@provider-b.example>"


def chip_of(qtbot: QtBot, typed: str = GOOD) -> Chip:
    chip = Chip(typed)
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    return chip


def test_the_name_is_shown_and_the_address_told(qtbot: QtBot) -> None:
    chip = chip_of(qtbot)
    assert chip.is_good
    assert chip.toolTip() == "yuki@provider-b.example"
    assert chip.accessibleName() == "Yuki Tanaka, yuki@provider-b.example, remove with Delete"
    assert not chip.grab().isNull()


def test_what_is_no_address_looks_and_sounds_different(qtbot: QtBot) -> None:
    good, bad = chip_of(qtbot, "yuki@b.example"), chip_of(qtbot, "yuki b.example")
    assert not bad.is_good
    assert "not an address" in bad.accessibleName()
    assert bad.sizeHint().width() > good.sizeHint().width()
    assert not bad.grab().isNull()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_keys_remove(qtbot: QtBot, key: Qt.Key) -> None:
    chip = chip_of(qtbot)
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, key)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Space])
def test_keys_open_it_for_editing(qtbot: QtBot, key: Qt.Key) -> None:
    chip = chip_of(qtbot)
    with qtbot.waitSignal(chip.edited):
        QTest.keyClick(chip, key)


def test_arrows_go_to_the_neighbours(qtbot: QtBot) -> None:
    chip = chip_of(qtbot)
    steps: list[int] = []
    chip.moved.connect(steps.append)
    QTest.keyClick(chip, Qt.Key.Key_Left)
    QTest.keyClick(chip, Qt.Key.Key_Right)
    assert steps == [-1, 1]


def test_the_cross_removes_and_the_rest_edits(qtbot: QtBot) -> None:
    chip = chip_of(qtbot)
    middle = chip.height() // 2
    with qtbot.waitSignal(chip.removed):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 15, middle))
    with qtbot.waitSignal(chip.edited):
        QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, middle))


def test_the_pointer_over_the_cross_shows(qtbot: QtBot) -> None:
    chip = chip_of(qtbot)
    chip.show()
    before = chip.grab().toImage()
    QTest.mouseMove(chip, QPoint(chip.width() - 15, chip.height() // 2))
    qtbot.waitUntil(lambda: chip.grab().toImage() != before)


def test_a_long_name_is_cut_in_the_middle(qtbot: QtBot) -> None:
    assert chip_of(qtbot, f"{'x' * 80}@b.example").width() == 240
