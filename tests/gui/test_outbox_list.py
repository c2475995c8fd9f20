"""The list, with real keys and a real pointer."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button
from tegata.gui.outbox_list import OutboxList
from tegata.gui.outbox_model import OutboxModel
from tegata.gui.outbox_page import OutboxPage
from tegata.gui.outbox_row import Deed, Row, Section

UNCERTAIN = Row(
    1, Section.NEEDS_YOU, "Invitation", "mika@b.example", deeds=(Deed.LOOK, Deed.IT_ARRIVED, Deed.SEND_AGAIN)
)
WAITING = Row(
    2,
    Section.ON_ITS_WAY,
    "Invoice",
    "office@c.example",
    deeds=(Deed.WHY, Deed.TRY_NOW),
    more=(Deed.WITHDRAW,),
)
TOLD = Qt.ItemDataRole.AccessibleTextRole
SENT = Row(3, Section.SENT, "Arrival", "hanna@b.example", then="Accepted", more=(Deed.TRANSCRIPT,))


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[list[Row]], OutboxList]:
    def show(rows: list[Row]) -> OutboxList:
        model = OutboxModel()
        page = OutboxPage(model)
        model.setParent(page)
        qtbot.addWidget(page)
        page.resize(900, 400)
        page.show()
        model.put(rows)
        page.setFocus()
        QApplication.processEvents()
        return page.list

    return show


def pressed(view: OutboxList) -> list[tuple[Deed, int]]:
    heard: list[tuple[Deed, int]] = []
    view.pressed.connect(lambda deed, parcel: heard.append((deed, parcel)))
    return heard


def test_a_row_that_needs_you_has_real_buttons_and_the_others_are_painted(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([UNCERTAIN, WAITING, SENT])
    assert len(view.buttons_of(1)) == 3
    assert view.buttons_of(2) == []


def test_down_expands_the_row_and_return_leads_to_its_strongest_button(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([UNCERTAIN, WAITING, SENT])
    heard = pressed(view)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert view.current_parcel() == 2
    assert len(view.buttons_of(2)) == 3
    QTest.keyClick(view, Qt.Key.Key_Return)
    button = QApplication.focusWidget()
    assert isinstance(button, Button)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == [(Deed.TRY_NOW, 2)]


def test_tab_goes_from_the_list_to_the_current_rows_buttons_first(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([UNCERTAIN, WAITING])
    view.setCurrentIndex(view.model().index(3, 0))
    QApplication.processEvents()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view.buttons_of(2)[0]


def test_a_painted_button_is_pressed_by_a_click(shown: Callable[[list[Row]], OutboxList]) -> None:
    view = shown([UNCERTAIN, WAITING])
    heard = pressed(view)
    rect = view.visualRect(view.model().index(3, 0))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.right() - 60, rect.center().y())
    )
    assert heard == [(Deed.TRY_NOW, 2)]


def test_a_click_beside_the_buttons_only_chooses_the_row(shown: Callable[[list[Row]], OutboxList]) -> None:
    view = shown([WAITING])
    heard = pressed(view)
    QTest.mouseMove(view.viewport(), QPoint(90, 60))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(90, 60))
    assert heard == []
    assert view.current_parcel() == 2


def test_the_menu_holds_every_deed_of_the_row(shown: Callable[[list[Row]], OutboxList]) -> None:
    view = shown([WAITING])
    heard = pressed(view)
    view.setCurrentIndex(view.model().index(1, 0))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(90, 60), view.mapToGlobal(QPoint(90, 60))
    )
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChildren(QMenu)[-1]
    assert [action.text() for action in menu.actions()] == ["T&ry now", "Wh&y?", "With&draw"]
    menu.actions()[2].trigger()
    menu.close()
    assert heard == [(Deed.WITHDRAW, 2)]


def test_focus_stays_on_a_button_while_its_row_only_changes_its_words(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([UNCERTAIN])
    button = view.buttons_of(1)[1]
    button.setFocus()
    model = view.model()
    assert isinstance(model, OutboxModel)
    model.put([Row(1, Section.NEEDS_YOU, "Invitation", "mika", fact="Perhaps.", deeds=UNCERTAIN.deeds)])
    QApplication.processEvents()
    assert QApplication.focusWidget() is button


def test_focus_falls_back_to_the_list_when_the_row_goes(shown: Callable[[list[Row]], OutboxList]) -> None:
    view = shown([UNCERTAIN, WAITING])
    view.buttons_of(1)[1].setFocus()
    model = view.model()
    assert isinstance(model, OutboxModel)
    model.drop([1])
    QApplication.processEvents()
    assert QApplication.focusWidget() is view


def test_a_thousand_rows_keep_few_widgets(shown: Callable[[list[Row]], OutboxList]) -> None:
    rows = [Row(n, Section.NEEDS_YOU, f"Letter {n}", "x@b.example", deeds=(Deed.WHY,)) for n in range(1000)]
    view = shown(rows)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    view.grab()
    assert 0 < len(view.window().findChildren(Button)) < 40


def test_a_window_that_opens_leaves_the_rows_alone_and_tab_comes_to_the_first(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([UNCERTAIN, WAITING])
    assert view.current_parcel() is None
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert view.current_parcel() == 1


def test_buttons_made_anew_for_a_row_take_their_place_in_the_order(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([Row(1, Section.NEEDS_YOU, "Invitation", "mika@b.example", deeds=(Deed.TRY_NOW,)), SENT])
    other = Button("Elsewhere", parent=view.window())
    other.show()
    model = view.model()
    assert isinstance(model, OutboxModel)
    model.put([UNCERTAIN, SENT])
    QApplication.processEvents()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is view.buttons_of(1)[0]


def test_a_row_that_a_screen_reader_chooses_becomes_the_current_one(
    shown: Callable[[list[Row]], OutboxList],
) -> None:
    view = shown([UNCERTAIN, WAITING, SENT])
    model = view.model()
    row = next(n for n in range(model.rowCount()) if WAITING.subject in str(model.index(n, 0).data(TOLD)))
    view.selectionModel().select(model.index(row, 0), QItemSelectionModel.SelectionFlag.Select)
    assert view.current_parcel() == WAITING.parcel_id
