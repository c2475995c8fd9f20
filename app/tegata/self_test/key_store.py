"""Whether the system's keyring keeps a password: one that nobody uses goes in, out, and away."""

import asyncio
import secrets
from datetime import timedelta

from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.secret import Secret
from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _

_PATIENCE = timedelta(seconds=4)
_PLACE = "self-test"
_ROLE = "pop"


def look() -> Finding:
    """Try the keyring without ever prompting: one that is locked is left alone."""
    return asyncio.run(try_out(KeyRing(_PLACE, patience=_PATIENCE)))


async def try_out(key_ring: KeyRing) -> Finding:
    """Write, read and delete one entry, under a name of its own."""
    account, password = secrets.token_hex(8), Secret(secrets.token_urlsafe(16))
    if (trouble := await key_ring.set(account, _ROLE, password)) is not None:
        return _troubled(trouble)
    found = await key_ring.get(account, _ROLE)
    left = await key_ring.delete(account, _ROLE)
    if found != password:
        return _troubled(found if isinstance(found, KeyTrouble) else KeyTrouble.FAILED)
    if left is not None:
        return _troubled(left)
    return Finding(State.OK, _("An entry was written, read and deleted."), figures={"keyring": "ok"})


def _troubled(trouble: KeyTrouble) -> Finding:
    figures = {"keyring": trouble.value}
    match trouble:
        case KeyTrouble.NO_KEYRING:
            return Finding(State.NOT_HERE, _("This computer has no keyring."), _asked_each_time(), figures)
        case KeyTrouble.LOCKED:
            words = _("It is locked, and was left alone.")
            return Finding(
                State.WARNING, words, _("Tegata asks you to open it when it needs a password."), figures
            )
        case KeyTrouble.MISSING:
            return Finding(State.FAILED, _("It took a password and lost it."), _asked_each_time(), figures)
        case KeyTrouble.FAILED:
            words = _("It answers with an error, or not at all.")
            return Finding(State.FAILED, words, _asked_each_time(), figures)


def _asked_each_time() -> str:
    return _("Tegata asks for passwords once each time it runs, and keeps them nowhere.")
