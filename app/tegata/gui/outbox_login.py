"""A POP login by hand that asks for the password where there is none, once."""

from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import LoginResult, Role
from tegata.delivery.verbs import Verbs
from tegata.gui.password_asking import Asked, ask_password
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
    return await ask_password(verbs, account, Role.POP, lambda: window) is not Asked.NOTHING
