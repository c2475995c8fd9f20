"""Letters that leave by themselves after their undo seconds, or at their time: when, and whether still."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import assert_never

from tegata.delivery.notices import ParcelChanged
from tegata.delivery.office import Office
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState, Standing

MISSED = timedelta(hours=1)
"""A letter later than this for its time is not sent without a question: it may make no sense any more."""

_AT_ONCE = timedelta(0)


def departing(leaves: timedelta | SendAt, office: Office) -> Standing:
    """Return where a letter stands that is to leave after so long, during which it can be undone, or then."""
    now = office.tools.clock.wall()
    if isinstance(leaves, SendAt):
        return Standing(ParcelState.HELD, due=leaves.moment() or now, departure=leaves)
    if leaves <= _AT_ONCE:
        return Standing(ParcelState.WAITING, due=now)
    until = UndoUntil(office.process, office.tools.clock.now() + leaves, leaves)
    return Standing(ParcelState.HELD, due=now + leaves, departure=until)


def leaves_in(parcel: Parcel, office: Office) -> timedelta | None:
    """Return how long until the parcel leaves by itself, negative when late.

    None where it does not, or another process counts its undo seconds: that one, and only that, lets it go.
    """
    if not parcel.leaves_by_itself:
        return None
    match parcel.departure:
        case UndoUntil(process=process) if process != office.process:
            return None
        case UndoUntil(until=until):
            return until - office.tools.clock.now()
        case SendAt():
            return _moment(parcel, parcel.departure) - office.tools.clock.wall()
        case None:
            return None
        case _:
            assert_never(parcel.departure)


async def let_go(office: Office, leaving: Iterable[Parcel]) -> int:
    """Move on those of these letters whose time has come; return how many were let go.

    One that is too late for its time is held with that reason instead. Raises StoreError.
    """
    freed = 0
    for parcel in leaving:
        standing = _standing_now(parcel, office)
        if standing is not None and await _leave(parcel, standing, office) is not None:
            freed += standing.state is ParcelState.WAITING
    return freed


async def _leave(parcel: Parcel, standing: Standing, office: Office) -> Parcel | None:
    moved = await office.outbox.leave(parcel, standing, now=office.tools.clock.wall())
    office.hearing.tell(ParcelChanged(parcel.id))
    return moved


def _standing_now(parcel: Parcel, office: Office) -> Standing | None:
    left = leaves_in(parcel, office)
    if left is None or left > _AT_ONCE:
        return None
    now = office.tools.clock.wall()
    if not isinstance(parcel.departure, SendAt):
        return Standing(ParcelState.WAITING, due=now)
    if -left <= MISSED:
        return Standing(ParcelState.WAITING, due=now)
    return Standing(ParcelState.HELD, hold=HoldReason.MISSED, departure=parcel.departure)


def _moment(parcel: Parcel, departure: SendAt) -> datetime:
    """Return when it is to leave, by the zone's rules of today; as once reckoned where they are gone."""
    return departure.moment() or parcel.due or parcel.changed_at
