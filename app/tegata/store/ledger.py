"""What is remembered of each account: its window, its networks, its logins, what its servers have shown."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tegata.relay.learned import Learned
from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.store.database import Database
from tegata.store.learned_json import decode_learned, encode_learned
from tegata.store.timestamps import from_text, to_text
from tegata.store.window_json import decode_window, encode_window


@dataclass(frozen=True, slots=True)
class Login:
    """One POP login; `useful` when a letter was accepted thanks to it."""

    at: datetime
    useful: bool


class Ledger:
    """The memory of the relay room, shared by all processes of the profile. Raises StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save_window(self, account: str, window: AuthenticationWindow) -> None:
        """Remember the window that the account's newest login opened."""
        content = encode_window(window)
        await self._note(
            "INSERT INTO login_window VALUES (?, ?)"
            " ON CONFLICT (account) DO UPDATE SET content = excluded.content",
            (account, content),
        )

    async def load_window(self, account: str) -> AuthenticationWindow | None:
        """Return the window as it was saved, also from another boot: whoever asks compares `boot_id`.

        None where there is none, or none that can be read.
        """
        found = await self._find("SELECT content FROM login_window WHERE account = ?", account)
        return decode_window(found[0][0]) if found else None

    async def clear_window(self, account: str) -> None:
        """Forget the window."""
        await self._note("DELETE FROM login_window WHERE account = ?", (account,))

    async def remember_own_network(self, account: str, where: SeenFrom) -> None:
        """Note that the server relayed for this place without any login."""
        await self._note(
            "INSERT OR IGNORE INTO own_network VALUES (?, ?, ?, ?)", _network_row(account, where)
        )

    async def forget_own_network(self, account: str, where: SeenFrom) -> None:
        """Note that it does so no longer."""
        await self._note(
            "DELETE FROM own_network"
            " WHERE account = ? AND local_address = ? AND family = ? AND server_sees = ?",
            _network_row(account, where),
        )

    async def own_networks(self, account: str) -> tuple[SeenFrom, ...]:
        """Return the places for which the server has relayed without a login."""
        rows = await self._find(
            "SELECT local_address, family, server_sees FROM own_network WHERE account = ?", account
        )
        return tuple(SeenFrom(address, family, sees or None) for address, family, sees in rows)

    async def note_login(self, account: str, at: datetime) -> None:
        """Note a POP login for the polling bill; useful is what `note_helped` makes it."""
        await self._note("INSERT INTO login (account, at) VALUES (?, ?)", (account, to_text(at)))

    async def note_helped(self, account: str, at: datetime) -> None:
        """Note that a letter accepted at `at` went through the window of the last login before it."""
        await self._note(
            "UPDATE login SET useful = 1 WHERE id ="
            " (SELECT id FROM login WHERE account = ? AND at <= ? ORDER BY at DESC, id DESC LIMIT 1)",
            (account, to_text(at)),
        )

    async def logins(self, account: str, since: datetime) -> tuple[Login, ...]:
        """Return the account's logins from `since` on, oldest first."""
        rows = await self._find(
            "SELECT at, useful FROM login WHERE account = ? AND at >= ? ORDER BY at, id",
            account,
            to_text(since),
        )
        return tuple(Login(from_text(at), bool(useful)) for at, useful in rows)

    async def save_learned(self, account: str, learned: Learned) -> None:
        """Remember what the account's servers have shown, instead of what was remembered before."""
        await self._note(
            "INSERT INTO learned VALUES (?, ?)"
            " ON CONFLICT (account) DO UPDATE SET content = excluded.content",
            (account, encode_learned(learned)),
        )

    async def load_learned(self, account: str) -> Learned:
        """Return what was saved; `Learned()` where there is nothing, or nothing that can be read."""
        found = await self._find("SELECT content FROM learned WHERE account = ?", account)
        return decode_learned(found[0][0]) if found else Learned()

    async def forget_learned(self, account: str) -> None:
        """Forget what the account's servers have shown."""
        await self._note("DELETE FROM learned WHERE account = ?", (account,))

    async def _note(self, statement: str, values: Sequence[str | int]) -> None:
        def execute(connection: sqlite3.Connection) -> None:
            connection.execute(statement, values)

        await self._database.settle(execute)

    async def _find(self, statement: str, *values: str) -> list[Any]:
        return await self._database.read(lambda connection: connection.execute(statement, values).fetchall())


def _network_row(account: str, seen_from: SeenFrom) -> tuple[str, str, int, str]:
    return account, seen_from.local_address, seen_from.family, seen_from.server_sees or ""
