"""The system keyring without waiting in the loop, and with its failures as values."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from tegata.keys.errand import NO_SECRET, Answer, Deed, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.locksmith import Locksmith
from tegata.keys.safes import Safe, find_safe
from tegata.secret import Secret
from tegata.tasks import in_thread

_PATIENCE = timedelta(seconds=20)  # for an open keyring, which answers in some 15 ms


class KeyRing:
    """Passwords in the system keyring, one entry for each account and server.

    `place` sets profiles apart that have accounts of the same name; the user's own profile has none. What is
    missing there is looked for at the place `formerly`, and taken along.
    `send` does the errands, in another process for instance; without it, a thread does, at what `find` finds.
    Every method can be cancelled while it waits: a thread's blocking call is then left to itself.
    """

    def __init__(
        self,
        place: str = "",
        formerly: str = "",
        *,
        find: Callable[[], Safe | KeyTrouble] = find_safe,
        send: Callable[[Errand], Awaitable[Answer]] | None = None,
        patience: timedelta = _PATIENCE,
    ) -> None:
        self._place = place
        self._formerly = formerly
        self._locksmith = Locksmith(find)
        self._send = send or self._in_thread
        self._patience = patience

    async def get(self, account: str, role: str) -> Secret | KeyTrouble:
        """Return the password, without ever prompting the user: a locked keyring is `LOCKED`."""
        answer = await self._soon(self._errand(Deed.GET, account, role))
        return KeyTrouble.FAILED if answer is None else answer

    async def set(self, account: str, role: str, password: Secret) -> KeyTrouble | None:
        """Keep the password, over an older one."""
        return _trouble(await self._soon(self._errand(Deed.SET, account, role, password)))

    async def delete(self, account: str, role: str) -> KeyTrouble | None:
        """Remove the password; nothing happens where there is none."""
        return _trouble(await self._soon(self._errand(Deed.DELETE, account, role)))

    async def is_locked(self) -> bool:
        """Whether the user has to open it first. Never prompts."""
        return await self._soon(Errand(Deed.LOOK)) is KeyTrouble.LOCKED

    async def unlock(self) -> KeyTrouble | None:
        """Let the system ask the user to open the keyring, and wait for the answer however long it takes."""
        return _trouble(await self._send(Errand(Deed.UNLOCK)))

    def _errand(self, deed: Deed, account: str, role: str, password: Secret = NO_SECRET) -> Errand:
        older = _name(account, role, self._formerly) if self._formerly else None
        return Errand(deed, _name(account, role, self._place), older, password)

    async def _soon(self, errand: Errand) -> Answer:
        try:
            async with asyncio.timeout(self._patience.total_seconds()):
                return await self._send(errand)
        except TimeoutError:
            return KeyTrouble.FAILED

    async def _in_thread(self, errand: Errand) -> Answer:
        return await in_thread(lambda: self._locksmith.do(errand), "tegata-keyring")


def _name(account: str, role: str, place: str) -> str:
    return f"tegata: {account} ({role})" + (f" in {place}" if place else "")


def _trouble(answer: Answer) -> KeyTrouble | None:
    """Return why the deed was not done; a password is no answer to it."""
    return KeyTrouble.FAILED if isinstance(answer, Secret) else answer
