"""Another port for sending, because the one in the settings does not get through from here."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tegata.accounts.account import Account, Login, Security
from tegata.delivery.verbs import Verbs
from tegata.gui.auth_offer import switch_by_offer

_SECURITY = {"465": Security.TLS}  # RFC 8314; the others begin in clear and change over


async def switch_port(verbs: Verbs, account: Account, port: str, *, has_auth: bool, window: QWidget) -> bool:
    """Let the account send through this port; return whether it does. Raises OSError.

    Where the port offers SMTP AUTH, that is what it is there for: it is tried first, in front of `window`,
    and taken if the user wants it.
    """
    there = replace(account.submission, port=int(port), security=_SECURITY.get(port, Security.STARTTLS))
    moved = replace(account, submission=there)
    if not has_auth or account.submission.login is not Login.NONE:
        await verbs.save_account(moved, formerly=account.name)
        return True
    return await switch_by_offer(verbs, moved, window)
