"""The passwords at hand, wherever they are kept. `role` names the server: "submission" or "pop"."""

from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.session import SessionPasswords
from tegata.secret import Secret


class Passwords:
    """What was typed in this session first, the keyring after that. Nothing is ever kept anywhere else."""

    def __init__(self, key_ring: KeyRing) -> None:
        self._key_ring = key_ring
        self._session = SessionPasswords()

    async def get(self, account: str, role: str) -> Secret | KeyTrouble:
        """Return the password without asking the user for anything; a trouble says why there is none."""
        return self._session.get(account, role) or await self._key_ring.get(account, role)

    async def give(self, account: str, role: str, password: Secret, *, keep: bool) -> bool:
        """Use the password from now on; True when it is in the keyring, False when only in this session."""
        if keep and await self._key_ring.set(account, role, password) is None:
            self._session.delete(account, role)
            return True
        self._session.set(account, role, password)
        return False

    async def forget(self, account: str, role: str) -> KeyTrouble | None:
        """Remove the password everywhere; a trouble where the keyring may still hold it."""
        self._session.delete(account, role)
        return await self._key_ring.delete(account, role)

    async def rename(self, account: str, role: str, new_name: str) -> None:
        """Take the password along when its account gets another name."""
        if (typed := self._session.get(account, role)) is not None:
            self._session.set(new_name, role, typed)
            self._session.delete(account, role)
        kept = await self._key_ring.get(account, role)
        if isinstance(kept, Secret) and await self._key_ring.set(new_name, role, kept) is None:
            await self._key_ring.delete(account, role)

    async def share(self, account: str, role: str, other: str) -> None:
        """Let the server `other` be logged in to with this password too, kept where this one is.

        One that it has of its own stays. Nothing happens where there is none to share.
        """
        if isinstance(await self.get(account, other), Secret):
            return
        typed = self._session.get(account, role)
        password = typed or await self._key_ring.get(account, role)
        if isinstance(password, Secret):
            await self.give(account, other, password, keep=typed is None)

    async def are_locked_in(self) -> bool:
        """Whether the keyring is there and the user has to open it first. Never prompts."""
        return await self._key_ring.is_locked()

    async def unlock(self) -> KeyTrouble | None:
        """Let the system ask the user to open the keyring; waits for the answer, and can be cancelled."""
        return await self._key_ring.unlock()
