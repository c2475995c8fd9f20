"""The compose window, driven by keys."""

import asyncio

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import AccountsChanged, WindowChanged
from tegata.gui.compose_window import ComposeWindow
from tegata.mail.draft import Draft
from tegata.store.parcel import ParcelState
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs, a_parcel, an_account, an_open_window

pytestmark = pytest.mark.usefixtures("running")
CTRL = Qt.KeyboardModifier.ControlModifier


async def test_a_letter_is_written_and_sent_with_the_keyboard_alone(
    window: ComposeWindow, verbs: FakeVerbs
) -> None:
    verbs.the_parcels[1] = a_parcel(state=ParcelState.WAITING)
    QTest.keyClicks(window.focusWidget(), "Yuki <yuki@b.example>,")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(window.focusWidget(), "Contract")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClicks(window.focusWidget(), "Hi Yuki")
    assert window.windowTitle() == "Contract — Tegata"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return, CTRL)
    await asyncio.sleep(0.02)
    sent = next(call for call in verbs.calls if call[0] == "send")
    assert sent[1] == Draft("anna", to=("Yuki <yuki@b.example>",), subject="Contract", body="Hi Yuki")


async def test_the_shortcuts(window: ComposeWindow, desk: FakeDesk, verbs: FakeVerbs) -> None:
    for key in (Qt.Key.Key_O, Qt.Key.Key_N, Qt.Key.Key_L):
        QTest.keyClick(window.focusWidget(), key, CTRL)
    await asyncio.sleep(0.01)
    assert desk.calls == [("open_outbox", None), ("open_compose", None, None)]
    assert ("login_now", "anna") in verbs.calls
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
    focused = window.focusWidget()
    assert window.sheet.body.isAncestorOf(focused) or focused is window.sheet.body
    QTest.keyClick(window, Qt.Key.Key_W, CTRL)
    assert not window.isVisible()
    assert desk.calls[-1] == ("closed",)


async def test_the_tools_lead_to_the_desk(window: ComposeWindow, desk: FakeDesk) -> None:
    for button in (
        window.tools.drafts_button,
        window.tools.check_button,
        window.tools.settings_button,
    ):
        QTest.keyClick(button, Qt.Key.Key_Space)
    window.sheet.head.account_wanted.emit()
    assert desk.calls == [
        ("show_drafts",),
        ("open_check", "anna"),
        ("open_settings", "anna", None),
        ("open_settings", None, None),
    ]


async def test_the_countdown_is_driven_by_the_real_window(window: ComposeWindow, verbs: FakeVerbs) -> None:
    corner = window.footer.writing.pass_corner
    verbs.status = an_open_window()
    window.hear(WindowChanged("anna"))
    assert corner._words.first == "9:41"


async def test_at_rest_no_clock_runs(window: ComposeWindow, verbs: FakeVerbs, qtbot: QtBot) -> None:
    def ticking() -> bool:
        return any(timer.isActive() and not timer.isSingleShot() for timer in window.findChildren(QTimer))

    qtbot.waitUntil(lambda: window.windowHandle().isExposed())
    assert not ticking()
    verbs.status = an_open_window()
    window.hear(WindowChanged("anna"))
    assert ticking()


async def test_whatever_tab_reaches_has_a_name(window: ComposeWindow) -> None:
    by_tab = Qt.FocusPolicy.TabFocus
    reached = [each for each in window.findChildren(QWidget) if each.focusPolicy() & by_tab]
    nameless = [
        each
        for each in reached
        if each.isVisible() and not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
    ]
    assert len(reached) > 10
    assert nameless == []


async def test_the_pass_is_a_button_with_a_name(window: ComposeWindow) -> None:
    found = QAccessible.queryAccessibleInterface(window.footer.writing.pass_corner)
    assert found.role() == QAccessible.Role.Button
    assert found.text(QAccessible.Text.Name) == "Authentication window"


async def test_unused_is_a_blank_sheet_on_which_nobody_has_written(
    window: ComposeWindow, verbs: FakeVerbs, desk: FakeDesk, qtbot: QtBot
) -> None:
    unused = [window.is_unused]
    verbs.the_accounts = [an_account("practice")]
    window.hear(AccountsChanged())
    unused.append(window.is_unused)
    QTest.keyClicks(window.sheet.body, "H")
    unused.append(window.is_unused)
    clicked = ComposeWindow.furnished(verbs, desk, Draft("anna", to=("yuki@b.example",)))
    qtbot.addWidget(clicked)
    unused.append(clicked.is_unused)
    assert unused == [True, True, False, False]


async def test_furnished_while_it_is_shown_it_stays_as_large_and_takes_the_next_key(
    verbs: FakeVerbs, desk: FakeDesk, qtbot: QtBot
) -> None:
    window = ComposeWindow()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = window.geometry()
    window.furnish(verbs, desk)
    window.take_up(None, None)
    qtbot.waitUntil(window.sheet.head.to.isVisible)
    assert window.geometry() == before
    assert QApplication.focusWidget() is window.sheet.head.to.line
    QTest.keyClicks(window.sheet.head.to.line, "yuki@b.example,")
    assert window.sheet.draft().to == ("yuki@b.example",)
    await window.put_away()


async def test_made_narrow_before_it_is_furnished_it_leaves_out_what_has_no_room(
    verbs: FakeVerbs, desk: FakeDesk, qtbot: QtBot
) -> None:
    widths = []
    for width in (840, 500):
        window = ComposeWindow()
        qtbot.addWidget(window)
        window.resize(width, 620)
        window.show()
        window.furnish(verbs, desk)
        widths.append(window.tools.new_button.sizeHint().width())
    assert widths[0] > widths[1]


async def test_a_bare_one_closes_without_a_word(qtbot: QtBot) -> None:
    window = ComposeWindow()
    qtbot.addWidget(window)
    window.show()
    assert window.close()
