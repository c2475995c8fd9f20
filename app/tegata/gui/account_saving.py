"""Storing edited accounts and their passwords, in an order that loses nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

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
                return Saved(error.strerror or str(error))
            each.was = each.now
        for role, secret in each.passwords.items():
            kept = await verbs.password_given(each.now.name, role, secret, keep=True)
            session_only = session_only or not kept
        each.passwords = {}
    return Saved(session_only=session_only)
