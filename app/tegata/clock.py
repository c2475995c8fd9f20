"""Clocks: one that counts sleep, for windows and waits; one on the wall, for people."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """What the rooms may ask about time. Tests hand in their own."""

    def now(self) -> timedelta:
        """Return the time since an arbitrary start; it counts sleep and never jumps with the wall clock."""
        ...

    def asleep(self) -> timedelta:
        """Return how much of `now` this computer has slept through since the boot."""
        ...

    def wall(self) -> datetime:
        """Return the wall-clock time, aware, in UTC."""
        ...

    def boot_id(self) -> str:
        """Return a name for this boot; values of `now` are comparable only under the same name."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clocks. CLOCK_BOOTTIME where it exists: CLOCK_MONOTONIC stands still in suspend."""

    _boot: str

    def now(self) -> timedelta:
        """See `Clock.now`."""
        return timedelta(seconds=_since_boot())

    def asleep(self) -> timedelta:
        """See `Clock.asleep`; nearly zero where no clock counts sleep."""
        return timedelta(seconds=max(0.0, _since_boot() - time.monotonic()))

    def wall(self) -> datetime:
        """See `Clock.wall`."""
        return datetime.now(UTC)

    def boot_id(self) -> str:
        """See `Clock.boot_id`."""
        return self._boot


def system_clock() -> SystemClock:
    """Return the machine's clock; where the boot has no name, each process counts as a boot of its own."""
    try:
        return SystemClock(_BOOT_ID.read_text(encoding="ascii").strip())
    except OSError:
        import uuid

        return SystemClock(f"process-{uuid.uuid4()}")


def _clock_source() -> Callable[[], float]:
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        return time.monotonic
    return lambda: time.clock_gettime(boottime)


_since_boot = _clock_source()
