"""The focus outline shows for keys and stays away for the mouse."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button


@pytest.mark.parametrize(
    ("reason", "changes"),
    [(Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)],
)
def test_only_the_keyboard_shows_it(
    qtbot: QtBot, qapp: QApplication, reason: Qt.FocusReason, changes: bool
) -> None:
    button = Button("Send again")
    qtbot.addWidget(button)
    before = button.grab().toImage()
    qapp.sendEvent(button, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert (button.grab().toImage() != before) is changes
    qapp.sendEvent(button, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert button.grab().toImage() == before
