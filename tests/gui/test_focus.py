"""The focus outline shows for keys and stays away for the mouse; what has the focus is in sight."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.focus import keep_in_sight, lead_through


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


def test_what_comes_to_have_the_focus_is_scrolled_into_sight(qtbot: QtBot) -> None:
    window, area, page, outside = QWidget(), QScrollArea(), QWidget(), QLineEdit()
    qtbot.addWidget(window)
    far = [QLineEdit(page) for _n in range(30)]
    column = QVBoxLayout(page)
    for each in far:
        column.addWidget(each)
    area.setWidget(page)
    area.setWidgetResizable(True)
    whole = QVBoxLayout(window)
    whole.addWidget(outside)
    whole.addWidget(area)
    window.resize(300, 200)
    keep_in_sight(area)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    outside.setFocus()
    assert far[-1].visibleRegion().isEmpty()
    far[-1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: not far[-1].visibleRegion().isEmpty())


def test_tab_goes_through_what_came_later_in_its_place(qtbot: QtBot) -> None:
    window, part, first, last = QWidget(), QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    for each in (first, part, last):
        column.addWidget(each)
    inner = QVBoxLayout(part)
    new = [QLineEdit(), QLineEdit()]
    for each in new:
        inner.addWidget(each)
    assert first.nextInFocusChain() is not new[0]
    lead_through(first, (part,))
    assert first.nextInFocusChain() is new[0]
    assert new[0].nextInFocusChain() is new[1]
    assert new[1].nextInFocusChain() in {part, last}


def test_the_list_of_a_box_has_its_own_window_and_is_no_stop(qtbot: QtBot, qtlog: Any) -> None:
    window, first, part = QWidget(), QLineEdit(), QWidget()
    qtbot.addWidget(window)
    box, last = QComboBox(), QLineEdit()
    for whole, each in ((window, first), (window, part), (part, box), (part, last)):
        each.setParent(whole)
    box.view()  # makes it
    lead_through(first, (part,))
    assert qtlog.records == []
