"""Every state of a parcel, read as a row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tegata.delivery.notices import Progress, Stage
from tegata.gui.badge import Family
from tegata.gui.outbox_reading import Known, read
from tegata.gui.outbox_row import QUIET, Deed, Section
from tegata.protocols.outcome import Accepted, Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis, Remedy
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Recipient

NOW = datetime(2026, 11, 24, 14, 22, tzinfo=UTC)
NO = Refused(Phase.RCPT, SmtpReply(550, ("<kenji@c.example>: User unknown",), "5.1.1"))
YES = Accepted(SmtpReply(250, ("ok",)))
UNKNOWN_USER = Diagnosis(
    Cause.USER_UNKNOWN,
    Confidence.CERTAIN,
    (),
    (Remedy.EDIT_RECIPIENTS,),
    "550 5.1.1 User unknown",
    addresses=("kenji@c.example",),
)
BUSY = Diagnosis(Cause.SERVER_TEMPORARY, Confidence.CERTAIN, (), (Remedy.WAIT, Remedy.TRY_NOW), "451 later")


def parcel(state: ParcelState, **changes: Any) -> Parcel:
    start = Parcel(
        id=7,
        account="Work",
        message_id="<7@a.example>",
        subject="Site photos",
        sender="anna@a.example",
        recipients=(Recipient("yuki@b.example"),),
        smtputf8=False,
        size=9_800_000,
        state=state,
        queued_at=NOW - timedelta(minutes=5),
        changed_at=NOW - timedelta(seconds=38),
        tries=1,
    )
    return replace(start, **changes)


def known(**facts: Any) -> Known:
    return replace(Known(NOW), **facts)


def test_uncertain_asks_and_never_says_delivered_without_perhaps() -> None:
    row = read(parcel(ParcelState.UNCERTAIN), known())
    assert (row.section, row.fact) == (Section.NEEDS_YOU, "Perhaps delivered.")
    assert row.then == "The line broke at 14:21, after the last dot and before the receipt."
    assert row.deeds == (Deed.LOOK, Deed.IT_ARRIVED, Deed.SEND_AGAIN)
    assert Deed.EDIT not in row.more


def test_refused_for_some_says_how_many_and_shows_the_servers_words() -> None:
    others = (Recipient("a@b.example", YES), Recipient("b@b.example", YES))
    failed = parcel(ParcelState.FAILED, recipients=(Recipient("kenji@c.example", NO), *others))
    row = read(failed, known(diagnosis=UNKNOWN_USER))
    assert row.fact == "Refused for 1 of 3."
    assert row.then == "kenji@c.example does not exist. The other 2 were accepted."
    assert row.server == "550 5.1.1 User unknown"
    assert row.deeds == (Deed.WHY, Deed.CORRECT_ADDRESS)
    assert (row.family, row.who) == (Family.DANGER, "3 recipients")


def test_refused_for_all_offers_what_the_diagnosis_suggests() -> None:
    failed = parcel(ParcelState.FAILED, recipients=(Recipient("kenji@c.example", NO),))
    switch = replace(UNKNOWN_USER, remedies=(Remedy.SWITCH_TO_AUTH,))
    assert read(failed, known(diagnosis=switch)).deeds == (Deed.WHY, Deed.SWITCH_TO_AUTH)
    log_in = replace(UNKNOWN_USER, remedies=(Remedy.POP_LOGIN_AND_RETRY, Remedy.OPEN_SETTINGS))
    assert read(failed, known(diagnosis=log_in)).deeds == (Deed.WHY, Deed.LOG_IN_AND_TRY)
    assert read(failed, known()).deeds == (Deed.TRY_NOW,)
    assert read(failed, known()).fact == "Refused."


def test_some_refused_before_data_says_that_nothing_was_sent() -> None:
    held = parcel(
        ParcelState.HELD,
        hold=HoldReason.SOME_REFUSED,
        recipients=(Recipient("kenji@c.example", NO), Recipient("a@b.example")),
    )
    row = read(held, known(diagnosis=UNKNOWN_USER))
    assert row.fact == "Refused for 1 of 2."
    assert row.then.endswith("Nothing has been sent yet.")
    assert row.deeds == (Deed.WHY, Deed.SEND_TO_OTHERS, Deed.CORRECT_ADDRESS)


@pytest.mark.parametrize(
    ("hold", "deed"),
    [
        (HoldReason.PASSWORD_NEEDED, Deed.ENTER_PASSWORD),
        (HoldReason.PASSWORD_REFUSED, Deed.ENTER_PASSWORD),
        (HoldReason.SETTINGS, Deed.OPEN_SETTINGS),
        (HoldReason.TOO_OLD, Deed.TRY_NOW),
        (HoldReason.CANCELLED, Deed.TRY_NOW),
    ],
)
def test_what_lets_a_held_letter_go(hold: HoldReason, deed: Deed) -> None:
    assert read(parcel(ParcelState.HELD, hold=hold), known()).deeds[-1] is deed


@pytest.mark.parametrize("hold", HoldReason)
def test_every_reason_to_hold_is_said_and_has_a_way_on(hold: HoldReason) -> None:
    row = read(parcel(ParcelState.HELD, hold=hold), known())
    assert row.section is Section.NEEDS_YOU
    assert row.fact
    assert row.deeds
    assert set(row.deeds).isdisjoint(row.more)


def test_what_a_newer_program_has_set_aside_can_be_used_but_not_changed() -> None:
    row = read(parcel(ParcelState.HELD, hold=HoldReason.UNKNOWN, tries=1), known())
    assert row.fact == "A newer Tegata has set this letter aside in a way this one does not know."
    assert {*row.deeds, *row.more} == {Deed.USE_AGAIN, Deed.SAVE_AS, Deed.TRANSCRIPT}


def test_undo_counts_down_in_the_badge() -> None:
    undo = UndoUntil("process", timedelta(hours=5), timedelta(seconds=7))
    row = read(parcel(ParcelState.HELD, departure=undo), known(leaves_in=timedelta(seconds=4.2)))
    assert (row.seconds, row.out_of, row.fact) == (5, 7, "Leaves in 5 seconds")
    assert row.deeds == (Deed.SEND_NOW, Deed.UNDO)


def test_send_later_names_the_day() -> None:
    at = SendAt((NOW + timedelta(hours=18)).replace(tzinfo=None), "UTC")
    row = read(parcel(ParcelState.HELD, departure=at), known())
    assert (row.icon, row.fact, row.then) == ("calendar-clock", "Leaves tomorrow at 08:22", "· UTC")
    assert row.deeds == (Deed.SEND_NOW, Deed.CHANGE_TIME)
    assert set(row.more) == {Deed.EDIT, Deed.WITHDRAW}


def test_sending_shows_octets_and_the_time_left() -> None:
    under_way = Progress(7, frozenset({Stage.SENDING}), sent=4_200_000, total=9_800_000)
    row = read(parcel(ParcelState.SENDING), known(progress=under_way, left=timedelta(seconds=25)))
    assert (row.fact, row.then) == ("Sending 4.2 of 9.8 MB", "about 25 s")
    assert row.bar == pytest.approx(0.43, abs=0.01)
    assert row.deeds == (Deed.CANCEL,)


def test_an_upload_that_does_not_move_has_no_time_left_but_says_so() -> None:
    under_way = Progress(7, frozenset({Stage.SENDING}), sent=4_200_000, total=9_800_000)
    still = known(progress=under_way, left=timedelta(seconds=25), still=timedelta(seconds=75))
    row = read(parcel(ParcelState.SENDING), still)
    assert (row.fact, row.then) == ("Sending 4.2 of 9.8 MB", "nothing has left for 1:15")


def test_the_last_dot_may_be_heard_of_before_the_disk_is_asked() -> None:
    row = read(parcel(ParcelState.SENDING), known(progress=Progress(7, frozenset({Stage.ANSWER}))))
    assert row.fact == "Waiting for the server’s word, 0:00"
    assert row.deeds == ()


@pytest.mark.parametrize(
    ("stages", "fact"),
    [
        (frozenset({Stage.LOGGING_IN, Stage.CONNECTING}), "Logging in by POP…"),
        (frozenset({Stage.CONNECTING}), "Connecting…"),
    ],
)
def test_before_the_first_octet_the_step_is_named(stages: frozenset[Stage], fact: str) -> None:
    assert read(parcel(ParcelState.SENDING), known(progress=Progress(7, stages))).fact == fact


def test_after_the_last_dot_there_is_nothing_to_press() -> None:
    row = read(parcel(ParcelState.COMMITTED), known())
    assert row.fact == "Waiting for the server’s word, 0:38"
    assert row.deeds == row.more == ()


def test_a_retry_says_when_why_and_which_try_it_will_be() -> None:
    waiting = parcel(ParcelState.WAITING, due=NOW + timedelta(minutes=23))
    row = read(waiting, known(diagnosis=BUSY, statement="The server is busy. Tegata tries again."))
    assert (row.fact, row.then) == ("Tries again at 14:45.", "The server is busy (2nd try).")
    assert row.deeds == (Deed.WHY, Deed.TRY_NOW)
    assert row.more == (Deed.EDIT, Deed.HOLD, Deed.WITHDRAW, Deed.TRANSCRIPT)


def test_a_letter_that_was_never_tried_is_next_in_line() -> None:
    row = read(parcel(ParcelState.WAITING, tries=0, due=NOW), known())
    assert (row.fact, row.deeds) == ("Next in line.", (Deed.TRY_NOW,))
    assert Deed.TRANSCRIPT not in row.more


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "Accepted by the server"),
        ({"host": "smtp.a.example"}, "Accepted by smtp.a.example"),
        ({"host": "smtp.a.example", "logged_in": True}, "Accepted by smtp.a.example, after one POP login"),
    ],
)
def test_sent_says_accepted_and_never_delivered(facts: dict[str, Any], words: str) -> None:
    row = read(parcel(ParcelState.SENT), known(**facts))
    assert (row.then, row.at, row.family) == (words, "14:21", Family.GO)


def test_a_letter_without_a_subject_is_still_a_row() -> None:
    assert read(parcel(ParcelState.WAITING, subject="  "), known()).subject == "(no subject)"


def test_those_under_way_come_before_those_that_wait() -> None:
    soon = read(parcel(ParcelState.WAITING, due=NOW + timedelta(minutes=1)), known())
    later = read(parcel(ParcelState.WAITING, due=NOW + timedelta(hours=1)), known())
    moving = read(parcel(ParcelState.SENDING), known())
    leaving = read(parcel(ParcelState.HELD, due=NOW + timedelta(seconds=5)), known())
    in_turn = [leaving, moving, soon, later]
    assert sorted((later, soon, moving, leaving), key=lambda row: row.order) == in_turn


def test_a_withdrawn_parcel_has_no_row() -> None:
    with pytest.raises(ValueError, match="withdrawn"):
        read(parcel(ParcelState.WITHDRAWN), known())


AT = SendAt(NOW.replace(tzinfo=None) + timedelta(days=1), "UTC")
UNDO = UndoUntil("process", timedelta(hours=5), timedelta(seconds=7))
STANDINGS = [
    *[parcel(ParcelState.HELD, hold=hold) for hold in HoldReason],
    parcel(ParcelState.HELD, departure=AT),
    parcel(ParcelState.HELD, departure=UNDO),
    *[parcel(state, due=NOW + timedelta(minutes=5)) for state in ParcelState],
    parcel(ParcelState.WAITING, tries=0),
]


@pytest.mark.parametrize(
    "one",
    [each for each in STANDINGS if each.state is not ParcelState.WITHDRAWN],
    ids=lambda one: str(one.state),
)
def test_every_row_says_what_is_true_or_next_and_what_can_be_done(one: Parcel) -> None:
    """All but two: past its last dot only the server can do something, and a newer Tegata with its own."""
    row = read(one, known())
    assert row.fact or row.then
    assert row.deeds or row.more or one.state is ParcelState.COMMITTED
    if row.needs_you:
        assert row.fact
        assert row.then, "and what would let it go"
        stands_out = row.deeds[-1] not in QUIET
        assert stands_out or one.hold is HoldReason.UNKNOWN, "one button stands out"
