"""A person with a laptop: starts the program, writes, presses, looks. Everything in user words."""

import asyncio
import json
import signal
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tegata.practice.door import Door
from tegata.practice.provider import PracticeProvider
from tests.journeys.screen import Screen, until
from tests.program import TEGATA

ACCOUNTS = """
[[account]]
name = "anna"
address = "anna@provider-a.example"
display_name = "Anna Berg"
[account.submission]
host = "{host}"
port = {smtp}
security = "none"
[account.pop]
host = "{host}"
port = {pop}
security = "none"
user = "anna"
allow_cleartext_password = true
[account.pop_before_send]
enabled = {pop_before_send}
"""


class Writer:
    """Sits before one screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    async def write(self, to: str, subject: str, text: str) -> None:
        """Fill a new letter with the keyboard alone, then wait until it is kept as a draft."""
        await self.do(self.screen.wait_for_window, "New letter")
        await self.do(self.screen.type, to)
        await self.do(self.screen.press, "Return", "Tab")
        for each, key in ((subject, "Tab"), (text, None)):
            await self.do(self.screen.type if each.isascii() else self.screen.paste, each)
            if key is not None:
                await self.do(self.screen.press, key)

    async def give_password(self, password: str) -> None:
        await self.do(self.screen.wait_for_window, "Password")
        await self.do(self.screen.type, password)
        await self.do(self.screen.press, "Return")

    async def do(self, deed: Any, *arguments: Any) -> Any:
        """Do something that blocks, while the provider goes on serving."""
        return await asyncio.to_thread(deed, *arguments)


class Traveller(Writer):
    """Has a profile, too; the practice provider runs in the test's own process."""

    def __init__(
        self, screen: Screen, profile: Path, provider: PracticeProvider, program: Sequence[str] = TEGATA
    ) -> None:
        super().__init__(screen)
        self._program = program
        self.profile = profile
        self.provider = provider
        self.programs: list[subprocess.Popen[bytes]] = []
        self._door_before = ""

    def has_account(self, door: Door, *, pop_before_send: bool = True) -> None:
        self.profile.mkdir(exist_ok=True)
        text = ACCOUNTS.format(
            host=door.host,
            smtp=door.smtp_port,
            pop=door.pop_port,
            pop_before_send=str(pop_before_send).lower(),
        )
        (self.profile / "accounts.toml").write_text(text)
        self.can_undo_for(0)

    def can_undo_for(self, seconds: int) -> None:
        """Choose how long Send can be undone."""
        (self.profile / "tegata.toml").write_text(f"undo_seconds = {seconds}\n")

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [*self._program, "--profile", str(self.profile), *arguments]
        environment = {**self.screen.environment, "LANG": "C.UTF-8", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        self._door_before = self._door()
        program = subprocess.Popen(command, env=environment)
        self.programs.append(program)
        return program

    async def delivered(self, count: int = 1) -> None:
        """Wait until the provider has delivered so many letters."""
        async with asyncio.timeout(30):
            while len(self.provider.delivered) < count:
                await asyncio.sleep(0.05)

    def drafts(self) -> list[dict[str, Any]]:
        """Return the kept drafts as they are on disk, the first one first."""
        database = self.profile / "store" / "tegata.db"
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT content FROM draft ORDER BY id").fetchall()
        return [json.loads(content) for (content,) in rows]

    async def kept(self, *drafts: tuple[str, list[object] | None]) -> None:
        """Wait until these are the texts of the kept drafts, and where the cursor stands in them."""
        async with asyncio.timeout(30):
            while [(each["body"], each.get("place")) for each in self.drafts()] != list(drafts):
                await asyncio.sleep(0.1)

    async def loses_power(self, program: subprocess.Popen[bytes]) -> None:
        """End the program as a power cut does."""
        program.kill()
        await self.ended(program)

    async def outbox(self) -> list[dict[str, Any]]:
        command = [*self._program, "outbox", "list", "--json", "--profile", str(self.profile)]
        done = await self.do(lambda: subprocess.run(command, check=True, capture_output=True, text=True))
        return [json.loads(line) for line in done.stdout.splitlines()]

    async def stands(self, *states: str) -> None:
        """Wait until the letters of the outbox stand there, the newest first."""
        async with asyncio.timeout(30):
            while [each["state"] for each in await self.outbox()] != list(states):
                await asyncio.sleep(0.1)

    def has_begun_to_deliver(self) -> None:
        """Wait until the window has taken the lock and opened its door: a killed one left its own."""
        until(lambda: self._door() not in {"", self._door_before}, "the window to answer")

    def _door(self) -> str:
        door = self.profile / "instance.json"
        return door.read_text() if door.exists() else ""

    async def ended(self, program: subprocess.Popen[bytes]) -> int:
        """Wait until the program has ended by itself; return its exit status."""
        await self.do(until, lambda: program.poll() is not None, "the program's end")
        return program.returncode

    def leave(self) -> None:
        """End what still runs, the orderly way."""
        for program in self.programs:
            if program.poll() is None:
                program.send_signal(signal.SIGTERM)
                program.wait(30)
