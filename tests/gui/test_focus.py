"""The focus outline shows for keys and stays away for the mouse; what has the focus is in sight."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.focus import keep_in_sight, lead_through
from tegata.gui.theme import Choice, Theme
from tests.gui.every_window import every_window


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


@pytest.mark.usefixtures("running")
async def test_tab_goes_on_to_what_stands_below_or_beside_in_every_window(tmp_path: Path) -> None:
    async for name, window in every_window(tmp_path):
        await asyncio.sleep(0)  # until it is laid out
        chain = [each for each in stops(window) if not each.visibleRegion().isEmpty()]
        back = [(here, there) for here, there in pairwise(chain) if goes_back(window, here, there)]
        assert [(called(here), called(there)) for here, there in back] == [], name


@pytest.mark.parametrize("colours", [Choice.LIGHT, Choice.DARK])
@pytest.mark.usefixtures("running")
async def test_it_is_seen_where_the_focus_is(tmp_path: Path, look: Theme, colours: Choice) -> None:
    look.choose(colours)
    known: set[tuple[str, str]] = set()
    async for _name, window in every_window(tmp_path):
        window.activateWindow()
        await asyncio.sleep(0)
        new = [each for each in stops(window) if called(each) not in known and window.isActiveWindow()]
        assert [called(each) for each in new if not is_seen(window, each)] == []
        known |= {called(each) for each in new}
    assert len(known) > 100


def stops(window: QWidget) -> Iterator[QWidget]:
    """Yield what Tab comes to, from the window's beginning on."""
    each = window.nextInFocusChain()
    while each is not None and each is not window:
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(window) and each.isEnabled():
            yield each
        each = each.nextInFocusChain()


def called(widget: QWidget) -> tuple[str, str]:
    return type(widget).__name__, widget.accessibleName() or str(widget.property("text"))


def goes_back(window: QWidget, here: QWidget, there: QWidget) -> bool:
    """Whether `there` stands above `here`, and not in a column further right."""
    before, after = (QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in (here, there))
    return after.center().y() < before.center().y() - 12 and after.left() < before.right()


def is_seen(window: QWidget, widget: QWidget) -> bool:
    """Whether a key that brings the focus here changes how it looks on its ground."""
    if (other := window.focusWidget()) is not None:
        other.clearFocus()
    before = on_its_ground(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return on_its_ground(widget) != before


def on_its_ground(widget: QWidget) -> QImage:
    ground = widget.parentWidget()
    assert ground is not None
    return ground.grab(widget.geometry()).toImage()
