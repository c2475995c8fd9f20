"""What a command asks of a window that runs on the same profile: it has the lock, so it does the work.

Passwords from standard input go along. The line between the two is this user's own (`network.handover`).
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from tegata.delivery.notices import Role
from tegata.network.knock import HandoverLostError, call
from tegata.profile import Profile, ProfileLock
from tegata.secret import Secret
from tegata.tasks import in_thread

_PATIENCE = timedelta(hours=1)
_LOCK_PATIENCE = timedelta(minutes=15)
"""Longer than a server may take after the last dot: who holds the lock may be waiting for just that."""
_POLL_SECONDS = 0.1


async def ask_the_window(directory: Path, request: dict[str, Any]) -> dict[str, Any] | None:
    """Hand the request over and wait for what came of it; None where no window runs.

    Where the window took the request and then fell silent, the answer is `{"lost": True}`.
    """
    try:
        return await in_thread(lambda: call(directory, request, timeout=_PATIENCE), "tegata-knock")
    except HandoverLostError:
        return {"lost": True}


async def lock_or_answer(
    profile: Profile, request: dict[str, Any], *, patience: timedelta = _LOCK_PATIENCE
) -> ProfileLock | dict[str, Any] | None:
    """Return the profile's lock once it can be had, or what the window that holds it answered.

    None when neither came in time. A window that starts has the lock a moment before it answers.
    """
    for _each in range(max(1, round(patience.total_seconds() / _POLL_SECONDS))):
        if (held := profile.try_lock()) is not None:
            return held
        answer = await ask_the_window(profile.directory, request)
        if answer is not None and "lost" not in answer:
            return answer
        await asyncio.sleep(_POLL_SECONDS)
    return None


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
