"""A person's terminal: runs commands on one profile, in this process or in one of its own."""

import asyncio
import io
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tegata.accounts.account import Account
from tegata.accounts.accounts_file import save_account
from tegata.cli.arguments import Wish, parse
from tegata.cli.clerk import Clerk
from tegata.cli.command import carry_out
from tegata.cli.desk import open_desk
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.network.handover import serve
from tegata.secret import Secret
from tests.program import TEGATA

BOB = "bob@elsewhere.example"
OLA = "ola@elsewhere.example"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it printed."""

    status: int
    out: str
    err: str

    @property
    def last(self) -> dict[str, Any]:
        """The contract: the last line on standard output is JSON."""
        result: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return result

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Terminal:
    profile: Path
    body: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def has(self, *accounts: Account) -> None:
        """Write the accounts into the profile's settings."""
        self.profile.mkdir(exist_ok=True)
        for account in accounts:
            assert save_account(self.profile / "accounts.toml", account) is None

    async def run(self, *words: str, stdin: str | bytes | None = None) -> Ran:
        """Run a command in this process; text for standard input is a password."""
        octets = stdin.encode() if isinstance(stdin, str) else stdin or b""
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets), "utf-8"))
        given = ["--password-stdin"] if isinstance(stdin, str) else []
        self.capsys.readouterr()
        status = await carry_out(parse([*words, "--profile", str(self.profile), *given]))
        return Ran(status, *self.capsys.readouterr())

    def letter(self, *to: str, account: str = "anna") -> list[str]:
        """Return the words of a command that sends a letter."""
        everyone = [word for address in to or (BOB,) for word in ("--to", address)]
        body = ["--subject", "Greetings", "--body-file", str(self.body)]
        return ["send", "--account", account, *everyone, *body]

    async def send(
        self, *to: str, account: str = "anna", more: tuple[str, ...] = (), stdin: str | None = "open sesame"
    ) -> Ran:
        return await self.run(*self.letter(*to, account=account), "--json", *more, stdin=stdin)

    async def rows(self) -> list[dict[str, Any]]:
        """Return what `outbox list --json` prints."""
        return (await self.run("outbox", "list", "--json")).rows

    async def start(self, *words: str, stdin: str | None = "open sesame") -> asyncio.subprocess.Process:
        """Run a command in a process of its own, without a keyring."""
        given = ["--password-stdin"] if stdin is not None else []
        process = await asyncio.create_subprocess_exec(
            *TEGATA, *words, "--profile", str(self.profile), *given,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env=quiet_environment(),
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write((stdin or "").encode())
        process.stdin.close()
        return process


def quiet_environment() -> dict[str, str]:
    """Return an environment that speaks English and has no keyring."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return keep | {"LC_ALL": "C.UTF-8", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}


async def ended(process: asyncio.subprocess.Process) -> Ran:
    """Wait for the process and return how it ended."""
    assert process.stdout is not None
    assert process.stderr is not None
    async with asyncio.timeout(60):
        out, err = await asyncio.gather(process.stdout.read(), process.stderr.read())
        return Ran(await process.wait(), out.decode(), err.decode())


@asynccontextmanager
async def a_window(terminal: Terminal, **passwords: str) -> AsyncIterator[PostOffice]:
    """Stand in for the window: it has the lock, works, and answers what commands hand over."""
    raised: list[Wish] = []
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as desk:
        lock = desk.profile.try_lock()
        assert lock is not None
        for account, password in passwords.items():
            for role in Role:
                await desk.office.password_given(account, role, Secret(password), keep=False)
        await desk.office.start()
        door = await serve(desk.profile.directory, Clerk(desk.office, raised.append).handle)
        try:
            yield desk.office
        finally:
            await door.close()
            await desk.office.stop()
            lock.release()
