"""The system keyring without waiting in the loop, and with its failures as values."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.safes import Safe, find_safe
from tegata.keys.splitting import delete_parts, read_parts, write_parts
from tegata.secret import Secret
from tegata.tasks import in_thread

T = TypeVar("T")

_PATIENCE = timedelta(seconds=20)  # for an open keyring, which answers in some 15 ms


class KeyRing:
    """Passwords in the system keyring, one entry for each account and server.

    `place` sets profiles apart that have accounts of the same name; the user's own profile has none. What is
    missing there is looked for at the place `formerly`, and taken along.
    Every method can be cancelled while it waits: the blocking call is left to itself.
    """

    def __init__(
        self,
        place: str = "",
        formerly: str = "",
        *,
        find: Callable[[], Safe | KeyTrouble] = find_safe,
        patience: timedelta = _PATIENCE,
    ) -> None:
        self._place = place
        self._formerly = formerly
        self._find = find
        self._patience = patience
        self._safe: Safe | None = None

    async def get(self, account: str, role: str) -> Secret | KeyTrouble:
        """Return the password, without ever prompting the user: a locked keyring is `LOCKED`."""
        entry, older = self._entry(account, role), self._older_entry(account, role)

        def read(safe: Safe) -> Secret | None:
            text = read_parts(safe, entry)
            if text is None and older is not None:
                text = _take_along(safe, older, entry)
            return (
                None if text is None else Secret(text)
            )  # here: asyncio's debug log shows what a future holds

        found = await self._soon(read)
        return KeyTrouble.MISSING if found is None else found

    async def set(self, account: str, role: str, password: Secret) -> KeyTrouble | None:
        """Keep the password, over an older one."""
        entry, older = self._entry(account, role), self._older_entry(account, role)

        def write(safe: Safe) -> None:
            write_parts(safe, entry, password.reveal())
            if older is not None:
                delete_parts(safe, older)

        return await self._soon(write)

    async def delete(self, account: str, role: str) -> KeyTrouble | None:
        """Remove the password; nothing happens where there is none."""
        entry, older = self._entry(account, role), self._older_entry(account, role)

        def remove(safe: Safe) -> None:
            delete_parts(safe, entry)
            if older is not None:
                delete_parts(safe, older)

        return await self._soon(remove)

    async def is_locked(self) -> bool:
        """Whether the user has to open it first. Never prompts."""
        return await self._soon(lambda _safe: None) is KeyTrouble.LOCKED

    async def unlock(self) -> KeyTrouble | None:
        """Let the system ask the user to open the keyring, and wait for the answer however long it takes."""

        def ask(safe: Safe) -> KeyTrouble | None:
            safe.unlock()
            return KeyTrouble.LOCKED if safe.is_locked() else None

        return await in_thread(lambda: self._call(ask), "tegata-keyring-unlock")

    def _entry(self, account: str, role: str) -> str:
        return _name(account, role, self._place)

    def _older_entry(self, account: str, role: str) -> str | None:
        return _name(account, role, self._formerly) if self._formerly else None

    async def _soon(self, job: Callable[[Safe], T]) -> T | KeyTrouble:
        def unless_locked(safe: Safe) -> T | KeyTrouble:
            return KeyTrouble.LOCKED if safe.is_locked() else job(safe)

        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                return await in_thread(lambda: self._call(unless_locked), "tegata-keyring")
        except TimeoutError:
            return KeyTrouble.FAILED

    def _call(self, job: Callable[[Safe], T]) -> T | KeyTrouble:
        """Do the job in this thread. The one seam where the keyrings' exceptions become values."""
        safe = self._safe or self._find()
        if isinstance(safe, KeyTrouble):
            return safe
        self._safe = safe
        from keyring.errors import InitError, KeyringError, KeyringLocked

        failures: tuple[type[Exception], ...] = (KeyringError, OSError, ValueError, *safe.errors)
        try:
            return job(safe)
        except KeyringLocked:
            return KeyTrouble.LOCKED
        except InitError:
            self._safe = None  # the service has gone; it may come back
            return KeyTrouble.NO_KEYRING
        except failures:
            self._safe = None
            return KeyTrouble.FAILED


def _name(account: str, role: str, place: str) -> str:
    return f"tegata: {account} ({role})" + (f" in {place}" if place else "")


def _take_along(safe: Safe, older: str, entry: str) -> str | None:
    """Return what the older entry holds, None where it is not there; from then on it is the other one."""
    text = read_parts(safe, older)
    if text is not None:
        write_parts(safe, entry, text)
        delete_parts(safe, older)
    return text
