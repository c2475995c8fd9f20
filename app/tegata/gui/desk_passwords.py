"""Asking for passwords: one question at a time for each account and server, and never twice unasked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account, Login
from tegata.delivery.notices import PasswordNeeded, Role
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.password_asking import Asked, ask_password
from tegata.words.settings import not_kept


class DeskPasswords:
    """`parent` returns the window to ask in, None while none is open; `say` shows a note in it."""

    def __init__(
        self, verbs: Verbs, parent: Callable[[], QWidget | None], say: Callable[[str, str], None]
    ) -> None:
        self._verbs = verbs
        self._parent = parent
        self._say = say
        self._asking: set[tuple[str, Role]] = set()
        self._heard: dict[str, PasswordNeeded] = {}

    def hear(self, needed: PasswordNeeded) -> None:
        """Ask at once, if a window is open; else the outbox says what the letter waits for."""
        self._heard[needed.account] = needed
        if self._parent() is not None:
            calls.start(self._ask(needed), "ask for password")

    def ask(self, name: str) -> None:
        """Ask because the user wants to answer: for what was needed last, or for what is missing."""
        calls.start(self._ask_for(name), "ask for password")

    async def _ask_for(self, name: str) -> None:
        account = self._find(name)
        if account is None:
            return
        if (needed := self._heard.get(name)) is not None:
            await self._ask(needed)
            return
        for role in roles(account):
            if not await self._verbs.has_password(name, role):
                await self._ask(PasswordNeeded(name, role))
                return

    async def _ask(self, needed: PasswordNeeded) -> None:
        account = self._find(needed.account)
        key = (needed.account, needed.which)
        if account is None or key in self._asking:
            return
        self._asking.add(key)
        try:
            asked = await ask_password(
                self._verbs, account, needed.which, self._parent, refused=needed.refused
            )
        finally:
            self._asking.discard(key)
        if asked is not Asked.NOTHING:
            self._heard.pop(needed.account, None)
        if asked is Asked.NOT_KEPT:
            self._say(*not_kept(locked=await self._verbs.key_store_is_locked()))

    def _find(self, name: str) -> Account | None:
        return next((each for each in self._verbs.accounts() if each.name == name), None)


def roles(account: Account) -> tuple[Role, ...]:
    """Return the servers that the account logs in to."""
    wanted = []
    if account.pop is not None and account.pop_before_send.enabled:
        wanted.append(Role.POP)
    if account.submission.login is Login.PASSWORD:
        wanted.append(Role.SUBMISSION)
    return tuple(wanted)
