"""What a command asks of a window that runs on the same profile: it has the lock, so it does the work.

Passwords from standard input go along. The line between the two is this user's own (`network.handover`).
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from tegata.delivery.notices import Role
from tegata.network import handover
from tegata.secret import Secret

_PATIENCE = timedelta(hours=1)


async def ask_the_window(directory: Path, request: dict[str, Any]) -> dict[str, Any] | None:
    """Hand the request over and wait for what came of it; None where no window runs."""
    return await handover.call(directory, request, timeout=_PATIENCE)


def raise_request(mailto: str | None) -> dict[str, Any]:
    """Ask the first instance to come to the front, with a letter where a `mailto:` was clicked."""
    return {"verb": "raise", "mailto": mailto}


def deliver_request(
    parcels: Sequence[int] | None, account: str | None, given: dict[Role, Secret]
) -> dict[str, Any]:
    """Ask for parcels that are on disk already; None for all that is due."""
    return {"verb": "deliver", "parcels": parcels and list(parcels), "account": account} | _passwords(given)


def login_request(account: str, given: dict[Role, Secret]) -> dict[str, Any]:
    """Ask for a POP login."""
    return {"verb": "login", "account": account} | _passwords(given)


def withdraw_request(parcel_id: int) -> dict[str, Any]:
    """Ask to take a letter back."""
    return {"verb": "withdraw", "parcel": parcel_id}


def given_in(request: dict[str, Any]) -> dict[Role, Secret]:
    """Return the passwords that came along."""
    return {Role(role): Secret(text) for role, text in request.get("passwords", {}).items()}


def _passwords(given: dict[Role, Secret]) -> dict[str, Any]:
    return {"passwords": {role.value: password.reveal() for role, password in given.items()}}
