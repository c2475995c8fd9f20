"""Would the server relay: before the login, and after it."""

import pytest

from tegata.accounts.account import Account
from tegata.delivery.check_relay import Relay
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep
from tegata.delivery.one_login import Pass
from tegata.delivery.tools import Tools
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken, Refused
from tegata.relay.policy import RETRY_AFTER
from tegata.relay.window import WindowState
from tests.delivery.bench import BOB, SESAME, Bench, account_at
from tests.hand_clock import HandClock
from tests.servers import Start

OTTO = "otto@a.example"
DENIED = "554 5.7.1 Relay access denied"
HERE = Pin("127.0.0.1", 4)


class Sesame:
    async def get(self, _account: str, _role: str) -> object:
        return SESAME


class Paused:
    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def relay(
    account: Account, recipient: str = BOB, kept: Pass | None = None, paused: Paused | None = None
) -> Relay:
    clock = HandClock()
    tools = Tools(clock, Sesame(), pause=paused or Paused())
    return Relay(account, recipient, tools, Transcript(clock), kept)


async def before(one: Relay) -> CheckStep:
    return [step async for step in one.before_login(None)][-1]


async def test_a_refusal_to_relay_before_the_login_is_normal_on_another_network(smtp: Start) -> None:
    server = await smtp({"RCPT": DENIED})
    step = await before(relay(account_at(server.port, 110)))
    assert (step.stage, step.mark) == (CheckStage.BEFORE_LOGIN, CheckMark.NEUTRAL)
    assert isinstance(step.note, Refused)
    assert step.facts["network"] == "other"


async def test_a_sender_refused_before_the_login_is_normal_too(smtp: Start) -> None:
    server = await smtp({"MAIL": "530 5.7.0 Authentication required"})
    step = await before(relay(account_at(server.port, 110)))
    assert step.mark is CheckMark.NEUTRAL
    assert server.heard("RCPT") == []


async def test_another_refusal_says_nothing_of_the_network(smtp: Start) -> None:
    server = await smtp({"RCPT": "550 5.1.1 no such user"})
    assert "network" not in (await before(relay(account_at(server.port, 110)))).facts


async def test_to_be_accepted_at_once_is_the_own_network(smtp: Start) -> None:
    step = await before(relay(account_at((await smtp()).port, 110)))
    assert (step.mark, step.facts["network"]) == (CheckMark.GOOD, "own")


async def test_the_own_domain_proves_nothing(smtp: Start) -> None:
    step = await before(relay(account_at((await smtp()).port, 110), OTTO))
    assert (step.facts["proves_relaying"], "network" in step.facts) == ("no", False)


async def test_within_a_window_to_be_accepted_proves_no_network(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    account = account_at((await smtp()).port, (await pop()).port)
    await bench.open(account)
    await bench.office.login_now("anna")
    step = await before(relay(account, kept=Pass(bench.office._windows, list[None]().clear)))
    assert (step.facts["window"], "network" in step.facts) == ("open", False)


@pytest.mark.parametrize("greeting", ["554 5.3.2 not from here", "drop"])
async def test_to_be_turned_away_at_the_door_before_the_login_blocks_nothing(
    smtp: Start, greeting: str
) -> None:
    one = relay(account_at((await smtp({"greeting": greeting})).port, 110))
    step = await before(one)
    assert (step.stage, step.mark) == (CheckStage.BEFORE_LOGIN, CheckMark.NEUTRAL)
    assert isinstance(step.note, Refused | Broken)
    assert not one.blocked


async def test_garbage_in_place_of_a_greeting_blocks_the_way(smtp: Start) -> None:
    one = relay(account_at((await smtp({"greeting": "HTTP/1.1 200 OK"})).port, 110))
    step = await before(one)
    assert (step.stage, step.mark, one.blocked) == (CheckStage.CONNECT, CheckMark.FAILED, True)


async def test_after_the_login_a_moment_is_given_for_it_to_count(smtp: Start) -> None:
    server, paused = await smtp({"RCPT": [DENIED, DENIED, "250 ok"]}), Paused()
    steps = await relay(account_at(server.port, 110), paused=paused).after_login(HERE)
    assert [step.stage for step in steps] == [CheckStage.SENDER, CheckStage.RECIPIENT]
    assert (steps[-1].trouble, steps[-1].facts["after_login"]) == (None, "yes")
    assert paused.seconds == [0.3, 1]
    assert len(server.sessions) == 3


async def test_a_login_that_does_not_count_shuts_the_pass(bench: Bench, smtp: Start, pop: Start) -> None:
    account = account_at((await smtp({"RCPT": DENIED})).port, (await pop()).port)
    await bench.open(account)
    await bench.office.login_now("anna")
    told: list[None] = []
    paused = Paused()
    one = relay(account, kept=Pass(bench.office._windows, lambda: told.append(None)), paused=paused)
    steps = await one.after_login(HERE)
    assert isinstance(steps[-1].trouble, Refused)
    assert len(paused.seconds) == len(RETRY_AFTER)
    assert bench.office.window("anna").state is WindowState.CLOSED
    assert told == [None]


async def test_any_other_refusal_is_asked_for_once(smtp: Start) -> None:
    server = await smtp({"MAIL": "550 5.1.0 not that sender"})
    (step,) = await relay(account_at(server.port, 110)).after_login(HERE)
    assert (step.stage, step.mark) == (CheckStage.SENDER, CheckMark.FAILED)
    assert len(server.sessions) == 1


def test_what_was_not_asked_proves_nothing() -> None:
    step = relay(account_at(9, 110)).not_asked()
    assert (step.mark, step.facts["proves_relaying"]) == (CheckMark.NOT_TRIED, "no")
    assert step.facts["domain"] == "elsewhere.example"
