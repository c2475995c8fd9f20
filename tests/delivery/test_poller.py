"""Automatic checking keeps its interval, and stops where it would only do harm."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Polling, PopBeforeSend, Security, Server
from tegata.delivery import poller
from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.delivery.poller import Poller, Presence
from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply
from tegata.relay.window import WindowState, WindowStatus
from tests.hand_clock import HandClock

EVERY = timedelta(minutes=10)
OK = LoggedIn(WindowStatus(WindowState.OPEN), 3)
WRONG = Refused(Phase.POP, PopReply(ok=False, text="Authentication failed.", response_code="AUTH"))

ANNA = Account(
    name="anna",
    address="anna@provider-a.example",
    display_name="Anna",
    submission=Server("smtp.provider-a.example", 25, Security.NONE),
    pop=Server("pop.provider-a.example", 995, Security.TLS),
    pop_before_send=PopBeforeSend(enabled=True),
    polling=Polling(EVERY),
)


class Scene:
    """A poller whose clock, mailbox and people are played by the test."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.active_at = self.clock.now()
        self.locked = False
        self.accounts = (ANNA,)
        self.result: LoginResult = OK
        self.logins = 0
        presence = Presence(lambda: self.active_at, lambda: self.locked)
        self.looks = 0
        self.poller = Poller(self._look, self._log_in, self.clock, presence)

    def _look(self) -> tuple[Account, ...]:
        self.looks += 1
        return self.accounts

    async def _log_in(self, _account: str) -> LoginResult:
        self.logins += 1
        return self.result

    async def pass_time(self, **span: float) -> None:
        """Let the time pass, and the poller look at the clock with nothing of before still under way."""
        self.clock.tick(**span)
        before = self.looks
        polls = any(account.polling.every is not None for account in self.accounts)
        while self.looks < before + (2 if polls else 0):
            await asyncio.sleep(0.001)


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(poller, "_TICK", timedelta(milliseconds=1))
    return Scene()


async def run(scene: Scene, *steps: timedelta) -> int:
    """Let these spans pass one after the other, with somebody at the window; return the number of logins."""
    task = asyncio.get_running_loop().create_task(scene.poller.run())
    before = scene.looks
    while scene.looks == before:
        await asyncio.sleep(0.001)
    await scene.pass_time()
    for step in steps:
        await scene.pass_time(seconds=step.total_seconds())
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return scene.logins


async def test_it_logs_in_once_an_interval(scene: Scene) -> None:
    scene.active_at = timedelta(days=1)
    assert await run(scene, EVERY / 2, EVERY / 2, EVERY / 2, EVERY / 2) == 3


async def test_without_an_account_that_polls_nobody_logs_in(scene: Scene) -> None:
    scene.accounts = (replace(ANNA, polling=Polling()),)
    assert await run(scene, EVERY, EVERY) == 0


async def test_it_pauses_after_an_interval_without_anybody_at_the_window(scene: Scene) -> None:
    assert await run(scene, EVERY, EVERY, EVERY) == 2


async def test_it_pauses_while_the_screen_is_locked(scene: Scene) -> None:
    scene.locked = True
    assert await run(scene, EVERY) == 0


async def test_a_wrong_password_is_not_tried_again(scene: Scene) -> None:
    scene.active_at, scene.result = timedelta(days=1), WRONG
    assert await run(scene, EVERY, EVERY, EVERY) == 1


async def test_after_the_settings_change_it_tries_once_more(scene: Scene) -> None:
    scene.active_at, scene.result = timedelta(days=1), WRONG
    await run(scene, EVERY)
    scene.poller.look_again()
    assert await run(scene, EVERY) == 2


async def test_a_broken_line_is_tried_again_at_the_next_interval(scene: Scene) -> None:
    scene.active_at, scene.result = timedelta(days=1), Broken(Phase.CONNECT, Trouble.CONN_REFUSED)
    assert await run(scene, EVERY, EVERY) == 3
