"""The process that does another one's errands at the keyring, and so keeps its libraries out of that one."""

import os
from collections.abc import Callable

from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.locksmith import Locksmith
from tegata.keys.safes import Safe, find_safe
from tegata.keys.wire import LONGEST, answer_line, read_errand


def serve_keys(find: Callable[[], Safe | KeyTrouble] = find_safe) -> None:
    """Answer each line of standard input with one on standard output, until the input ends.

    Raises ValueError where a line is no errand: whoever asks is this program itself.
    """
    locksmith = Locksmith(find)
    with os.fdopen(_kept_output(), "wb", buffering=0) as told, open(0, "rb", closefd=False) as asked:
        while line := asked.readline(LONGEST):
            told.write(answer_line(locksmith.do(read_errand(line))))


def _kept_output() -> int:
    """Return standard output as it was; what a library prints from now on goes nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return kept
