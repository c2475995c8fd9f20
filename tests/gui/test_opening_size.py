"""How large a window opens."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.opening_size import open_at


@pytest.mark.parametrize(("screen", "height"), [(1080, 790), (830, 790), (768, 728), (512, 472)])
def test_a_window_opens_no_higher_than_its_screen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, screen: int, height: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    there = SimpleNamespace(availableSize=lambda: QSize(1366, screen))
    monkeypatch.setattr(window, "screen", lambda: there)
    open_at(window, 900, 790)
    assert window.size() == QSize(900, height)
