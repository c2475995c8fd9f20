"""One line of work of a courier: its letters go one after the other, if possible over one session."""

import asyncio
import sys

from tegata.clock import Clock
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.turns import Turns
from tegata.store.coming import Waiting
from tegata.store.parcel import Parcel

LARGE = 256 * 1024
"""Octets from which on a letter goes on a line of its own, so that on a slow one no other waits behind it."""


class Lane:
    """The small letters of an account, or the large ones: `parcel in lane` tells which.

    Those `passed_over` cannot be read: it was seen when it was their turn.
    """

    def __init__(self, clock: Clock, *, large: bool) -> None:
        self.sizes = range(LARGE, sys.maxsize) if large else range(LARGE)
        self.wake = asyncio.Event()
        self.kept = KeptSession(clock)
        self.turns = Turns()
        self.warming: asyncio.Task[None] | None = None
        self.waits_for_warming = False
        self.passed_over: set[Waiting] = set()

    def stop_warming(self) -> None:
        """Give the way up that is being made, if one is."""
        if self.warming is not None:
            self.warming.cancel()

    async def until_warm(self) -> None:
        """The way that is being made is the due letter's, too; also where it ends before a closed door."""
        if self.warming is not None and not self.warming.done():
            self.waits_for_warming = True
            await asyncio.wait({self.warming})
            self.waits_for_warming = False

    def __contains__(self, parcel: Parcel | Waiting) -> bool:
        return parcel.size in self.sizes
