"""Who logs in."""

from dataclasses import dataclass

from tegata.secret import Secret


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user name as the server knows it, and its password.

    `stays_here`: outside TLS the password is not shown, because this server has known a login without it.
    """

    user: str
    password: Secret
    stays_here: bool = False
