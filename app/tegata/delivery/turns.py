"""Whose turn it is among letters that are due: the smallest one's, but none waits for ever."""

from collections.abc import Container, Iterable
from typing import TypeVar

from tegata.store.coming import Waiting
from tegata.store.parcel import Parcel

P = TypeVar("P", Parcel, Waiting)

AT_MOST = 10
"""So many younger letters may go before an older one because they are smaller; then it is its turn."""


def smallest_first(parcels: Iterable[P]) -> list[P]:
    """Return them by size, and those of one size by age: what takes long holds up the fewest then."""
    return sorted(parcels, key=lambda each: (each.size, each.id))


class Turns:
    """Remembers who has been overtaken how often. Being tried ends that, and so does not being due."""

    def __init__(self) -> None:
        self._overtaken: dict[int, int] = {}

    def next(self, due: Iterable[P], *, failed: Container[int] = ()) -> P | None:
        """Return whose turn it is, None where nobody is due. Each call counts as a turn.

        Those with an id in `failed` go last: who has just been tried in vain lets the others try.
        """
        queue = sorted(smallest_first(due), key=lambda each: each.id in failed)
        kept_waiting = [each for each in queue if self._overtaken.get(each.id, 0) >= AT_MOST]
        chosen = min(kept_waiting, key=lambda each: each.id, default=next(iter(queue), None))
        self._overtaken = {
            each.id: self._overtaken.get(each.id, 0) + (each.id < chosen.id)
            for each in queue
            if chosen is not None and each is not chosen
        }
        return chosen
