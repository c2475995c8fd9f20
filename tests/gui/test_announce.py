"""Announcements go out only where somebody listens."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.announce import Urgency, announce


@pytest.mark.parametrize("urgency", list(Urgency))
def test_an_announcement_is_made(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, urgency: Urgency) -> None:
    said: list[object] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Accepted at 14:22", urgency)
    assert len(said) == 1


def test_nothing_happens_where_nobody_listens(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    monkeypatch.setattr(QAccessible, "updateAccessibility", said.append)
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Accepted at 14:22")
    assert said == []
