"""Tegata as its user has it, from the outbox to the socket, and servers that mean it harm."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.accounts.account import Account, Security, Server
from tegata.delivery.notices import LoginResult
from tegata.network.patience import Patience
from tegata.protocols.outcome import Outcome
from tegata.store.parcel import Parcel
from tests.authority import authority, ca_file, server_tls
from tests.delivery.bench import BOB, Bench, account_at, with_auth
from tests.hand_clock import HandClock
from tests.hostile.villain import POP, SMTP, Script, Villain

LONG = 15.0
"""Seconds for one reply where it must not run out."""
SHORT = 0.25
"""Seconds for one reply where it must."""

__all__ = ("authority", "ca_file", "server_tls")


@dataclass
class Traveller:
    """Whoever sends, and what came of it."""

    bench: Bench
    ca_file: str
    opened: bool = False
    parcels: list[Parcel] = field(default_factory=list)

    async def has(self, account: Account, patience: float = LONG) -> None:
        """Open the outbox with this account."""
        self.bench.tools["patience"] = Patience(timedelta(seconds=patience))
        await self.bench.open(account)
        self.opened = True

    async def send(self, account: Account, *to: str, patience: float = LONG) -> Parcel:
        """Send a letter through this account, one attempt."""
        if not self.opened:
            await self.has(account, patience)
        self.parcels.append(await self.bench.deliver(*to))
        return self.parcels[-1]

    async def log_in(self, account: Account, patience: float = LONG) -> LoginResult:
        """Log in by POP now."""
        if not self.opened:
            await self.has(account, patience)
        return await self.bench.office.login_now("anna")

    def account(
        self,
        smtp: Villain,
        pop: Villain | None = None,
        *,
        security: Security = Security.NONE,
        auth: bool = False,
        host: str = "localhost",
    ) -> Account:
        """Return Anna's account at these servers; without TLS she has allowed her password to travel."""
        account = account_at(smtp.port, pop.port if pop else None)

        def ours(server: Server) -> Server:
            in_clear = security is Security.NONE
            return replace(
                server,
                host=host,
                security=security,
                ca_file=self.ca_file,
                allow_cleartext_password=in_clear,
            )

        submission, mailbox = account.submission, account.pop
        account = replace(account, submission=ours(submission), pop=ours(mailbox) if mailbox else None)
        return with_auth(account) if auth else account


Start = Callable[..., Awaitable[Villain]]


@pytest.fixture
async def anna(tmp_path: Path, ca_file: str) -> AsyncIterator[Traveller]:
    traveller = Traveller(Bench(tmp_path / "profile", HandClock()), ca_file)
    yield traveller
    if traveller.opened:
        await traveller.bench.close()


@pytest.fixture
async def villains() -> AsyncIterator[list[Villain]]:
    running: list[Villain] = []
    yield running
    for villain in running:
        await villain.stop()


def _starter(villains: list[Villain], kind: Script) -> Start:
    async def start(
        script: Script | None = None,
        tls: ssl.SSLContext | None = None,
        *,
        at_once: bool = False,
        after_tls: Script | None = None,
    ) -> Villain:
        villain = Villain({**kind, **(script or {})}, tls, at_once=at_once, after_tls=after_tls)
        await villain.start()
        villains.append(villain)
        return villain

    return start


@pytest.fixture
def smtp(villains: list[Villain]) -> Start:
    """Start an SMTP server that answers with these acts, and honestly else."""
    return _starter(villains, SMTP)


@pytest.fixture
def pop(villains: list[Villain]) -> Start:
    """Start a POP3 server likewise."""
    return _starter(villains, POP)


def fate(parcel: Parcel, address: str = BOB) -> Outcome | None:
    """Return what became of one recipient."""
    return next(each.outcome for each in parcel.recipients if each.address == address)
