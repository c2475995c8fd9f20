"""A process that serves the keys of a keyring in memory."""

import sys

_SERVE = """
from tests.keys.fake_safe import FakeSafe, RawError
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.serving import serve_keys
{before}
serve_keys(lambda: {safe})
"""


def serving(safe: str = "safe", before: str = "safe = FakeSafe()") -> list[str]:
    """Return the command; `safe` is what is found there, made by the lines `before`."""
    return [sys.executable, "-c", _SERVE.format(safe=safe, before=before)]


HANGS = serving(before="import threading; safe = FakeSafe(hangs=threading.Event())")
GARBAGE = [sys.executable, "-c", "input(); print('Good morning!')"]
MUTE = [sys.executable, "-c", "input()"]
FLOOD = [sys.executable, "-c", "input()\nwhile True: print('x' * 100000, end='')"]
ABSENT = ["/nonexistent/tegata"]
