"""Why a password is not to be had from the system keyring."""

from enum import StrEnum


class KeyTrouble(StrEnum):
    """What the keyring answered instead."""

    MISSING = "missing"  # it holds no such password
    NO_KEYRING = "no-keyring"  # this computer has none that we would trust
    LOCKED = "locked"  # the user has to open it first
    FAILED = "failed"  # it does not answer, or with an error
