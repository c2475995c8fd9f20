"""One SMTP session of a check."""

import pytest

from tegata.accounts.account import Account
from tegata.delivery.check_visit import Visit, wire
from tegata.delivery.notices import CheckMark, CheckStage
from tegata.delivery.tools import Tools
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Declined, Objection, Refused
from tegata.relay.window import SeenFrom
from tests.delivery.bench import BOB, account_at, with_auth
from tests.hand_clock import HandClock
from tests.servers import Start


class Empty:
    async def get(self, _account: str, _role: str) -> object:
        return "none"


def visit(account: Account) -> Visit:
    clock = HandClock()
    return Visit(account, Tools(clock, Empty()), Transcript(clock))


async def test_what_the_server_offers_and_sees(smtp: Start) -> None:
    server = await smtp({"EHLO": "250-mail.a.example Hello [203.0.113.9]\r\n250 AUTH PLAIN LOGIN"})
    one = visit(account_at(server.port))
    steps = [step async for step in one.open(None, None)]
    assert [step.stage for step in steps] == [CheckStage.CONNECT, CheckStage.OFFERS]
    assert steps[-1].facts["auth"] == "PLAIN LOGIN"
    assert steps[-1].facts["seen_as"] == "203.0.113.9"
    assert one.met == (SeenFrom("127.0.0.1", 4, "203.0.113.9"), "127.0.0.1")
    assert await one.ask_sender() is None
    assert await one.ask_recipient(BOB) is None
    one.leave()
    await server.until_heard("QUIT")
    assert server.heard("DATA") == []


async def test_a_refusal_is_the_answer(smtp: Start) -> None:
    server = await smtp({"RCPT": "554 5.7.1 Relay access denied"})
    one = visit(account_at(server.port))
    assert [step.mark async for step in one.open(None, None)] == [CheckMark.GOOD] * 2
    await one.ask_sender()
    assert isinstance(await one.ask_recipient(BOB), Refused)
    one.leave()


async def test_without_the_password_nobody_is_bothered(smtp: Start) -> None:
    server = await smtp()
    one = visit(with_auth(account_at(server.port)))
    (step,) = [step async for step in one.open(None, None)]
    assert isinstance(step.trouble, Declined)
    assert step.trouble.objection is Objection.NO_PASSWORD
    assert (server.sessions, one.is_open, one.met) == ([], False, None)
    one.leave()


async def test_a_session_that_is_not_open_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="not been opened"):
        await visit(account_at(9)).ask_sender()


def test_what_is_no_address_stays_as_it_is() -> None:
    assert wire("bob@Elsewhere.example") == "bob@elsewhere.example"
    assert wire("nobody") == "nobody"
