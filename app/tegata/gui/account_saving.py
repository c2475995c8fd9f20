"""Storing edited accounts and their passwords, in an order that loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from tegata.accounts.account import Server
from tegata.accounts.auth_switch import back_from_auth, can_go_back, to_auth
from tegata.delivery.verbs import Verbs
from tegata.gui.account_shelf import Edited


@dataclass(frozen=True, slots=True)
class Saved:
    """How it went: the system's own words if the file could not be written, and whether passwords were kept.

    `session_only` means that there is no key store: a password lasts until the program ends.
    """

    trouble: str = ""
    session_only: bool = False


async def save(verbs: Verbs, edited: Sequence[Edited]) -> Saved:
    """Store the settings first, then the passwords; after trouble with the file nothing more is done."""
    session_only = False
    for each in edited:
        if each.was != each.now:
            try:
                await verbs.save_account(each.now, formerly=each.formerly)
            except OSError as error:
                return _trouble(error)
            each.was = each.now
        session_only = await _give_passwords(verbs, each.now.name, each) or session_only
    return Saved(session_only=session_only)


async def take_auth(verbs: Verbs, edited: Edited, found: Server) -> Saved:
    """Store that the account sends by SMTP AUTH at `found`, and nothing else of what was edited.

    The passwords typed go with it: one of them has just been tried. An account that is not stored yet only
    changes in the form.
    """
    session_only = False
    if edited.was is not None:
        session_only = await _give_passwords(verbs, edited.was.name, edited)
        try:
            await verbs.switch_to_auth(edited.was.name, found)
        except OSError as error:
            return _trouble(error)
        edited.was = to_auth(edited.was, found)
    edited.now = to_auth(edited.now, found)
    return Saved(session_only=session_only)


async def go_back(verbs: Verbs, edited: Edited) -> Saved:
    """Store that the account sends as before SMTP AUTH, and nothing else of what was edited."""
    if edited.was is not None and can_go_back(edited.was):
        before = back_from_auth(edited.was)
        try:
            await verbs.save_account(before)
        except OSError as error:
            return _trouble(error)
        edited.was = before
    edited.now = back_from_auth(edited.now)
    return Saved()


async def _give_passwords(verbs: Verbs, name: str, edited: Edited) -> bool:
    """Hand over the passwords typed; return whether one of them lasts for the session only."""
    session_only = False
    for role, secret in edited.passwords.items():
        kept = await verbs.password_given(name, role, secret, keep=True)
        session_only = session_only or not kept
    edited.passwords = {}
    return session_only


def _trouble(error: OSError) -> Saved:
    return Saved(error.strerror or str(error))
