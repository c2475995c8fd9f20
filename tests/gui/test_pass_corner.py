"""The pass in its corner: panel, login by hand, and the switch."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import LoggedIn, WindowChanged
from tegata.gui import pass_corner, pass_watch
from tegata.gui.pass_corner import PassCorner, switched
from tegata.gui.pass_panel import PassPanel
from tegata.gui.pass_words import Fact
from tegata.gui.password_dialog import PasswordDialog
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState, WindowStatus
from tests.gui.fake_verbs import FakeVerbs, an_account, an_open_window
from tests.gui.test_outbox_login import Forgetful
from tests.gui.waiting import asked, at_rest

pytestmark = pytest.mark.usefixtures("running")


def corner_of(qtbot: QtBot, verbs: FakeVerbs) -> PassCorner:
    corner = PassCorner(verbs)
    qtbot.addWidget(corner)
    corner.set_account("anna")
    corner.show()
    return corner


async def test_log_in_now_logs_in_and_shows_the_open_window(qtbot: QtBot, verbs: FakeVerbs) -> None:
    corner = corner_of(qtbot, verbs)
    results: list[object] = []
    corner.logged_in.connect(results.append)
    corner.log_in()
    await at_rest()
    assert ("login_now", "anna") in verbs.calls
    assert isinstance(results[0], LoggedIn)
    assert corner.status.state is WindowState.OPEN


async def test_a_missing_password_is_asked_for_and_used_at_once(qtbot: QtBot) -> None:
    verbs = Forgetful()
    corner = corner_of(qtbot, verbs)
    QTest.keyClick(corner, Qt.Key.Key_Space)
    assert corner._panel is not None
    results: list[object] = []
    corner.logged_in.connect(results.append)
    QTest.keyClick(corner._panel.login_button, Qt.Key.Key_Space)
    dialog = await asked(PasswordDialog)
    assert not corner._panel.isVisible()  # a popup keeps the keys to itself
    dialog.line.setText("secret")
    dialog.accept()
    await at_rest()
    assert [type(each) for each in results] == [LoggedIn]
    assert not corner._panel.isVisible()


async def test_no_second_login_while_one_is_under_way(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.status = replace(verbs.status, logging_in=True)
    corner = corner_of(qtbot, verbs)
    corner.log_in()
    await at_rest()
    assert verbs.calls == []


async def test_the_panel_tells_of_a_window_that_has_become_shorter(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.the_learned["anna"] = Learned(accepted_at=290, refused_at=370)
    corner = corner_of(qtbot, verbs)
    corner.click()
    panel = corner._panel
    assert panel is not None
    assert panel._facts_shown == (Fact("Window", "seems to be only 5 minutes now"),)
    await verbs.forget_learned("anna")
    corner.hear(WindowChanged("anna"))
    assert not panel._facts_shown


async def test_the_panel_opens_by_key_and_shows_what_changes(
    qtbot: QtBot, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pass_corner, "_SAME_CLICK", 3_600_000)  # however long this computer takes to click
    corner = corner_of(qtbot, verbs)
    QTest.keyClick(corner, Qt.Key.Key_Space)
    panel = corner._panel
    assert panel is not None
    assert panel.isVisible()
    verbs.status = an_open_window()
    corner.hear(WindowChanged("anna"))
    assert panel._ring.toolTip().startswith("Open until")
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert corner.window().focusWidget() is corner
    corner.click()
    assert not panel.isVisible()  # the click that closed it does not open it again


async def test_quiet_it_is_grey_and_silent(
    qtbot: QtBot, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(pass_watch, "announce", lambda _widget, text: said.append(text))
    verbs.status = an_open_window()
    corner = corner_of(qtbot, verbs)
    corner.be_quiet(True)
    verbs.status = WindowStatus(WindowState.VOID)
    corner.hear(WindowChanged("anna"))
    assert corner._words.first == "Network changed"
    assert said == []


async def test_the_switch_saves_the_account(qtbot: QtBot, verbs: FakeVerbs) -> None:
    corner = corner_of(qtbot, verbs)
    corner.click()
    assert corner._panel is not None
    assert corner._panel.switch.isChecked()
    QTest.keyClick(corner._panel.switch, Qt.Key.Key_Space)
    await at_rest()
    assert not verbs.the_accounts[0].pop_before_send.enabled
    corner._panel.close()


def test_switched_changes_nothing_else() -> None:
    account = an_account()
    assert switched(switched(account, on=False), on=True) == account


async def test_the_panel_leads_to_the_page_told_for_this_account(qtbot: QtBot, verbs: FakeVerbs) -> None:
    corner = corner_of(qtbot, verbs)
    corner.click()
    panel = corner.findChild(PassPanel)
    assert isinstance(panel, PassPanel)
    with qtbot.waitSignal(corner.why_wanted) as heard:
        QTest.keyClick(panel.why_button, Qt.Key.Key_Space)
    assert heard.args == ["anna"]
