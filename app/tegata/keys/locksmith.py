"""Does errands at the keyring, one call after the other, and turns its failures into values."""

from collections.abc import Callable
from typing import assert_never

from tegata.keys.errand import Answer, Deed, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.safes import Safe, find_safe
from tegata.keys.splitting import delete_parts, read_parts, write_parts
from tegata.secret import Secret


class Locksmith:
    """Knows the way to the keyring, once it has been found. Every errand may block: send it from a thread."""

    def __init__(self, find: Callable[[], Safe | KeyTrouble] = find_safe) -> None:
        self._find = find
        self._safe: Safe | None = None

    def do(self, errand: Errand) -> Answer:
        """Do the errand in this thread. The one seam where the keyrings' exceptions become values."""
        safe = self._safe or self._find()
        if isinstance(safe, KeyTrouble):
            return safe
        self._safe = safe
        from keyring.errors import InitError, KeyringError, KeyringLocked

        failures: tuple[type[Exception], ...] = (KeyringError, OSError, ValueError, *safe.errors)
        try:
            return _do(errand, safe)
        except KeyringLocked:
            return KeyTrouble.LOCKED
        except InitError:
            self._safe = None  # the service has gone; it may come back
            return KeyTrouble.NO_KEYRING
        except failures:
            self._safe = None
            return KeyTrouble.FAILED


def _do(errand: Errand, safe: Safe) -> Answer:
    if errand.deed is Deed.UNLOCK:
        safe.unlock()
    if safe.is_locked():
        return KeyTrouble.LOCKED
    match errand.deed:
        case Deed.GET:
            return _read(safe, errand)
        case Deed.SET:
            write_parts(safe, errand.entry, errand.password.reveal())
            _remove(safe, errand.older)
        case Deed.DELETE:
            _remove(safe, errand.entry, errand.older)
        case Deed.LOOK | Deed.UNLOCK:
            pass
        case _:
            assert_never(errand.deed)
    return None


def _read(safe: Safe, errand: Errand) -> Secret | KeyTrouble:
    text = read_parts(safe, errand.entry)
    if text is None and errand.older is not None:
        text = _take_along(safe, errand.older, errand.entry)
    return KeyTrouble.MISSING if text is None else Secret(text)


def _take_along(safe: Safe, older: str, entry: str) -> str | None:
    """Return what the older entry holds, None where it is not there; from then on it is the other one."""
    text = read_parts(safe, older)
    if text is not None:
        write_parts(safe, entry, text)
        delete_parts(safe, older)
    return text


def _remove(safe: Safe, *entries: str | None) -> None:
    for entry in entries:
        if entry is not None:
            delete_parts(safe, entry)
