"""Asking for passwords: one question at a time for each account and server, and never twice unasked."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account, Login
from tegata.delivery.notices import PasswordNeeded, Role
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.gui.answer import answer, let_go
from tegata.gui.password_dialog import PasswordDialog, PasswordWanted
from tegata.words.gettext import _


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
        dialog = PasswordDialog(_wanted(account, needed), self._parent())
        try:
            if await answer(dialog):
                await self._give(needed, dialog)
        finally:
            self._asking.discard(key)
            let_go(dialog)

    async def _give(self, needed: PasswordNeeded, dialog: PasswordDialog) -> None:
        self._heard.pop(needed.account, None)
        keep = dialog.is_to_be_kept()
        kept = await self._verbs.password_given(needed.account, needed.which, dialog.password(), keep=keep)
        if keep and not kept:
            self._say(
                _("There is no key store on this computer."),
                _("Tegata asks for the password once and forgets it when you quit."),
            )

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


def _wanted(account: Account, needed: PasswordNeeded) -> PasswordWanted:
    server = account.pop if needed.which is Role.POP and account.pop is not None else account.submission
    return PasswordWanted(server.user or account.address, server.host, needed.which, needed.refused)
