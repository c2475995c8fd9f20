"""Lives of an outbox, made up by hypothesis: whatever happens, in whatever order, the promises hold.

    python -m tests.crash.life [--lives N] [--steps N]

A control tries letters again that are perhaps delivered; it must be caught.
"""

import argparse
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import ClassVar
from unittest import mock

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tegata.store.departure import SendAt
from tegata.store.parcel import RECOVERY, ParcelState
from tests.crash.power import MEMORY
from tests.crash.world import MOODS, Mailbox, World
from tests.delivery.bench import BOB, OLA

_SPANS = (0.01, 1.0, 8.0, 20.0, 120.0, 650.0, 3600.0)
_SLEEPS = (60.0, 3600.0, 86_400.0, 3 * 86_400.0)
_JUMPS = (-86_400.0, -3600.0, 3600.0, 86_400.0)
_ONE = st.integers(0, 99)


class Life(RuleBasedStateMachine):
    """What the user, the servers, the network, the clock and the computer may do.

    `tally` counts where the letters of all lives stand at their ends.
    """

    tally: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(mkdtemp(prefix="tegata-life-", dir=MEMORY if MEMORY.is_dir() else None))
        self.world = World(self.directory)

    def teardown(self) -> None:
        try:
            self.world.settle()
            self.promises_hold()
            self.tally.update(parcel.state for parcel in self.world.parcels().values())
            self.tally["accepted by the server"] += self.world.post.taken.total()
        finally:
            self.world.close()
            shutil.rmtree(self.directory)

    def one(self, number: int) -> int:
        numbers = sorted(self.world.promises)
        return numbers[number % len(numbers)]

    def has_letters(self) -> bool:
        return bool(self.world.promises)

    @invariant()
    def promises_hold(self) -> None:
        self.world.look()
        assert self.world.faults == [], self.world.faults

    @rule(to=st.sampled_from([(BOB,), (BOB, OLA), (OLA,)]))
    def queue(self, to: tuple[str, ...]) -> None:
        self.world.queue(*to)

    @rule(seconds=st.integers(1, 30))
    def queue_with_undo(self, seconds: int) -> None:
        self.world.queue(leaves=timedelta(seconds=seconds))

    @rule(minutes=st.integers(-30, 300))
    def queue_for_later(self, minutes: int) -> None:
        self.world.queue(leaves=self.later(minutes))

    @rule()
    def queue_from_a_second_process(self) -> None:
        self.world.queue(other=True)

    @rule(mood=st.sampled_from(sorted(MOODS)))
    def server(self, mood: str) -> None:
        self.world.post.mood = MOODS[mood]

    @rule(refuses=st.booleans())
    def mailbox(self, refuses: bool) -> None:
        Mailbox.refuses = refuses

    @precondition(has_letters)
    @rule(number=_ONE)
    def edit_or_undo(self, number: int) -> None:
        self.world.edit(self.one(number))

    @precondition(has_letters)
    @rule(number=_ONE)
    def withdraw(self, number: int) -> None:
        self.world.withdraw(self.one(number))

    @precondition(has_letters)
    @rule(number=_ONE)
    def try_now(self, number: int) -> None:
        self.world.try_now(self.one(number))

    @precondition(has_letters)
    @rule(number=_ONE, minutes=st.integers(-30, 300))
    def send_later(self, number: int, minutes: int) -> None:
        self.world.send_later(self.one(number), self.later(minutes))

    @precondition(has_letters)
    @rule(number=_ONE)
    def it_arrived(self, number: int) -> None:
        self.world.it_arrived(self.one(number))

    @precondition(has_letters)
    @rule(number=_ONE)
    def cancel(self, number: int) -> None:
        self.world.cancel(self.one(number))

    @rule()
    def give_password(self) -> None:
        self.world.give_password()

    @rule(seconds=st.sampled_from(_SPANS))
    def tick(self, seconds: float) -> None:
        self.world.pass_time(seconds)

    @rule(turns=st.integers(1, 120))
    def few_turns(self, turns: int) -> None:
        self.world.few_turns(turns)

    @rule()
    def line_is_cut(self) -> None:
        self.world.loop.cut_all()

    @rule(turns=st.integers(0, 200))
    def crash(self, turns: int) -> None:
        self.world.few_turns(turns)
        self.world.crash()
        self.world.start()

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule(seconds=st.sampled_from(_SLEEPS))
    def sleep(self, seconds: float) -> None:
        self.world.sleep(seconds)

    @rule(seconds=st.sampled_from(_JUMPS))
    def clock_jumps(self, seconds: float) -> None:
        self.world.set_clock(seconds)

    def later(self, minutes: int) -> SendAt:
        at = self.world.clock.wall() + timedelta(minutes=minutes)
        return SendAt(at.replace(tzinfo=None), "UTC")


def play(lives: int, steps: int, phases: Collection[Phase] = tuple(Phase)) -> None:
    """Play so many lives. Raises AssertionError, with the shortest way to it, where a promise was broken."""
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=lives,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


def is_caught(play_some: Callable[[], None]) -> bool:
    """Whether lives in which a perhaps delivered letter is tried again after a crash break a promise."""
    with mock.patch.dict(RECOVERY, {ParcelState.COMMITTED: ParcelState.WAITING}):
        try:
            play_some()
        except AssertionError:
            return True
    return False


def main() -> int:
    """Play, and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lives", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=50)
    chosen = parser.parse_args()
    began = time.monotonic()
    play(chosen.lives, chosen.steps)
    took = time.monotonic() - began
    print("## Lives in simulated time\n")
    print(f"{chosen.lives} lives of up to {chosen.steps} steps in {took:.0f} s: every promise held.")
    print(f"Letters at the end: {_counts(Life.tally)}.")
    caught = is_caught(lambda: play(500, 50, (Phase.generate,)))
    print(f"Trying again what is perhaps delivered is {'caught' if caught else 'NOT CAUGHT'}.\n")
    return int(not caught)


def _counts(tally: Counter[str]) -> str:
    return ", ".join(f"{number} {name}" for name, number in tally.most_common())


if __name__ == "__main__":
    sys.exit(main())
