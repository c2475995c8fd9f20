"""A window as the text that the database keeps, and back. Times are in microseconds.

Other versions of Tegata know more of it, or less: a key that is missing has its default, and one that is not
known is passed over.
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.store.kept_fields import known_fields
from tegata.store.timestamps import from_text, to_text

_MICROSECOND = timedelta(microseconds=1)


def encode_window(window: AuthenticationWindow) -> str:
    """Return one line of ASCII."""
    return json.dumps(
        {
            "opened_at": window.opened_at / _MICROSECOND,
            "opened_wall": to_text(window.opened_wall),
            "good_for": window.good_for / _MICROSECOND,
            "seen_from": asdict(window.seen_from),
            "boot_id": window.boot_id,
            "asleep_at_opening": window.asleep_at_opening / _MICROSECOND,
            "server_address": window.server_address,
        }
    )


def decode_window(text: str) -> AuthenticationWindow | None:
    """Return the window; None where the text says too little of one, for a login makes another."""
    try:
        table = json.loads(text)
        read = {key: _READ[key](value) if key in _READ else value for key, value in table.items()}
        return AuthenticationWindow(**known_fields(AuthenticationWindow, read))
    except (AttributeError, OverflowError, TypeError, ValueError):
        return None


def _time(microseconds: float) -> timedelta:
    return timedelta(microseconds=microseconds)


def _moment(text: str) -> datetime:
    moment = from_text(text)
    if moment.tzinfo is None:
        raise ValueError("nobody knows which moment a time without a zone is")
    return moment


def _seen_from(table: Any) -> SeenFrom:
    return SeenFrom(**known_fields(SeenFrom, table))


_READ: dict[str, Callable[[Any], object]] = {
    "opened_at": _time,
    "opened_wall": _moment,
    "good_for": _time,
    "seen_from": _seen_from,
    "asleep_at_opening": _time,
}
