"""Can I send from here?"""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import AccountsChanged, CheckStage, CheckStep, Role
from tegata.gui.auth_offer import AuthOffer
from tegata.gui.check_window import CheckWindow
from tegata.gui.labels import Words
from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.words.before_leaving import Deed
from tegata.words.gettext import use_language
from tests.gui.fake_verbs import AUTH_SERVER, NOON, FakeVerbs, an_account

GOOD = (
    CheckStep(CheckStage.RESOLVE, timedelta(0), None, {"host": "x"}),
    CheckStep(CheckStage.RECIPIENT, timedelta(0), None, {"domain": "x", "proves_relaying": "yes"}),
)
BAD = (
    CheckStep(
        CheckStage.RECIPIENT,
        timedelta(0),
        Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",))),
        {"address": "x"},
    ),
)


async def shown(qtbot: QtBot, verbs: FakeVerbs) -> CheckWindow:
    window = CheckWindow(verbs, now=lambda: NOON)
    qtbot.addWidget(window)
    window.check(None)
    window.show()
    await asyncio.sleep(0.01)
    return window


def said(window: CheckWindow) -> list[str]:
    return [words.text() for words in window.findChildren(Words)]


async def test_a_good_way_leads_to_a_letter(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    verbs.check_steps = GOOD
    window = await shown(qtbot, verbs)
    assert "You can send from here" in said(window)
    assert "Nothing was sent. Checked at 14:22, to anna@provider-a.example." in said(window)
    heard: list[None] = []
    window.new_letter.connect(lambda: heard.append(None))
    QTest.keyClick(window.head.button, Qt.Key.Key_Space)
    assert heard == [None]


async def test_trouble_leads_to_the_settings(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    verbs.check_steps = BAD
    window = await shown(qtbot, verbs)
    heard: list[str] = []
    window.settings_wanted.connect(heard.append)
    QTest.keyClick(window.head.button, Qt.Key.Key_Space)
    assert heard == ["anna"]


async def test_another_recipient_is_checked_by_return(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    verbs.check_steps = GOOD
    window = await shown(qtbot, verbs)
    QTest.keyClicks(window.recipient, "ola@elsewhere.example")
    QTest.keyClick(window.recipient, Qt.Key.Key_Return)
    await asyncio.sleep(0.01)
    assert verbs.calls[-1][2] == "ola@elsewhere.example"
    assert len(window.steps.steps) == 2


async def test_the_report_goes_to_the_clipboard(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    verbs.check_steps = BAD
    window = await shown(qtbot, verbs)
    QTest.keyClick(window.report.copy_button, Qt.Key.Key_Space)
    assert "Relaying denied" in QGuiApplication.clipboard().text()
    assert "The report is in the clipboard." in said(window)


async def test_another_account_is_checked_when_it_is_chosen(
    qtbot: QtBot, verbs: FakeVerbs, running: None
) -> None:
    verbs.check_steps = GOOD
    window = await shown(qtbot, verbs)
    verbs.the_accounts.append(an_account("work", address="anna@work.example"))
    window.hear(AccountsChanged())
    QTest.keyClick(window.accounts, Qt.Key.Key_Down)
    await asyncio.sleep(0.01)
    assert getattr(verbs.calls[-1][1], "name", None) == "work"


async def test_without_an_account_it_says_so(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    verbs.the_accounts = []
    window = await shown(qtbot, verbs)
    assert "There is no account yet" in said(window)
    assert verbs.calls == []


async def test_what_was_asked_for_before_there_was_an_account_is_checked_then(
    qtbot: QtBot, verbs: FakeVerbs, running: None
) -> None:
    accounts, verbs.the_accounts, verbs.check_steps = verbs.the_accounts, [], GOOD
    window = await shown(qtbot, verbs)
    verbs.the_accounts = accounts
    window.hear(AccountsChanged())
    await asyncio.sleep(0.01)
    assert "You can send from here" in said(window)
    checks = len(verbs.calls)
    window.hear(AccountsChanged())
    await asyncio.sleep(0.01)
    assert len(verbs.calls) == checks


@pytest.mark.parametrize(("width", "wide"), [(900, True), (600, False)])
async def test_narrow_leaves_the_tools_words_out(
    qtbot: QtBot, verbs: FakeVerbs, running: None, width: int, wide: bool
) -> None:
    window = await shown(qtbot, verbs)
    window.resize(900, 600)
    QApplication.processEvents()
    full = window.tool_bar.check_button.sizeHint().width()
    window.resize(width, 600)
    QApplication.processEvents()
    window.show_unsent(2)
    assert (window.tool_bar.check_button.sizeHint().width() == full) is wide


async def test_what_to_look_at_before_leaving_is_told_where_all_is_well(
    qtbot: QtBot, verbs: FakeVerbs, running: None
) -> None:
    verbs.check_steps = GOOD
    window = await shown(qtbot, verbs)
    assert "The password is not kept on this computer." in said(window)
    verbs.check_steps = BAD
    window.start()
    await asyncio.sleep(0.01)
    assert not window.leaving.isVisible()


async def test_a_point_leads_to_the_settings_or_to_smtp_auth(
    qtbot: QtBot, verbs: FakeVerbs, running: None
) -> None:
    verbs.check_steps = GOOD
    window = await shown(qtbot, verbs)
    heard: list[str] = []
    window.settings_wanted.connect(heard.append)
    window.leaving.wanted.emit(Deed.SETTINGS)
    assert heard == ["anna"]
    window.leaving.wanted.emit(Deed.TRY_AUTH)
    await asyncio.sleep(0.01)
    (offer,) = window.findChildren(AuthOffer)
    QTest.keyClick(offer, Qt.Key.Key_Return)
    await asyncio.sleep(0.01)
    assert ("switch_to_auth", "anna", AUTH_SERVER) in verbs.calls
    assert verbs.calls[-1][0] == "check"


BLOCKED = (
    CheckStep(
        CheckStage.CONNECT,
        timedelta(0),
        Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT),
        {"host": "x", "port": "25"},
    ),
    CheckStep(CheckStage.POP_LOGIN, timedelta(0), facts={"minutes": "10"}, role=Role.POP),
    CheckStep(CheckStage.PORT, timedelta(0), facts={"port": "587", "tls_version": "TLS 1.3"}),
)


async def test_a_port_that_gets_through_is_switched_to_and_checked(
    qtbot: QtBot, verbs: FakeVerbs, running: None
) -> None:
    verbs.check_steps = BLOCKED
    window = await shown(qtbot, verbs)
    assert window.head.button.text() == "Switch to port 587"
    QTest.keyClick(window.head.button, Qt.Key.Key_Space)
    await asyncio.sleep(0.01)
    assert verbs.the_accounts[0].submission.port == 587
    assert [call[0] for call in verbs.calls] == ["check", "save_account", "check"]


async def test_settings_that_cannot_be_saved_are_said(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    async def full(_account: object, *, formerly: str | None = None) -> None:
        raise OSError(28, f"no space for {formerly}")

    verbs.check_steps = BLOCKED
    verbs.save_account = full  # type: ignore[assignment,method-assign]
    window = await shown(qtbot, verbs)
    QTest.keyClick(window.head.button, Qt.Key.Key_Space)
    await asyncio.sleep(0.01)
    assert "The settings could not be saved: no space for anna" in said(window)


class Slow(FakeVerbs):
    """Shows its steps, and then looks at a port that does not answer."""

    async def check(self, *arguments: Any, **options: Any) -> AsyncIterator[CheckStep]:
        async for step in super().check(*arguments, **options):
            yield step
        await asyncio.Event().wait()


async def test_a_check_can_be_stopped_by_its_button_and_by_escape(qtbot: QtBot, running: None) -> None:
    window = await shown(qtbot, Slow(check_steps=GOOD[:1]))
    ways: tuple[Callable[[], object], ...] = (
        window.again.click,
        lambda: QTest.keyClick(window, Qt.Key.Key_Escape),
    )
    for stop in ways:
        assert window.again.text() == "Stop"
        stop()
        assert window.again.text() == "Check again"
        assert "Stopped" in said(window)
        window.again.click()
        await asyncio.sleep(0.01)


async def test_the_verdict_does_not_wait_for_other_ports(qtbot: QtBot, running: None) -> None:
    window = await shown(qtbot, Slow(check_steps=GOOD))
    assert window.check_run.is_running
    assert "You can send from here" in said(window)
    assert window.picture.isVisible()


@pytest.mark.parametrize(
    ("steps", "headline"),
    [(GOOD, "You can send from here"), (BAD, "Not yet: the server wants a login first")],
)
async def test_what_is_settled_is_said_before_the_ports_are_and_stays_when_those_are_stopped(
    qtbot: QtBot, running: None, steps: tuple[CheckStep, ...], headline: str
) -> None:
    window = await shown(qtbot, Slow(check_steps=steps))
    assert headline in said(window)
    window.again.click()
    assert headline in said(window)
    assert window.again.text() == "Check again"


async def test_what_is_typed_during_a_check_is_not_said_to_have_been_checked(
    qtbot: QtBot, running: None
) -> None:
    window = CheckWindow(FakeVerbs(check_steps=GOOD), now=lambda: NOON)
    qtbot.addWidget(window)
    window.check(None)
    window.recipient.setText("ola@elsewhere.example")
    window.show()
    await asyncio.sleep(0.01)
    assert "Nothing was sent. Checked at 14:22, to anna@provider-a.example." in said(window)


async def test_with_nothing_waiting_the_pass_is_quiet(qtbot: QtBot, verbs: FakeVerbs, running: None) -> None:
    window = await shown(qtbot, verbs)
    quiet = []
    for count in (0, 2):
        window.show_unsent(count)
        quiet.append(window.pass_corner._quiet)
    assert quiet == [True, False]


async def test_what_is_said_of_the_program_stands_above_the_verdict(
    qtbot: QtBot, verbs: FakeVerbs, running: None
) -> None:
    verbs.check_steps = GOOD
    window = await shown(qtbot, verbs)
    assert not window.news.isVisible()
    window.say("Some settings could not be read", "accounts.toml, line 3")
    await asyncio.sleep(0)
    assert {"Some settings could not be read", "accounts.toml, line 3"} <= set(said(window))
    assert window.news.isVisible()
    assert window.news.y() < window.head.y()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("steps", [GOOD, BAD])
async def test_nothing_is_cut_off_where_the_window_is_at_its_narrowest(
    qtbot: QtBot, verbs: FakeVerbs, running: None, language: str, steps: tuple[CheckStep, ...]
) -> None:
    use_language(language)
    verbs.check_steps = steps
    window = await shown(qtbot, verbs)
    window.resize(window.minimumSize())
    await asyncio.sleep(0.01)
    for button in (window.again, window.head.button):
        assert window.rect().contains(QRect(button.mapTo(window, QPoint(0, 0)), button.size()))
        assert button.visibleRegion().boundingRect().width() == button.width()
