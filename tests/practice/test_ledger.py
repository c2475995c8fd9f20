from datetime import timedelta

import pytest

from tegata.clock import Clock
from tegata.practice.ledger import Ledger
from tegata.practice.lines import Line
from tegata.practice.rules import Grounds, Refusal
from tegata.secret import Secret
from tests.hand_clock import HandClock

BOB = "bob@elsewhere.example"


@pytest.fixture
def ledger(clock: Clock) -> Ledger:
    return Ledger(clock, Secret("tsukigata"), timedelta(minutes=10), Line.C)


def test_a_login_opens_the_window_of_its_line_alone(ledger: Ledger) -> None:
    assert ledger.pop_login(Line.C, "anna", "tsukigata")
    assert ledger.grounds(Line.C, BOB, authenticated=False) is Grounds.OPEN_WINDOW
    assert ledger.grounds(Line.B, BOB, authenticated=False) is None
    assert ledger.logins == 1


@pytest.mark.parametrize(("user", "password"), [("anna", "wrong"), ("otto", "tsukigata"), ("anna", "ひみつ")])
def test_a_failed_login_opens_nothing(ledger: Ledger, user: str, password: str) -> None:
    assert not ledger.pop_login(Line.C, user, password)
    assert ledger.window_left(Line.C) == timedelta(0)
    assert ledger.logins == 0


def test_the_window_closes_to_the_second(ledger: Ledger, clock: HandClock) -> None:
    ledger.pop_login(Line.C, "anna@provider-a.example", "tsukigata")
    clock.tick(minutes=9, seconds=59)
    assert ledger.window_left(Line.C) == timedelta(seconds=1)
    clock.tick(seconds=1)
    assert ledger.grounds(Line.C, BOB, authenticated=False) is None


def test_a_second_login_extends_the_window(ledger: Ledger, clock: HandClock) -> None:
    ledger.pop_login(Line.C, "anna", "tsukigata")
    clock.tick(minutes=8)
    ledger.pop_login(Line.C, "anna", "tsukigata")
    assert ledger.window_left(Line.C) == timedelta(minutes=10)


def test_a_provider_that_shortens_the_window_shortens_the_open_one_too(ledger: Ledger) -> None:
    ledger.pop_login(Line.C, "anna", "tsukigata")
    ledger.window = timedelta(seconds=90)
    assert ledger.window_left(Line.C) == timedelta(seconds=90)


async def test_what_is_noted_is_heard(ledger: Ledger) -> None:
    heard = ledger.bulletin.listen()
    ledger.refusal = Refusal.EXIM
    ledger.pop_login(Line.B, "anna", "wrong")
    ledger.refuse(Line.B, BOB)
    ledger.move(Line.A)
    ledger.deliver(Line.A, "anna@provider-a.example", (BOB,), b"Hello\r\n")
    ledger.bulletin.close()
    assert [type(happening).__name__ async for happening in heard] == [
        "LoginFailed",
        "RelayRefused",
        "Moved",
        "Delivered",
    ]
    assert ledger.line is Line.A


def test_letters_do_not_fill_the_memory(ledger: Ledger) -> None:
    for number in range(101):
        ledger.deliver(Line.A, "anna@provider-a.example", (BOB,), b"%d" % number)
    assert len(ledger.delivered) == 100
    assert ledger.delivered[-1].content == b"100"
