"""How two Tegatas of one profile introduce themselves: the words that `handover` and `knock` have in common.

Loopback TCP, because it exists everywhere and on every event loop. The file `instance.json` in the profile
names the port and holds a key; who can read it is who may use the profile. The key itself never travels:

    1  caller -> instance   {"nonce": c}
    2  instance -> caller   {"nonce": i, "proof": HMAC(key, "instance" c i)}
    3  caller -> instance   {"proof": HMAC(key, "caller" c i), "request": {...}}
    4  instance -> caller   {"answer": {...}}

The instance proves itself first: after a crash anybody may listen on the port that the file still names,
and a request can hold a password.
"""

import hashlib
import hmac
import json
import os
from datetime import timedelta
from typing import Any, Literal

Message = dict[str, Any]

FILE = "instance.json"
HOST = "127.0.0.1"
PATIENCE = timedelta(seconds=5)
"""For the first two steps, which ask nobody and nothing."""

_NONCE_OCTETS = 16


def nonce() -> str:
    """Return a word that was never said before."""
    return os.urandom(_NONCE_OCTETS).hex()


def proof(key: bytes, role: Literal["instance", "caller"], callers: str, instances: str) -> str:
    """Return what only a holder of the key can say to these two nonces."""
    return hmac.digest(key, json.dumps([role, callers, instances]).encode(), hashlib.sha256).hex()


def proves(message: Message, expected: str) -> bool:
    """Whether the message holds this proof."""
    return hmac.compare_digest(str(message.get("proof")).encode(), expected.encode())


def written(message: Message) -> bytes:
    """Return the message as it travels: a line of JSON."""
    return json.dumps(message).encode() + b"\n"


def read(line: bytes) -> Message:
    """Return the message of a line. Raises ValueError where it holds none."""
    try:
        message = json.loads(line)
    except RecursionError as error:
        raise ValueError("message too deep") from error
    if not isinstance(message, dict):
        raise ValueError("not a message")  # noqa: TRY004 - the peer's mistake, no programmer's
    return message
