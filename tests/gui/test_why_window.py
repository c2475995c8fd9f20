"""Why can't I send?"""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.accounts.account import PopBeforeSend
from tegata.delivery.notices import AccountsChanged, WindowChanged
from tegata.gui.labels import Words
from tegata.gui.why_point import Drawing
from tegata.gui.why_window import WhyWindow
from tests.gui.fake_verbs import FakeVerbs, an_account, an_open_window


def shown(qtbot: QtBot, verbs: FakeVerbs, account: str = "anna") -> WhyWindow:
    window = WhyWindow(verbs)
    qtbot.addWidget(window)
    window.show_account(account)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def said(window: WhyWindow) -> str:
    return "\n".join(words.text() for words in window.findChildren(Words))


def test_it_tells_six_points_with_the_accounts_own_servers(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = shown(qtbot, verbs)
    assert [f"{n}. " in said(window) for n in range(1, 7)] == [True] * 6
    assert "Told with the servers of anna@provider-a.example." in said(window)
    assert "pop.provider-a.example lets letters through at smtp.provider-a.example" in said(window)


def test_without_an_account_it_tells_them_all_the_same(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.the_accounts = []
    window = shown(qtbot, verbs, "")
    assert "Six points" in said(window)
    assert "provider-a.example" not in said(window)


def test_it_follows_logins_and_settings(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = shown(qtbot, verbs)
    verbs.status = an_open_window()
    window.hear(WindowChanged("anna"))
    assert "open until 14:32" in said(window)
    verbs.the_accounts = [an_account(pop_before_send=PopBeforeSend(True, timedelta(minutes=5)))]
    window.hear(AccountsChanged())
    assert "for 5 minutes" in said(window)


def test_escape_closes_it(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = shown(qtbot, verbs)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_keys_scroll_the_page(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = shown(qtbot, verbs)
    window.resize(820, 400)
    QApplication.processEvents()
    bar = window.view.verticalScrollBar()
    places = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_End):
        QTest.keyClick(window.focusWidget(), key)
        places.append(bar.value())
    page, twice, home, down, end = places
    assert 0 == home < down < page < twice
    assert end == bar.maximum() > 0


def test_tab_goes_from_drawing_to_drawing_and_the_page_follows(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = shown(qtbot, verbs)
    reached = [window.focusWidget()]
    for _each in range(7):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    assert reached == [*(point.drawing for point in window.points), window.check_button, window.close_button]
    assert all(isinstance(each, Drawing) for each in reached[:6])
    assert window.view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("width", [480, 820])
def test_nothing_is_cut_off_at_the_side(qtbot: QtBot, verbs: FakeVerbs, width: int) -> None:
    window = shown(qtbot, verbs)
    window.resize(width, 600)
    QApplication.processEvents()
    page = window.view.widget()
    assert page is not None
    assert window.width() == width
    assert page.width() <= window.view.viewport().width()


def test_the_way_from_here_is_checked_for_the_same_account(qtbot: QtBot, verbs: FakeVerbs) -> None:
    window = shown(qtbot, verbs)
    with qtbot.waitSignal(window.check_wanted) as heard:
        QTest.keyClick(window.check_button, Qt.Key.Key_Space)
    assert heard.args == ["anna"]
