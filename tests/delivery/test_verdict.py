"""Where outcomes leave a parcel."""

from dataclasses import replace

import pytest

from tegata.delivery.notices import Role
from tegata.delivery.servers import Fault, Place
from tegata.delivery.verdict import Verdict, accepted
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Outcomes,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.relay.reading import Context
from tegata.store.parcel import HoldReason, ParcelState, Recipient, Standing
from tests.delivery.bench import BOB, OLA, account_at
from tests.delivery.test_schedule import FIRST
from tests.delivery.test_turns import parcel

TAKEN = Accepted(SmtpReply(250, ("taken",)))
NO = Refused(Phase.RCPT, SmtpReply(550, ("no such user",)))
DENIED = Refused(Phase.RCPT, SmtpReply(454, ("4.7.1 Relay access denied",)))
NO_LOGIN = Refused(Phase.POP, PopReply(ok=False, text="no", response_code="AUTH"))
CONTEXT = Context(account_at(25, 110))


def verdict(outcomes: Outcomes, context: Context = CONTEXT, *, password_is_that: bool = True) -> Verdict:
    return Verdict(outcomes, context, password_is_that)


@pytest.mark.parametrize(
    ("outcome", "state", "hold"),
    [
        (TAKEN, ParcelState.SENT, None),
        (NO, ParcelState.FAILED, None),
        (Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT), ParcelState.WAITING, None),
        (Unknown(), ParcelState.UNCERTAIN, None),
        (NO_LOGIN, ParcelState.HELD, HoldReason.PASSWORD_REFUSED),
        (Declined(Phase.POP, Objection.NO_PASSWORD), ParcelState.HELD, HoldReason.PASSWORD_NEEDED),
    ],
)
def test_one_recipient_s_outcome_is_the_letter_s(
    outcome: Outcome, state: ParcelState, hold: HoldReason | None
) -> None:
    letter = replace(parcel(1, 9), recipients=(Recipient(BOB),))
    standing = verdict({BOB: outcome}).standing(letter, FIRST)
    assert (standing.state, standing.hold) == (state, hold)
    assert (standing.due is not None) is (state is ParcelState.WAITING)


def test_who_has_the_letter_from_earlier_counts() -> None:
    letter = replace(parcel(1, 9), recipients=(Recipient(BOB, TAKEN), Recipient(OLA)))
    assert verdict({OLA: TAKEN}).standing(letter, FIRST) == Standing(ParcelState.SENT)


def test_a_password_that_has_been_replaced_meanwhile_holds_nothing() -> None:
    letter = replace(parcel(1, 9), recipients=(Recipient(BOB),))
    standing = verdict({BOB: NO_LOGIN}, password_is_that=False).standing(letter, FIRST)
    assert standing == Standing(ParcelState.WAITING, due=FIRST.now)


def test_a_refusal_to_relay_after_a_login_is_in_vain_and_other_refusals_are_not() -> None:
    outcomes: Outcomes = {BOB: DENIED, OLA: NO}
    assert verdict(outcomes).in_vain() == frozenset()
    assert verdict(outcomes, replace(CONTEXT, logged_in_now=True)).in_vain() == {DENIED}


def test_what_was_found_out_of_servers() -> None:
    lost = Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT)
    at_the_mailbox = Verdict({BOB: lost}, CONTEXT, password_is_that=True, stopped_at=Role.POP)
    assert at_the_mailbox.fault() == Fault(Place("127.0.0.1", 110), by_server=False)
    assert at_the_mailbox.reached() == ()
    assert verdict({BOB: NO}).fault() is None
    assert verdict({BOB: NO}).reached() == (Role.SUBMISSION,)
    assert set(verdict({BOB: TAKEN}, replace(CONTEXT, logged_in_now=True)).reached()) == set(Role)


def test_who_was_left_out_has_no_outcome() -> None:
    assert verdict({BOB: None, OLA: NO}).settled == {OLA: NO}
    assert accepted({BOB: TAKEN, OLA: None}) == {BOB: TAKEN}
