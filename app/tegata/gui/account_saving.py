"""Storing edited accounts and their passwords, in an order that loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from tegata.accounts.account import Account, Server
from tegata.accounts.auth_switch import back_from_auth, can_go_back, to_auth
from tegata.accounts.merging import merge
from tegata.delivery.account_book import SettingsClashError
from tegata.delivery.verbs import Verbs
from tegata.gui.account_shelf import Edited
from tegata.words.gettext import _


@dataclass(frozen=True, slots=True)
class Saved:
    """How it went: the system's own words if the file could not be written, and whether passwords were kept.

    `session_only` means that there is no key store, or a locked one: a password lasts until the program ends.
    """

    trouble: str = ""
    session_only: bool = False
    locked: bool = False


async def save(verbs: Verbs, edited: Sequence[Edited]) -> Saved:
    """Store the settings first, then the passwords; after trouble with the file nothing more is done."""
    session_only = False
    for each in edited:
        if each.was != each.now:
            try:
                await _save_one(verbs, each)
            except OSError as error:
                return _trouble(error)
        session_only = await _give_passwords(verbs, each.now.name, each) or session_only
    return await _saved(verbs, session_only=session_only)


async def _save_one(verbs: Verbs, edited: Edited) -> None:
    """Store the account with what was edited in its file meanwhile. Raises OSError.

    What clashes is settled by that: whoever saves once more has been told.
    """
    try:
        merged = _with_edits(edited, _stored(verbs, edited.formerly))
        await verbs.save_account(merged, formerly=edited.formerly)
    except SettingsClashError as clash:
        edited.settled += clash.places
        raise
    edited.was = edited.now = merged


def _with_edits(edited: Edited, stored: Account | None) -> Account:
    if edited.was is None or stored is None:
        return edited.now
    merged = merge(edited.was, stored, edited.now, edited.settled)
    if not isinstance(merged, Account):
        raise SettingsClashError(merged, stored)
    return merged


def _stored(verbs: Verbs, name: str | None) -> Account | None:
    return next((account for account in verbs.accounts() if account.name == name), None)


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
    return await _saved(verbs, session_only=session_only)


async def go_back(verbs: Verbs, edited: Edited) -> Saved:
    """Store that the account sends as before SMTP AUTH, and nothing else of what was edited."""
    stored = _stored(verbs, edited.formerly)
    if edited.was is not None and stored is not None and can_go_back(stored):
        try:
            await verbs.save_account(back_from_auth(stored))
        except OSError as error:
            return _trouble(error)
        edited.was = back_from_auth(edited.was)
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


async def _saved(verbs: Verbs, *, session_only: bool) -> Saved:
    return Saved(session_only=session_only, locked=session_only and await verbs.key_store_is_locked())


def _trouble(error: OSError) -> Saved:
    if isinstance(error, SettingsClashError):
        return Saved(_clash(error))
    return Saved(error.strerror or str(error))


def _clash(clash: SettingsClashError) -> str:
    if clash.in_file is None:
        said = _("The settings file was edited meanwhile. Please mend this in it first: {places}.")
    else:
        said = _(
            "The settings file was edited meanwhile and says something else about {places}. Save once more to"
            " replace that."
        )
    return said.format(places=_(", ").join(clash.places))
