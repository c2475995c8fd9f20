"""What follows an attempt: a pure function, so a table and what must hold for any outcomes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegata.delivery.schedule import (
    NETWORK_DELAYS,
    PATIENCE,
    SERVER_DELAYS,
    AskUser,
    GaveUp,
    History,
    Next,
    PerhapsDelivered,
    Sent,
    Wait,
    after,
    may_pass,
)
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
from tegata.store.parcel import HoldReason
from tests.hand_clock import NOON

FIRST = History(tries=1, first_tried=NOON, now=NOON, chance=0.5)
ACCEPTED = Accepted(SmtpReply(250, ("taken",)))
DROPPED = Broken(Phase.CONNECT, Trouble.CONN_DROPPED)


def refused(code: int, phase: Phase = Phase.RCPT, text: str = "no") -> Refused:
    return Refused(phase, SmtpReply(code, (text,)))


def pop_said(text: str, code: str | None = None) -> Refused:
    return Refused(Phase.POP, PopReply(ok=False, text=text, response_code=code))


def in_minutes(minutes: float) -> Wait:
    return Wait(NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("outcomes", "following"),
    [
        ([ACCEPTED, ACCEPTED], Sent()),
        ([ACCEPTED, refused(550)], GaveUp()),
        ([refused(550), refused(550)], GaveUp()),
        ([refused(450)], in_minutes(5)),
        ([refused(552)], in_minutes(5)),
        ([refused(552, Phase.FINAL)], GaveUp()),
        ([refused(550), refused(450)], in_minutes(5)),
        ([refused(554, Phase.FINAL)], GaveUp()),
        ([refused(452, Phase.FINAL)], in_minutes(5)),
        ([None, refused(550)], AskUser(HoldReason.SOME_REFUSED)),
        ([None, refused(450)], in_minutes(5)),
        ([None, refused(450), refused(550)], AskUser(HoldReason.SOME_REFUSED)),
        ([DROPPED], in_minutes(0.25)),
        ([DROPPED, refused(450)], in_minutes(5)),
        ([Broken(Phase.TLS, Trouble.TLS_CERT)], AskUser(HoldReason.SETTINGS)),
        ([Broken(Phase.TLS, Trouble.TLS_HANDSHAKE)], AskUser(HoldReason.SETTINGS)),
        ([Broken(Phase.DATA, Trouble.SPOOL)], GaveUp()),
        ([Broken(Phase.DATA, Trouble.CANCELLED)], AskUser(HoldReason.CANCELLED)),
        ([Unknown()], PerhapsDelivered()),
        ([ACCEPTED, Unknown(), refused(550)], PerhapsDelivered()),
        ([Declined(Phase.POP, Objection.NO_PASSWORD)], AskUser(HoldReason.PASSWORD_NEEDED)),
        ([Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED)], AskUser(HoldReason.SETTINGS)),
        ([Declined(Phase.MAIL, Objection.SMTPUTF8_NOT_OFFERED)], AskUser(HoldReason.SETTINGS)),
        ([refused(535, Phase.AUTH)], AskUser(HoldReason.PASSWORD_REFUSED)),
        ([refused(454, Phase.AUTH)], in_minutes(5)),
        ([pop_said("wrong", "AUTH")], AskUser(HoldReason.PASSWORD_REFUSED)),
        ([pop_said("no")], AskUser(HoldReason.PASSWORD_REFUSED)),
        ([pop_said("minimum wait", "LOGIN-DELAY")], in_minutes(5)),
        ([pop_said("locked", "IN-USE")], in_minutes(5)),
        ([pop_said("too many logins in a short time")], in_minutes(5)),
    ],
)
def test_what_follows_the_first_try(outcomes: list[Outcome | None], following: Next) -> None:
    assert after(outcomes, FIRST) == following


@pytest.mark.parametrize(("outcome", "delays"), [(DROPPED, NETWORK_DELAYS), (refused(450), SERVER_DELAYS)])
def test_waits_grow_and_the_last_one_repeats(outcome: Outcome, delays: tuple[timedelta, ...]) -> None:
    waits = [after([outcome], History(tries, NOON, NOON, 0.5)) for tries in range(1, len(delays) + 3)]
    assert waits == [Wait(NOON + delay) for delay in (*delays, delays[-1], delays[-1])]


def test_what_a_login_did_not_settle_does_not_pass() -> None:
    denied, later = refused(454), refused(450)
    history = replace(FIRST, in_vain=frozenset({denied}))
    assert after([denied], history) == GaveUp()
    assert after([denied, later], history) == in_minutes(5)
    assert after([denied, None], history) == AskUser(HoldReason.SOME_REFUSED)


def test_chance_moves_a_wait_by_a_fifth_at_most() -> None:
    early, late = (after([refused(450)], History(1, NOON, NOON, chance)) for chance in (0.0, 1.0))
    assert (early, late) == (in_minutes(4), in_minutes(6))


def test_after_five_days_the_user_is_asked() -> None:
    now = NOON + PATIENCE
    assert after([refused(450)], History(90, NOON, now, 0.5)) == AskUser(HoldReason.TOO_OLD)
    assert after([refused(550)], History(90, NOON, now, 0.5)) == GaveUp()


REFUSALS = st.builds(
    refused, st.integers(400, 599), st.sampled_from(Phase), st.sampled_from(["no", "Relay denied", "later"])
)
POP_REFUSALS = st.builds(pop_said, st.text(max_size=20), st.sampled_from([None, "AUTH", "IN-USE"]))
LOST = st.builds(Broken, st.sampled_from(Phase), st.sampled_from(Trouble))
DECLINED = st.builds(Declined, st.sampled_from(Phase), st.sampled_from(Objection))
BAD = REFUSALS | POP_REFUSALS | LOST | DECLINED
OUTCOMES = st.just(ACCEPTED) | st.builds(Unknown) | BAD
HISTORIES = st.builds(
    History,
    st.integers(1, 200),
    st.just(NOON),
    st.integers(0, 10_000).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    st.floats(0, 1),
)


@settings(deadline=None)
@given(st.lists(OUTCOMES | st.none(), min_size=1), HISTORIES)
def test_sent_only_if_nobody_is_left_with_a_bad_outcome(
    outcomes: list[Outcome | None], history: History
) -> None:
    bad = [each for each in outcomes if each is not None and not isinstance(each, Accepted)]
    assert (after(outcomes, history) == Sent()) == (not bad)


@settings(deadline=None)
@given(st.lists(OUTCOMES, min_size=1), HISTORIES)
def test_a_perhaps_is_never_tried_again(outcomes: list[Outcome], history: History) -> None:
    unknown = any(isinstance(each, Unknown) for each in outcomes)
    assert (after(outcomes, history) == PerhapsDelivered()) == unknown


@settings(deadline=None)
@given(st.lists(OUTCOMES | st.none(), min_size=1), HISTORIES)
def test_a_wait_lies_ahead_and_something_may_still_pass(
    outcomes: list[Outcome | None], history: History
) -> None:
    following = after(outcomes, history)
    if isinstance(following, Wait):
        assert following.until > history.now
        assert any(may_pass(each) for each in outcomes if each is not None)


@settings(deadline=None)
@given(st.lists(BAD, min_size=1), HISTORIES)
def test_a_refused_password_is_never_tried_by_itself(outcomes: list[Outcome], history: History) -> None:
    wrong = pop_said("no such user or wrong password", "AUTH")
    assert isinstance(after([*outcomes, wrong], history), AskUser)


@pytest.mark.parametrize("outcomes", [[None, refused(550)], [None, refused(450), refused(550)]])
def test_all_or_none_said_beforehand_is_not_asked_again(outcomes: list[Outcome | None]) -> None:
    assert after(outcomes, replace(FIRST, all_or_none=True)) == GaveUp()
