"""A POP login by hand that asks for the password where there is none, once."""

from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import LoginResult, Role
from tegata.delivery.verbs import Verbs
from tegata.gui.answer import answer, let_go
from tegata.gui.password_dialog import PasswordDialog, PasswordWanted
from tegata.protocols.outcome import Declined, Objection


async def log_in_by_hand(verbs: Verbs, account: str, window: QWidget) -> LoginResult:
    """Log in; without a password ask for it in front of `window` and try again. Asked once, not twice."""
    result = await verbs.login_now(account)
    if not (isinstance(result, Declined) and result.objection is Objection.NO_PASSWORD):
        return result
    if not await ask_for_mailbox_password(verbs, account, window):
        return result
    return await verbs.login_now(account)


async def ask_for_mailbox_password(verbs: Verbs, name: str, window: QWidget) -> bool:
    """Ask in front of `window` for the password of the account's mailbox; return whether it was given."""
    account = next((each for each in verbs.accounts() if each.name == name), None)
    if account is None or account.pop is None:
        return False
    wanted = PasswordWanted(account.pop.user or account.address, account.pop.host, Role.POP)
    dialog = PasswordDialog(wanted, window)
    try:
        if not await answer(dialog):
            return False
        await verbs.password_given(name, Role.POP, dialog.password(), keep=dialog.is_to_be_kept())
    finally:
        let_go(dialog)
    return True
