"""Passwords in memory, gone with the process."""

from tegata.secret import Secret


class SessionPasswords:
    """What the user has typed and the keyring does not hold."""

    def __init__(self) -> None:
        self._passwords: dict[tuple[str, str], Secret] = {}

    def get(self, account: str, role: str) -> Secret | None:
        """Return the password, None where there is none."""
        return self._passwords.get((account, role))

    def set(self, account: str, role: str, password: Secret) -> None:
        """Keep the password until the process ends."""
        self._passwords[account, role] = password

    def delete(self, account: str, role: str) -> None:
        """Forget the password, if there is one."""
        self._passwords.pop((account, role), None)
