"""Who logs in."""

from dataclasses import dataclass

from tegata.secret import Secret


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user name as the server knows it, and its password."""

    user: str
    password: Secret
