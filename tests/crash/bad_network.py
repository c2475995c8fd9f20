"""Sends thousands of letters over a network that delays, drips, cuts and refuses, in simulated time.

    python -m tests.crash.bad_network [--letters N] [--seed N]

Each letter must end once at its recipient, or be shown as perhaps delivered. The server's count decides.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tegata.store.parcel import ParcelState
from tests.crash.virtual_loop import Wire
from tests.crash.world import World

_AT_ONCE = 20


class BadWire(Wire):
    """One connection of a bad network: slow by its own measure, perhaps refused, perhaps cut somewhere."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._pace = chance.choice((0.0, 0.01, 0.3, 5.0))
        self._drip = chance.choice((0.0, 0.0, 0.001, 0.05))
        self._cut = chance.randrange(1, 900) if chance.random() < 0.3 else None
        self._refuses = chance.random() < 0.1

    def delay(self, octets: int) -> float:
        return self._chance.random() * self._pace + octets * self._drip

    def cut_after(self) -> int | None:
        return self._cut

    def refuses(self) -> bool:
        return self._refuses


@dataclass
class Soaked:
    """What came of the letters, and what was wrong."""

    states: Counter[str] = field(default_factory=Counter)
    accepted: int = 0
    perhaps_without: int = 0
    faults: list[str] = field(default_factory=list)


def soak(letters: int, seed: int, directory: Path) -> Soaked:
    """Send so many letters, a few at a time, from both of two processes."""
    chance, soaked = Random(seed), Soaked()  # noqa: S311 - the same misfortune each time
    world = World(directory, pop=False)
    try:
        world.loop.wire = lambda: BadWire(chance)
        for number in range(letters):
            world.queue(other=number % 50 == 49)
            if number % _AT_ONCE == _AT_ONCE - 1:
                world.pass_time(600)
        world.pass_time(24 * 3600)
        world.look()
        soaked.faults = list(world.faults)
        for parcel in world.parcels().values():
            soaked.states[parcel.state] += 1
            has_it = any(world.post.taken[parcel.message_id, one.address] for one in parcel.recipients)
            soaked.perhaps_without += parcel.state is ParcelState.UNCERTAIN and not has_it
        soaked.accepted = world.post.taken.total()
    finally:
        world.close()
    ended = soaked.states[ParcelState.SENT] + soaked.states[ParcelState.UNCERTAIN]
    if ended != letters:
        soaked.faults.append(f"{letters - ended} letters are neither sent nor flagged: {soaked.states}")
    return soaked


def main() -> int:
    """Soak, and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as directory:
        soaked = soak(chosen.letters, chosen.seed, Path(directory))
    states = ", ".join(f"{number} {name}" for name, number in soaked.states.most_common())
    print(f"## A bad network\n\n{chosen.letters} letters in {time.monotonic() - began:.0f} s: {states}.")
    print(
        f"The server has accepted {soaked.accepted}; not there, of the uncertain: {soaked.perhaps_without}."
    )
    print("\n".join(soaked.faults[:20]) or "None lost, none doubled.\n")
    return int(bool(soaked.faults))


if __name__ == "__main__":
    sys.exit(main())
