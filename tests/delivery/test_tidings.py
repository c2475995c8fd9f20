"""What is worth a word to somebody who is not looking: once, and never while they are."""

from datetime import timedelta

import pytest

from tegata.delivery.tidings import LATE_AFTER, Event, Look, Tidings, event_of, needs_a_word, tidings
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tests.gui.fake_verbs import NOON, a_parcel

S = ParcelState
EARLY = NOON - timedelta(minutes=3)
LONG_AGO = NOON - timedelta(minutes=16)


def look(*parcels: Parcel, there: bool = False, first: object = LONG_AGO) -> Look:
    return Look(parcels, {each.id: first for each in parcels if each.tries}, NOON, there)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parcel", "first", "event"),
    [
        (a_parcel(state=S.FAILED), None, Event.REFUSED),
        (a_parcel(state=S.UNCERTAIN), None, Event.UNCERTAIN),
        (a_parcel(state=S.HELD, hold=HoldReason.PASSWORD_NEEDED), None, Event.QUESTION),
        (a_parcel(state=S.HELD, hold=HoldReason.MISSED), None, Event.QUESTION),
        (a_parcel(state=S.HELD, hold=HoldReason.CANCELLED), None, None),
        (a_parcel(state=S.HELD), None, None),
        (a_parcel(state=S.WAITING), None, None),
        (a_parcel(state=S.WAITING, tries=2), EARLY, None),
        (a_parcel(state=S.WAITING, tries=4), LONG_AGO, Event.LATE),
        (a_parcel(state=S.WAITING, tries=4), NOON - LATE_AFTER, Event.LATE),
        (a_parcel(state=S.SENDING, tries=4), LONG_AGO, None),
        (a_parcel(state=S.COMMITTED), LONG_AGO, None),
        (a_parcel(state=S.SENT), LONG_AGO, None),
    ],
)
def test_what_there_is_to_say_of_a_letter(parcel: Parcel, first: object, event: Event | None) -> None:
    assert event_of(parcel, first, NOON) is event  # type: ignore[arg-type]


def test_waiting_alone_is_nothing_to_decide() -> None:
    assert needs_a_word(a_parcel(state=S.FAILED))
    assert not needs_a_word(a_parcel(state=S.WAITING, tries=9))
    assert not needs_a_word(a_parcel(state=S.HELD, hold=HoldReason.CANCELLED))


REFUSED = a_parcel(state=S.FAILED)
LATE = a_parcel(state=S.WAITING, tries=4)
ON_ITS_WAY = a_parcel(state=S.SENDING, tries=4)


@pytest.mark.parametrize(
    ("known", "now", "there", "told"),
    [
        (None, REFUSED, False, False),  # it was so before Tegata started
        ({}, REFUSED, False, True),
        ({}, REFUSED, True, False),  # the window says it
        ({1: Event.REFUSED}, REFUSED, False, False),
        ({1: Event.LATE}, REFUSED, False, True),
        ({}, LATE, False, True),
        ({1: Event.LATE}, LATE, False, False),
        ({1: Event.REFUSED}, LATE, False, True),
        ({}, ON_ITS_WAY, False, False),
    ],
)
def test_each_thing_is_told_once_and_to_nobody_who_sees_it(
    known: dict[int, Event] | None, now: Parcel, there: bool, told: bool
) -> None:
    assert tidings(known, look(now, there=there)).to_tell == ((now,) if told else ())


def story(*steps: Look) -> list[int]:
    """Return how many letters were told of at each step."""
    known: dict[int, Event] = {}
    told: list[int] = []
    for step in steps:
        said: Tidings = tidings(known, step)
        known = dict(said.known)
        told.append(len(said.to_tell))
    return told


def test_a_late_letter_is_no_news_at_each_further_try() -> None:
    assert story(look(LATE), look(ON_ITS_WAY), look(LATE), look(ON_ITS_WAY), look(REFUSED)) == [1, 0, 0, 0, 1]


def test_what_was_seen_in_the_window_is_not_told_when_it_closes() -> None:
    assert story(look(REFUSED, there=True), look(REFUSED)) == [0, 0]


def test_refused_once_more_after_it_was_sent_again_is_news() -> None:
    assert story(look(REFUSED), look(a_parcel(state=S.WAITING)), look(ON_ITS_WAY), look(REFUSED)) == [
        1,
        0,
        0,
        1,
    ]


def test_several_at_once_are_told_together() -> None:
    both = (a_parcel(1, state=S.FAILED), a_parcel(2, state=S.UNCERTAIN))
    assert tidings({}, look(*both, a_parcel(3, state=S.WAITING))).to_tell == both


def test_one_looks_again_when_the_first_becomes_late() -> None:
    parcels = (a_parcel(1, tries=1), a_parcel(2, tries=1), a_parcel(3, tries=1), a_parcel(4))
    first = {1: EARLY, 2: EARLY - timedelta(minutes=2), 3: LONG_AGO}
    assert tidings({}, Look(parcels, first, NOON, somebody_there=True)).look_again == first[2] + LATE_AFTER
    assert tidings({}, look(REFUSED)).look_again is None
