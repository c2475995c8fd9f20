"""Asks the person at the terminal for a password that is not at hand, once; it is kept nowhere."""

import getpass
import sys

from tegata.accounts.account import Account, Login, Server
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.relay.policy import Plan, plan
from tegata.secret import Secret
from tegata.words.gettext import _


async def ask_missing(office: PostOffice, account: Account, roles: tuple[Role, ...]) -> dict[Role, Secret]:
    """Return what was typed for the roles without a password; nothing where nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return {}
    missing = [role for role in roles if not await office.has_password(account.name, role)]
    typed = {role: _ask(account, role) for role in missing}
    return {role: Secret(password) for role, password in typed.items() if password}


def roles_to_send(office: PostOffice, account: Account) -> tuple[Role, ...]:
    """Return which passwords a letter of this account will need now."""
    if account.submission.login is Login.PASSWORD:
        return (Role.SUBMISSION,)
    login = plan(office.window(account.name)) is not Plan.STRAIGHT
    return (Role.POP,) if login and account.pop is not None else ()


def roles_to_check(account: Account) -> tuple[Role, ...]:
    """Return which passwords Check will need."""
    pop = (Role.POP,) if account.pop is not None and account.pop_before_send.enabled else ()
    return (*pop, Role.SUBMISSION) if account.submission.login is Login.PASSWORD else pop


def _ask(account: Account, role: Role) -> str:
    server: Server = account.pop if role is Role.POP and account.pop is not None else account.submission
    prompt = _("Password of {user} at {host} (used now, kept nowhere): ")
    try:
        return getpass.getpass(prompt.format(user=server.user or account.address, host=server.host))
    except EOFError:  # Ctrl+D: nobody wants to type one
        return ""
