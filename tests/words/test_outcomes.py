from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.delivery.notices import NotQueued, StoreTrouble
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, ParcelState, Recipient
from tegata.store.trouble import Trouble as DiskTrouble
from tegata.words.outcomes import (
    held_line,
    not_queued,
    parcel_line,
    server_words,
    some_refused,
    step_words,
    store_trouble,
)
from tegata.words.times import clock_time
from tests.words.samples import NOON, TAKEN, a_parcel, refused

SPLIT = (Recipient("bob@b.example", TAKEN), Recipient("ola@b.example", refused()))


@pytest.mark.parametrize("state", ParcelState)
def test_every_state_has_a_fact(state: ParcelState) -> None:
    assert parcel_line(a_parcel(state), NOON).fact


@pytest.mark.parametrize("reason", HoldReason)
def test_every_reason_to_hold_says_what_lets_it_go(reason: HoldReason) -> None:
    line = held_line(a_parcel(ParcelState.HELD, hold=reason))
    assert line.fact.endswith(".")
    assert line.then.endswith(".")


def test_held_for_no_reason() -> None:
    assert held_line(a_parcel(ParcelState.HELD)).fact == "Held."


def test_a_letter_that_leaves_by_itself_says_when_and_whose_clocks_are_meant() -> None:
    at = SendAt(NOON.replace(tzinfo=None) + timedelta(days=1), "Asia/Tokyo")
    held = a_parcel(ParcelState.HELD, departure=at)
    assert parcel_line(held, NOON).fact.startswith("Leaves tomorrow at 12:00 (Tokyo time")
    assert parcel_line(held, NOON).then == "Tegata must be running then."
    missed = held_line(replace(held, hold=HoldReason.MISSED))
    assert missed.then.startswith("It was to leave at 2026-05-05 12:00, Tokyo time.")
    seconds = a_parcel(ParcelState.HELD, due=NOON, departure=UndoUntil("p", timedelta(0), timedelta(0)))
    assert parcel_line(seconds, NOON).fact == f"Leaves at {clock_time(NOON)}."


def test_a_waiting_letter_says_when() -> None:
    later = NOON + timedelta(minutes=5)
    assert parcel_line(a_parcel(ParcelState.WAITING), NOON).fact == "Leaves now."
    assert parcel_line(a_parcel(ParcelState.WAITING, due=NOON), NOON).fact == "Leaves now."
    due = a_parcel(ParcelState.WAITING, due=later)
    assert parcel_line(due, NOON).fact == f"Leaves at {clock_time(later)}."
    once, twice = (
        parcel_line(a_parcel(ParcelState.WAITING, due=later, tries=tries), NOON) for tries in (1, 2)
    )
    assert once.fact == f"Tries again at {clock_time(later)}."
    assert (once.then, twice.then) == ("1 try so far.", "2 tries so far.")


def test_a_failed_letter_says_whether_somebody_has_it() -> None:
    nobody = parcel_line(a_parcel(ParcelState.FAILED), NOON)
    split = parcel_line(a_parcel(ParcelState.FAILED, recipients=SPLIT), NOON)
    assert (nobody.fact, nobody.then) == ("Refused.", "The letter is safe here.")
    assert split.fact == "Refused for 1 of 2: ola@b.example."


def test_the_servers_own_words_come_once() -> None:
    recipients = tuple(Recipient(name, refused("one\ntwo")) for name in ("a@b.example", "c@b.example"))
    parcel = a_parcel(ParcelState.FAILED, recipients=recipients)
    assert server_words(parcel) == "550 one\n550 two"
    assert server_words(a_parcel(ParcelState.SENT)) == ""
    assert some_refused(parcel) == "Refused for 2 of 2: a@b.example, c@b.example."


@pytest.mark.parametrize(
    "step",
    ["pop-login", "pop-login-failed", "retry", "accepted", "partly-accepted", "not-accepted", "cancelled"],
)
def test_every_step_has_a_sentence(step: str) -> None:
    assert step_words(step).endswith(".")


def test_a_step_of_another_tegata_is_shown_as_it_is() -> None:
    assert step_words("teleported") == "teleported"


@pytest.mark.parametrize("kind", StoreTrouble)
def test_an_outbox_that_cannot_be_opened_is_said_to_be_untouched(kind: StoreTrouble) -> None:
    said = store_trouble(DiskTrouble(kind, "Its own word."))
    assert "Nothing in it was changed, and nothing can be sent now." in said
    assert said.startswith("Its own word.") is (kind is StoreTrouble.OTHER)


def test_from_a_newer_tegata_there_is_a_way_back() -> None:
    newer = DiskTrouble(StoreTrouble.NEWER_PROGRAM, "schema 6 > 5")
    assert store_trouble(newer).endswith("Start the newer Tegata.")
    kept = replace(newer, kept_as=Path("/home/anna/tegata/store/tegata.db.schema-5"))
    assert "As this version left it, it is kept as tegata.db.schema-5." in store_trouble(kept)


@pytest.mark.parametrize("trouble", StoreTrouble)
def test_a_letter_not_queued_is_said_to_be_safe(trouble: StoreTrouble) -> None:
    line = not_queued(NotQueued(trouble, "the system's word"))
    assert "has not left" in line.fact
    assert "nothing is lost" in line.then
