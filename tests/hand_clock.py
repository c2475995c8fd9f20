"""A clock for tests, moved by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock moved by hand. `sleep` lets time pass as a suspended computer sees it."""

    at: timedelta = timedelta(hours=5)
    slept: timedelta = timedelta(0)
    boot: str = "boot-1"
    wall_offset: timedelta = timedelta(0)

    def now(self) -> timedelta:
        return self.at

    def asleep(self) -> timedelta:
        return self.slept

    def wall(self) -> datetime:
        return NOON + self.at - timedelta(hours=5) + self.wall_offset

    def boot_id(self) -> str:
        return self.boot

    def tick(self, **span: float) -> None:
        self.at += timedelta(**span)

    def sleep(self, **span: float) -> None:
        self.tick(**span)
        self.slept += timedelta(**span)
