"""Starts and stops the practice provider, in whatever event loop runs: the window's or the terminal's."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from tegata.accounts.account import DEFAULT_WINDOW
from tegata.clock import Clock, system_clock
from tegata.practice.door import Door, open_door
from tegata.practice.happenings import Delivered, Happening
from tegata.practice.ledger import Ledger
from tegata.practice.lines import Line
from tegata.practice.rules import Refusal
from tegata.secret import Secret


async def start_provider(
    *,
    window: timedelta = DEFAULT_WINDOW,
    line: Line = Line.C,
    password: Secret | None = None,
    clock: Clock | None = None,
) -> "PracticeProvider":
    """Start the provider with clients of the door `here` on `line`. Raises OSError when no port can be had.

    The password is a new one each time, unless one is given.
    """
    secret = password or Secret(secrets.token_urlsafe(9))
    ledger = Ledger(clock or system_clock(), secret, window, line)
    opened: list[Door] = []
    try:
        opened.append(await open_door(ledger, lambda: ledger.line))
        for each in Line:
            opened.append(await open_door(ledger, _always(each)))  # noqa: PERF401
    except OSError:
        await _close(opened)
        raise
    here, *others = opened
    return PracticeProvider(ledger, here, MappingProxyType(dict(zip(Line, others, strict=True))))


@dataclass(frozen=True, slots=True)
class PracticeProvider:
    """Provider A, running. `here` is the door of someone who moves, `doors` those of people who stay."""

    _ledger: Ledger
    here: Door
    doors: Mapping[Line, Door]

    @property
    def password(self) -> Secret:
        """The customer's password, for POP3 and for SMTP AUTH."""
        return self._ledger.password

    @property
    def line(self) -> Line:
        """Where you are now: the line that clients of the door `here` are on."""
        return self._ledger.line

    async def move(self, line: Line) -> None:
        """Go to another line: whatever was connected from the old one is cut, as when a laptop leaves."""
        self._ledger.move(line)
        await self.here.cut()

    @property
    def window(self) -> timedelta:
        """How long a POP login lets its line relay."""
        return self._ledger.window

    def set_window(self, window: timedelta) -> None:
        """Change the window's length without telling anyone, as providers do."""
        self._ledger.window = window

    @property
    def loses_receipts(self) -> bool:
        """Whether the line breaks after a letter was accepted and before its sender hears of it."""
        return self._ledger.loses_receipts

    def lose_receipts(self, lose: bool) -> None:  # noqa: FBT001 - as a switch's setter
        """Begin or end that."""
        self._ledger.loses_receipts = lose

    def set_refusal(self, refusal: Refusal) -> None:
        """Word the next refusals differently."""
        self._ledger.refusal = refusal

    def window_left(self, line: Line) -> timedelta:
        """Return how long `line` may still relay because of a POP login; zero when no window is open."""
        return self._ledger.window_left(line)

    @property
    def logins(self) -> int:
        """How many POP logins have succeeded."""
        return self._ledger.logins

    @property
    def delivered(self) -> tuple[Delivered, ...]:
        """The latest hundred letters accepted, oldest first."""
        return self._ledger.delivered

    def happenings(self) -> AsyncIterator[Happening]:
        """Yield what happens from this call on, to each caller, until the provider is stopped."""
        return self._ledger.bulletin.listen()

    async def stop(self) -> None:
        """Close all doors and end every connection and every listener."""
        self._ledger.bulletin.close()
        await _close([self.here, *self.doors.values()])


def _always(line: Line) -> Callable[[], Line]:
    return lambda: line


async def _close(doors: list[Door]) -> None:
    await asyncio.gather(*(door.close() for door in doors))
