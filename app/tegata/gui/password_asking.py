"""One question for a password: from the dialog to where it is kept, or to the keyring opened instead."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account
from tegata.delivery.notices import Role
from tegata.delivery.verbs import Verbs
from tegata.gui.answer import answer, let_go
from tegata.gui.password_dialog import PasswordDialog, PasswordWanted


class Asked(Enum):
    """What came of it."""

    NOTHING = auto()
    AT_HAND = auto()
    NOT_KEPT = auto()  # at hand for this session, although it was to be kept


async def ask_password(
    verbs: Verbs,
    account: Account,
    role: Role,
    window: Callable[[], QWidget | None],
    *,
    refused: bool = False,
) -> Asked:
    """Ask in front of `window` until there is an answer; `refused` says that the last one did not pass.

    Where the keyring is locked, that is said, and it can be opened instead.
    """
    while True:
        # A password that was refused was not behind the lock: opening would not help.
        locked = not refused and await verbs.key_store_is_locked()
        dialog = PasswordDialog(_wanted(account, role, refused=refused, locked=locked), window())
        try:
            if await answer(dialog):
                return await _give(verbs, account, role, dialog)
            if not dialog.is_to_open_key_store():
                return Asked.NOTHING
        finally:
            let_go(dialog)
        if await verbs.open_key_store() and await verbs.has_password(account.name, role):
            return Asked.AT_HAND


async def _give(verbs: Verbs, account: Account, role: Role, dialog: PasswordDialog) -> Asked:
    keep = dialog.is_to_be_kept()
    kept = await verbs.password_given(account.name, role, dialog.password(), keep=keep)
    return Asked.NOT_KEPT if keep and not kept else Asked.AT_HAND


def _wanted(account: Account, role: Role, *, refused: bool, locked: bool) -> PasswordWanted:
    server = account.pop if role is Role.POP and account.pop is not None else account.submission
    return PasswordWanted(server.user or account.address, server.host, role, refused, locked)
