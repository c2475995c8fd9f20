"""Text that a command is given in a file."""

import sys
from pathlib import Path

from tegata.cli.desk import CannotOpen
from tegata.words.gettext import _


def text_of(name: str) -> str:
    """Return what the file holds, or standard input for "-". Raises CannotOpen for what is not UTF-8."""
    try:
        octets = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return octets.decode("utf-8-sig")
    except OSError as error:
        raise CannotOpen(f"{name}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise CannotOpen(_("{file}: not UTF-8 text").format(file=name)) from error
