"""A second start's one errand: the window that runs comes to the front. That takes no loop and no Qt."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from tegata.cli.arguments import Wish
from tegata.network.knock import HandoverLostError, call

_PATIENCE = timedelta(minutes=1)
"""The window answers at once, unless the computer is very busy. After that the wish counts as heard."""


def raise_request(wish: Wish) -> dict[str, Any]:
    """Ask the first instance to come to the front, with what is wished for."""
    return {"verb": "raise", "mailto": wish.mailto, "check": wish.check, "token": wish.token}


def raised_the_window(directory: Path, wish: Wish) -> bool:
    """Hand the wish to the window that runs on this profile; False where none does. Blocks."""
    try:
        return call(directory, raise_request(wish), timeout=_PATIENCE) is not None
    except HandoverLostError:
        return True
