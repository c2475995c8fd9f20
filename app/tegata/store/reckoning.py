"""By which clock on the wall the due times on disk were reckoned: the next process sees whether it was set.

One row, if any. It changes in one transaction with the due times that are put right.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from tegata.store.coming import Waiting, waiting
from tegata.store.timestamps import from_text, to_text

A_LITTLE = timedelta(seconds=1)
"""As much as two clocks may drift apart, and two due times, before one is set anew."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the clock on the wall, as it is set, would have shown when the boot of that name began (aware)."""

    boot_id: str
    wall_at_boot: datetime

    def set_forward(self, since: "Reckoning") -> timedelta:
        """Return how far the clock was set since then, below zero for back; zero where nobody can know."""
        return self.wall_at_boot - since.wall_at_boot if self.boot_id == since.boot_id else timedelta(0)


def take_over(connection: sqlite3.Connection, by: Reckoning, now: datetime) -> list[tuple[Waiting, datetime]]:
    """Note that due times are reckoned by this clock from now on; return who is due early by it, and when.

    That is so where it was set forward since the last was noted. Nobody waits longer from now than was meant
    in all: a process that has noted nothing may have reckoned by the new time already.
    """
    row = connection.execute("SELECT boot_id, wall_at_boot FROM reckoning").fetchone()
    note(connection, by)
    before = by if row is None else Reckoning(row[0], from_text(row[1]))
    forward = by.set_forward(before)
    if forward <= A_LITTLE:
        return []
    dues = [
        (each, min(each.due + forward, now + (each.due - each.changed_at)))
        for each in waiting(connection)
        if each.due is not None
    ]
    return [(each, due) for each, due in dues if due > now]


def note(connection: sqlite3.Connection, by: Reckoning) -> None:
    """Note that all due times are right by this clock."""
    connection.execute("DELETE FROM reckoning")
    connection.execute("INSERT INTO reckoning VALUES (?, ?)", (by.boot_id, to_text(by.wall_at_boot)))
