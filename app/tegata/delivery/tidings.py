"""What somebody who is not looking should be told of their letters. Pure: parcels in, what is new out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tegata.store.parcel import HoldReason, Parcel, ParcelState

LATE_AFTER = timedelta(minutes=15)
"""From a letter's first try on. Greylisting and a short walk through a tunnel are over by then."""

_ON_THE_WAY = frozenset({ParcelState.SENDING, ParcelState.COMMITTED})


class Event(StrEnum):
    """What is worth a word."""

    LATE = "late"  # still waiting, `LATE_AFTER` its first try
    REFUSED = "refused"
    QUESTION = "question"  # held, for something that only the user can settle
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Look:
    """The letters that have not been accepted, as they are `now` (aware); when each was tried first.

    `somebody_there`: a window of ours is in front of the user, and says it all by itself.
    """

    parcels: Sequence[Parcel]
    first_tried: Mapping[int, datetime]
    now: datetime
    somebody_there: bool


@dataclass(frozen=True, slots=True)
class Tidings:
    """What to tell, and what to hand in with the next look so that nothing is told twice.

    `look_again` is when a letter becomes late that is not yet.
    """

    known: Mapping[int, Event]
    to_tell: tuple[Parcel, ...]
    look_again: datetime | None


def tidings(known: Mapping[int, Event] | None, look: Look) -> Tidings:
    """Return what is new since `known`; at the first look (None) nothing is: the user has just come."""
    before = known or {}
    late_at = _late_at(look)
    events = {each.id: _stands(each, look, before.get(each.id)) for each in _not_on_time(look, late_at)}
    stand = {number: event for number, event in events.items() if event is not None}
    quiet = known is None or look.somebody_there
    fresh = () if quiet else tuple(each for each in look.parcels if _is_news(each.id, stand, before))
    return Tidings(stand, fresh, min((each for each in late_at.values() if each > look.now), default=None))


def event_of(parcel: Parcel, first_tried: datetime | None, now: datetime) -> Event | None:
    """Return what there is to say of the letter; None while all is as it should be."""
    match parcel.state:
        case ParcelState.FAILED:
            return Event.REFUSED
        case ParcelState.UNCERTAIN:
            return Event.UNCERTAIN
        case ParcelState.HELD if parcel.hold not in {None, HoldReason.CANCELLED}:
            return Event.QUESTION
        case ParcelState.WAITING if first_tried is not None and now - first_tried >= LATE_AFTER:
            return Event.LATE
        case _:
            return None


def needs_a_word(parcel: Parcel) -> bool:
    """Whether the user has to decide something; what they stopped themselves they know of."""
    return event_of(parcel, None, parcel.changed_at) is not None


def _stands(parcel: Parcel, look: Look, known: Event | None) -> Event | None:
    """A letter on its way is what it was before: each new try of a late one is no news."""
    if parcel.state in _ON_THE_WAY:
        return known
    return event_of(parcel, look.first_tried.get(parcel.id), look.now)


def _is_news(number: int, stand: Mapping[int, Event], known: Mapping[int, Event]) -> bool:
    return number in stand and stand[number] is not known.get(number)


def _late_at(look: Look) -> dict[int, datetime]:
    """Return when the waiting letters that have been tried are late."""
    waiting = {each.id for each in look.parcels if each.state is ParcelState.WAITING}
    return {number: first + LATE_AFTER for number, first in look.first_tried.items() if number in waiting}


def _not_on_time(look: Look, late_at: Mapping[int, datetime]) -> list[Parcel]:
    """Return all but the letters that wait and are not late: of a thousand, these are soon told apart."""
    late = {number for number, moment in late_at.items() if moment <= look.now}
    return [each for each in look.parcels if each.state is not ParcelState.WAITING or each.id in late]
