"""The list with its buttons above it, as a screen reader, a wheel and keys come to them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.outbox_model import OutboxModel
from tegata.gui.outbox_page import OutboxPage
from tegata.gui.outbox_row import Deed, Row, Section

ASKING = Row(1, Section.NEEDS_YOU, "Invitation", "mika@b.example", deeds=(Deed.LOOK, Deed.IT_ARRIVED))
MANY = [
    Row(n, Section.ON_ITS_WAY, f"Letter {n}", "x@b.example", deeds=(Deed.TRY_NOW,), order=n)
    for n in range(2, 100)
]

Show = Callable[[list[Row]], OutboxPage]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(rows: list[Row]) -> OutboxPage:
        model = OutboxModel()
        page = OutboxPage(model)
        model.setParent(page)
        qtbot.addWidget(page)
        page.resize(900, 400)
        page.show()
        model.put(rows)
        page.setFocus()
        QApplication.processEvents()
        return page

    return shown


def told(page: OutboxPage) -> list[tuple[QAccessible.Role, str]]:
    """Return roles and names of what stands beside the list, as far as it shows."""
    heard = QAccessible.queryAccessibleInterface(page)
    parts = [heard.child(n) for n in range(heard.childCount())]
    return [(each.role(), each.text(QAccessible.Text.Name)) for each in parts if not each.state().invisible]


def button(page: OutboxPage, parcel_id: int, number: int = 0) -> QWidget:
    return page.list.buttons_of(parcel_id)[number]


def test_a_screen_reader_is_told_of_the_list_and_then_of_the_buttons(show: Show) -> None:
    assert told(show([ASKING])) == [
        (QAccessible.Role.List, "Letters in the outbox"),
        (QAccessible.Role.PushButton, "Look: Invitation"),
        (QAccessible.Role.PushButton, "It arrived: Invitation"),
    ]


def test_a_row_out_of_sight_that_a_screen_reader_chooses_comes_with_its_buttons(show: Show) -> None:
    page = show(MANY)
    last = page.list.model().index(page.list.model().rowCount() - 1, 0)
    page.list.selectionModel().select(last, QItemSelectionModel.SelectionFlag.Select)
    QApplication.processEvents()
    (listed, offered) = told(page)
    assert listed[0] is QAccessible.Role.List
    assert offered == (QAccessible.Role.PushButton, "Try now: Letter 99")
    assert page.rect().contains(button(page, 99).geometry())


def test_a_wheel_turned_above_a_button_turns_the_list(show: Show) -> None:
    page = show([ASKING, *MANY])
    none, still = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    at, down = QPointF(5, 5), QPoint(0, -120)
    turn = QWheelEvent(at, at, QPoint(), down, Qt.MouseButton.NoButton, none, still, False)
    QApplication.sendEvent(button(page, 1), turn)
    assert not turn.isAccepted()
    QApplication.sendEvent(page, turn)  # as Qt then does with what comes from a real wheel
    assert page.list.verticalScrollBar().value() > 0


def test_the_menu_of_a_row_opens_above_its_buttons_too(show: Show) -> None:
    page = show([ASKING])
    above = button(page, 1)
    place = QPoint(3, 3)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, above.mapToGlobal(place))
    QApplication.sendEvent(above, asked)
    (menu,) = page.list.findChildren(QMenu)
    assert [each.text() for each in menu.actions()] == ["It &arrived", "Loo&k"]
    menu.close()


def test_arrows_go_through_the_buttons_and_other_keys_through_the_rows(show: Show) -> None:
    page = show([ASKING, *MANY])
    button(page, 1).setFocus()
    QTest.keyClick(button(page, 1), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is button(page, 1, 1)
    QTest.keyClick(button(page, 1, 1), Qt.Key.Key_End)
    assert page.list.current_parcel() == 99
