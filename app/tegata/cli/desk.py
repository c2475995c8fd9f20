"""Opens a profile for one command and closes it again: accounts, store, passwords, the lock."""

import sys
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.cli.say import say
from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.passwords import Passwords
from tegata.keys.place import places_of
from tegata.network.patience import Patience
from tegata.profile import Preferences, Profile, default_directory, load_preferences, start_logging
from tegata.secret import Secret
from tegata.store.store import Store
from tegata.store.trouble import Trouble
from tegata.words.gettext import _
from tegata.words.outcomes import store_trouble
from tegata.words.settings import profile_trouble, unreadable


class CannotOpen(Exception):  # noqa: N818 - ends one command, with a sentence for its user
    """The profile, its store or the account cannot be used; the message is the sentence."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with."""

    profile: Profile
    accounts: AccountBook
    office: PostOffice


@asynccontextmanager
async def open_desk(arguments: Namespace) -> AsyncIterator[Desk]:
    """Open what the arguments name, and say what of the settings cannot be read. Raises CannotOpen."""
    profile = open_profile(arguments)
    accounts = AccountBook.read(profile.accounts_file)
    preferences, broken = load_preferences(profile.preferences_file)
    if troubles := unreadable(broken, accounts.troubles):
        say(arguments, "\n".join((_("Some settings could not be read"), *troubles)))
    passwords = Passwords(KeyRing(*places_of(profile)))
    store = await Store.open(profile.store)
    if isinstance(store, Trouble):
        raise CannotOpen(f"{profile.store}: {store_trouble(store)}")
    try:
        office = PostOffice(store, accounts, passwords, _tools(arguments, preferences, passwords))
        await office.open()
        yield Desk(profile, accounts, office)
    finally:
        await store.close()


def open_profile(arguments: Namespace) -> Profile:
    """Make the profile's directories ready and begin its log. Raises CannotOpen."""
    profile = Profile(arguments.profile or default_directory())
    trouble = profile.prepare()
    if trouble is not None:
        raise CannotOpen(profile_trouble(trouble))
    start_logging(profile, verbose=arguments.verbose)
    return profile


def read_passwords(arguments: Namespace) -> dict[Role, Secret]:
    """Read standard input if asked to: a line for SMTP, a second one for POP3 if it is another.

    Raises CannotOpen where it holds no password.
    """
    if not arguments.password_stdin:
        return {}
    try:
        lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise CannotOpen(_("{file}: not UTF-8 text").format(file="-")) from error
    first, second = (line.removesuffix("\r") for line in (*lines, "")[:2])
    if not first:
        raise CannotOpen(_("Standard input holds no password."))
    return {Role.SUBMISSION: Secret(first), Role.POP: Secret(second or first)}


def find_account(desk: Desk, name: str) -> Account:
    """Return the account. Raises CannotOpen."""
    account = desk.accounts.get(name)
    if account is None:
        raise CannotOpen(_("There is no account “{name}”.").format(name=name))
    return account


def _tools(arguments: Namespace, preferences: Preferences, passwords: Passwords) -> Tools:
    timeout = getattr(arguments, "timeout", None)
    return Tools(
        clock=system_clock(),
        passwords=passwords,
        patience=Patience(timedelta(seconds=timeout) if timeout is not None else None),
        preferences=lambda: preferences,
    )
