"""What is a server's trouble and what a letter's own, and how long a server is left alone for it."""

from datetime import timedelta

import pytest

from tegata.delivery.notices import Role
from tegata.delivery.schedule import NETWORK_DELAYS, SERVER_DELAYS
from tegata.delivery.servers import Fault, Place, Servers, fault_in, let_in, places_of
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.protocols.reply import PopReply, SmtpReply
from tests.delivery.bench import account_at
from tests.hand_clock import HandClock

ANNA = account_at(25, 110)
SMTP, POP = Place("127.0.0.1", 25), Place("127.0.0.1", 110)
OF_ANNA = Place("127.0.0.1", 25, "anna")
TAKEN = Accepted(SmtpReply(250, ("taken",)))
NOTHING = timedelta(0)


def refused(phase: Phase, code: int, text: str) -> Refused:
    return Refused(phase, SmtpReply(code, (text,)))


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        (Broken(Phase.RESOLVE, Trouble.DNS_FAILURE), SMTP),
        (Broken(Phase.CONNECT, Trouble.CONN_REFUSED), SMTP),
        (Broken(Phase.GREETING, Trouble.CONN_DROPPED), SMTP),
        (Broken(Phase.EHLO, Trouble.CONN_TIMEOUT), SMTP),
        (refused(Phase.GREETING, 450, "4.7.1 greylisted, come back later"), SMTP),
        (refused(Phase.GREETING, 421, "4.7.0 too many connections"), SMTP),
        (refused(Phase.RCPT, 421, "4.3.2 shutting down"), SMTP),
        (refused(Phase.MAIL, 451, "4.7.650 rate limited due to IP reputation"), SMTP),
        (refused(Phase.AUTH, 454, "4.7.0 temporary authentication failure"), OF_ANNA),
        (refused(Phase.RCPT, 451, "4.7.1 You have exceeded your hourly sending limit"), OF_ANNA),
        (refused(Phase.RCPT, 452, "4.5.3 rate limit exceeded"), OF_ANNA),
        (refused(Phase.RCPT, 452, "4.2.2 You have exceeded your daily sending quota"), OF_ANNA),
        (refused(Phase.RCPT, 421, "4.2.1 receiving mail at a rate that prevents more"), SMTP),
        (refused(Phase.MAIL, 450, "4.7.1 Error: too much mail from 192.0.2.7"), OF_ANNA),
    ],
)
def test_what_would_meet_every_letter_is_the_server_s(outcome: Outcome, place: Place) -> None:
    assert fault_in([TAKEN, outcome], ANNA, Role.SUBMISSION) == Fault(place, isinstance(outcome, Refused))


@pytest.mark.parametrize(
    "outcome",
    [
        TAKEN,
        Unknown(),
        Declined(Phase.AUTH, Objection.NO_PASSWORD),
        Broken(Phase.CONNECT, Trouble.CANCELLED),
        Broken(Phase.DATA, Trouble.SPOOL),
        Broken(Phase.TLS, Trouble.TLS_CERT),
        Broken(Phase.DATA, Trouble.CONN_DROPPED),
        refused(Phase.GREETING, 554, "5.7.1 go away"),
        refused(Phase.RCPT, 550, "5.1.1 no such user"),
        refused(Phase.RCPT, 450, "4.7.1 greylisted, come back later"),
        refused(Phase.RCPT, 452, "4.2.2 mailbox full"),
        refused(Phase.RCPT, 450, "4.2.1 The user you are trying to contact is receiving mail at a rate"),
        refused(Phase.RCPT, 450, "User is receiving mail too quickly"),
        refused(Phase.RCPT, 452, "4.1.1 <bob@b.example> too many recent messages; Try again later"),
        refused(Phase.RCPT, 451, "4.2.0 too many messages for this recipient"),
        refused(Phase.DATA, 451, "4.3.0 later"),
        refused(Phase.FINAL, 451, "4.3.0 later"),
    ],
)
def test_what_meets_one_letter_or_does_not_pass_is_not(outcome: Outcome) -> None:
    assert fault_in([outcome, None], ANNA, Role.SUBMISSION) is None


def test_the_mailbox_s_trouble_is_where_the_mailbox_is() -> None:
    lost, locked = (
        Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT),
        PopReply(ok=False, text="", response_code="IN-USE"),
    )
    assert fault_in([lost], ANNA, Role.POP) == Fault(POP, by_server=False)
    theirs = Fault(Place(POP.host, POP.port, "anna"), by_server=True)
    assert fault_in([Refused(Phase.POP, locked)], ANNA, Role.POP) == theirs
    assert fault_in([lost], account_at(25), Role.POP) is None
    assert places_of(account_at(25), Role.POP) == frozenset()


@pytest.mark.parametrize(
    ("outcome", "so"),
    [
        (TAKEN, True),
        (refused(Phase.RCPT, 550, "no"), True),
        (refused(Phase.GREETING, 554, "no"), False),
        (Broken(Phase.DATA, Trouble.CONN_DROPPED), False),
        (None, False),
    ],
)
def test_a_server_that_has_listened_to_a_letter_lets_in(outcome: Outcome | None, so: bool) -> None:
    assert let_in([None, outcome]) is so


@pytest.mark.parametrize(("by_server", "delays"), [(False, NETWORK_DELAYS), (True, SERVER_DELAYS)])
def test_waits_grow_with_each_try_when_the_wait_is_over(
    clock: HandClock, by_server: bool, delays: tuple[timedelta, ...]
) -> None:
    servers = Servers(clock)
    for delay in (*delays, delays[-1]):
        assert servers.failed(Fault(SMTP, by_server), 0.5) == servers.left(ANNA) == delay
        clock.sleep(seconds=delay.total_seconds())
    assert servers.left(ANNA) == NOTHING


def test_a_try_out_of_turn_makes_no_wait_longer(clock: HandClock) -> None:
    servers, fault = Servers(clock), Fault(SMTP, by_server=True)
    servers.failed(fault, 0.5)
    clock.tick(minutes=2)
    assert servers.failed(fault, 0.5) == timedelta(minutes=3)
    clock.tick(minutes=3)
    assert servers.failed(fault, 0.5) == SERVER_DELAYS[1]


def test_trouble_of_long_ago_does_not_count(clock: HandClock) -> None:
    servers, fault = Servers(clock), Fault(SMTP, by_server=False)
    servers.failed(fault, 0.5)
    clock.tick(hours=2)
    assert servers.failed(fault, 0.5) == NETWORK_DELAYS[0]


def test_success_ends_the_wait_where_there_was_one(clock: HandClock) -> None:
    servers, smtp = Servers(clock), places_of(ANNA, Role.SUBMISSION)
    assert not servers.work(smtp)
    servers.failed(Fault(SMTP, by_server=True), 0.5)
    servers.failed(Fault(POP, by_server=False), 0.5)
    assert servers.work(smtp)
    assert servers.left(ANNA) == NETWORK_DELAYS[0], "the mailbox is another matter"
    assert servers.work(places_of(ANNA, Role.POP))
    assert servers.left(ANNA) == NOTHING


def test_a_new_network_ends_only_what_was_the_line_s(clock: HandClock) -> None:
    servers = Servers(clock)
    servers.failed(Fault(POP, by_server=False), 0.5)
    servers.failed(Fault(OF_ANNA, by_server=True), 0.5)
    servers.forget_lines()
    assert servers.left(ANNA) == SERVER_DELAYS[0]
    assert servers.left(account_at(25, name="bea")) == NOTHING
