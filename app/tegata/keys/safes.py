"""The system keyrings we trust, behind one face. Every call may block: call them from a thread.

The choice is an allow-list. The `keyring` package would also take plain-text files, a keyring that forgets
everything, or whatever a configuration file names.
"""

import sys
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from tegata.keys.key_trouble import KeyTrouble

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_USER = "tegata"  # each entry has a service name of its own: Windows keeps only one user for each


class Safe(Protocol):
    """One system keyring."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What its calls may raise, besides the errors of the `keyring` package, when it fails."""
        ...

    def is_locked(self) -> bool:
        """Whether a call would have to prompt the user. Never prompts itself."""
        ...

    def unlock(self) -> None:
        """Open it, prompting the user if need be; this may take as long as the user does."""
        ...

    def get(self, entry: str) -> str | None:
        """Return the entry's text, None where there is none."""
        ...

    def set(self, entry: str, text: str) -> None:
        """Write the entry, over an older one."""
        ...

    def delete(self, entry: str) -> None:
        """Remove the entry, if there is one."""
        ...


def find_safe() -> Safe | KeyTrouble:
    """Return this computer's keyring, or that there is none."""
    if sys.platform == "win32":
        return _windows_safe()
    if sys.platform == "darwin":
        return _mac_safe()
    return _linux_safe()


@dataclass(frozen=True, slots=True)
class KeyringSafe:
    """A back end of the `keyring` package that opens with the user's session."""

    backend: "KeyringBackend"
    errors: tuple[type[Exception], ...]

    def is_locked(self) -> bool:
        """Say no: there is no way to ask, and nothing to prompt for."""
        return False

    def unlock(self) -> None:
        """Do nothing: see `is_locked`."""

    def get(self, entry: str) -> str | None:
        """See `Safe.get`."""
        return self.backend.get_password(entry, _USER)

    def set(self, entry: str, text: str) -> None:
        """See `Safe.set`."""
        self.backend.set_password(entry, _USER, text)

    def delete(self, entry: str) -> None:
        """See `Safe.delete`."""
        if self.backend.get_password(entry, _USER) is not None:
            self.backend.delete_password(entry, _USER)


@dataclass(frozen=True, slots=True)
class SecretServiceSafe(KeyringSafe):
    """The Secret Service of a Linux desktop (GNOME Keyring, KWallet, KeePassXC). It can be locked."""

    secretstorage: Any

    def is_locked(self) -> bool:
        """See `Safe.is_locked`. Without a default collection, making one would prompt too."""
        with closing(self.secretstorage.dbus_init()) as bus:
            try:
                return bool(self.secretstorage.Collection(bus).is_locked())
            except self.secretstorage.ItemNotFoundException:
                return True

    def unlock(self) -> None:
        """See `Safe.unlock`."""
        with closing(self.secretstorage.dbus_init()) as bus:
            self.secretstorage.get_default_collection(bus).unlock()


def _linux_safe() -> Safe | KeyTrouble:
    """Import the one back end directly: letting `keyring` look for them all costs some 90 ms at start."""
    from keyring.backends import SecretService

    module: Any = SecretService  # it has no types
    secretstorage = getattr(module, "secretstorage", None)
    if secretstorage is None:
        return KeyTrouble.NO_KEYRING
    try:
        with closing(secretstorage.dbus_init()) as bus:
            if not secretstorage.check_service_availability(bus):
                return KeyTrouble.NO_KEYRING
    except (OSError, secretstorage.SecretStorageException):
        return KeyTrouble.NO_KEYRING
    errors = (secretstorage.SecretStorageException, secretstorage.util.DBusErrorResponse)
    return SecretServiceSafe(module.Keyring(), errors, secretstorage)


def _windows_safe() -> Safe | KeyTrouble:
    from keyring.backends import Windows

    module: Any = Windows
    if module.missing_deps:
        return KeyTrouble.NO_KEYRING
    return KeyringSafe(module.WinVaultKeyring(), (module.pywintypes.error,))


def _mac_safe() -> Safe | KeyTrouble:
    try:
        from keyring.backends import macOS
    except ImportError:
        return KeyTrouble.NO_KEYRING
    module: Any = macOS
    return KeyringSafe(module.Keyring(), ())
