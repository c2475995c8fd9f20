"""What an attempt needs from outside: handed in, so that tests can hand in others."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import Protocol

from tegata.accounts.account import Account, Security
from tegata.clock import Clock
from tegata.delivery.notices import NetworkNews, Role
from tegata.network.patience import Patience
from tegata.network.whereabouts import Whereabouts, way_towards
from tegata.profile import Preferences
from tegata.secret import Secret

_SUBMISSION_PORTS = ((587, Security.STARTTLS), (465, Security.TLS))


class PasswordSource(Protocol):
    """Where an attempt gets a password from; anything but a Secret is the reason why there is none."""

    async def get(self, account: str, role: str) -> Secret | object:
        """Return the password, without asking anybody."""
        ...


@dataclass(frozen=True, slots=True)
class Tools:
    """`patience` holds the time limit of every phase; `pause` waits so many seconds.

    `preferences` are the program's settings at this moment: a change counts from the next letter on.
    `auth_ports` are where to look for SMTP AUTH besides the port in use: RFC 6409 and RFC 8314, as a rule.
    `network_news` is the system's own word on the network: a hint for explaining, never a reason to wait.
    `password_stays` tells where a password is not to be shown outside TLS (`Credentials.stays_here`).
    """

    clock: Clock
    passwords: PasswordSource
    patience: Patience = field(default_factory=Patience)
    preferences: Callable[[], Preferences] = Preferences
    chance: Callable[[], float] = field(default_factory=lambda: Random().random)  # noqa: S311 - spreads retries
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    whereabouts: Whereabouts = way_towards
    auth_ports: Callable[[], tuple[tuple[int, Security], ...]] = lambda: _SUBMISSION_PORTS
    network_news: Callable[[], NetworkNews] = NetworkNews
    password_stays: Callable[[Account, Role], bool] = lambda _account, _role: False

    @property
    def hello_name(self) -> str | None:
        """What replaces the address literal in EHLO."""
        return self.preferences().hello_name

    def letter_date(self) -> datetime:
        """Return the Date of a letter that is sealed now; in UTC it does not tell where it was written."""
        now = self.clock.wall()
        return now if self.preferences().date_zone == "utc" else now.astimezone()

    def with_passwords(self, given: dict[Role, Secret] | None) -> "Tools":
        """Return the same tools with passwords that are not saved anywhere in front of the kept ones."""
        return replace(self, passwords=_Given(given, self.passwords)) if given else self


@dataclass(frozen=True, slots=True)
class _Given:
    given: dict[Role, Secret]
    others: PasswordSource

    async def get(self, account: str, role: str) -> Secret | object:
        given = self.given.get(Role(role))
        return given if given is not None else await self.others.get(account, role)
