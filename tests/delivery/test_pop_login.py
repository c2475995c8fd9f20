"""One login: what it opens, what it costs, and what it leaves alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Security
from tegata.delivery.pop_login import NoLogin, PopLogin, log_in, take_stock
from tegata.delivery.tools import Tools
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.relay.window import SeenFrom
from tegata.secret import Secret
from tests.delivery.bench import account_at
from tests.hand_clock import HandClock
from tests.servers import Start


class Kept:
    """The same answer whenever a password is asked for."""

    def __init__(self, answer: Secret | object) -> None:
        self._answer = answer

    async def get(self, _account: str, _role: str) -> Secret | object:
        return self._answer


async def login(
    account: Account, clock: HandClock, answer: Secret | object
) -> tuple[PopLogin | Refused | Broken | Declined, str]:
    transcript = Transcript(clock)
    result = await log_in(account, Tools(clock=clock, passwords=Kept(answer)), transcript)
    return result, str(transcript)


async def stock(result: PopLogin | NoLogin) -> int | None:
    assert isinstance(result, PopLogin)
    return await take_stock(result)


async def test_it_opens_the_window_and_touches_no_letter(clock: HandClock, pop: Start) -> None:
    mailbox = await pop()
    result, transcript = await login(account_at(25, mailbox.port), clock, Secret("open sesame"))
    assert isinstance(result, PopLogin)
    assert await stock(result) == 3
    assert result.pin == Pin("127.0.0.1", 4, "127.0.0.1", "127.0.0.1")
    assert result.window.opened_at == clock.now()
    assert result.window.good_for == timedelta(minutes=10)
    assert result.window.seen_from == SeenFrom("127.0.0.1", 4)
    assert mailbox.sessions == [["CAPA", "USER anna", "PASS open sesame", "STAT", "QUIT"]]
    assert "sesame" not in transcript


async def test_the_address_is_the_user_name_where_none_is_set(clock: HandClock, pop: Start) -> None:
    mailbox = await pop()
    account = account_at(25, mailbox.port)
    assert account.pop is not None
    await login(replace(account, pop=replace(account.pop, user="")), clock, Secret("x"))
    assert mailbox.heard("USER") == ["USER anna@a.example"]


async def test_a_server_that_does_not_count_opens_the_window_all_the_same(
    clock: HandClock, pop: Start
) -> None:
    mailbox = await pop({"STAT": "drop"})
    result, _ = await login(account_at(25, mailbox.port), clock, Secret("x"))
    assert await stock(result) is None


@pytest.mark.parametrize(
    ("pop_before", "answer", "objection"),
    [
        (False, Secret("x"), Objection.NO_MAILBOX),
        (True, "locked", Objection.NO_PASSWORD),
        (True, Secret("a\r\nb"), Objection.BAD_CREDENTIALS_TEXT),
    ],
)
async def test_without_what_it_takes_nothing_is_sent(
    clock: HandClock, pop: Start, pop_before: bool, answer: object, objection: Objection
) -> None:
    mailbox = await pop()
    account = account_at(25, mailbox.port if pop_before else None)
    result, _ = await login(account, clock, answer)
    assert isinstance(result, Declined)
    assert (result.phase, result.objection) == (Phase.POP, objection)
    assert mailbox.heard("USER") == mailbox.heard("PASS") == []


async def test_a_password_does_not_travel_in_clear_unasked(clock: HandClock, pop: Start) -> None:
    mailbox = await pop()
    account = account_at(25, mailbox.port)
    assert account.pop is not None
    guarded = replace(account.pop, allow_cleartext_password=False)
    result, _ = await login(replace(account, pop=guarded), clock, Secret("x"))
    assert isinstance(result, Declined)
    assert result.objection is Objection.CLEARTEXT_PASSWORD
    assert mailbox.heard("USER") == []
    secured = replace(guarded, security=Security.STARTTLS)
    result, _ = await login(replace(account, pop=secured), clock, Secret("x"))
    assert isinstance(result, Declined)
    assert result.objection is Objection.TLS_NOT_OFFERED
    assert mailbox.heard("USER") == []


async def test_refused_and_lost_are_values(clock: HandClock, pop: Start) -> None:
    refusing, cutting = await pop({"PASS": "-ERR no"}), await pop({"greeting": "drop"})
    refused, _ = await login(account_at(25, refusing.port), clock, Secret("x"))
    lost, _ = await login(account_at(25, cutting.port), clock, Secret("x"))
    assert isinstance(refused, Refused)
    assert isinstance(lost, Broken)
