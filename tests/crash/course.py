"""Which mishaps there are for a scenario: one for each of its system calls."""

from collections.abc import Iterable

from tests.crash.calls import GROWING
from tests.crash.mishaps import KINDS, Kill, Listening, Mode, Refusal
from tests.crash.places import earlier_schemas
from tests.crash.scenarios import SCENARIOS, Scenario, start

MIGRATIONS = {
    f"migrate from schema {number}": Scenario(start, f"schema {number}") for number in earlier_schemas()
}
ALL = SCENARIOS | MIGRATIONS

_NOTHING_NEW = {
    "send two",
    "retry",
    "perhaps delivered",
    "cancel",
}  # they ask nothing of the disk that others do not

NAMES = {"kills": list(ALL), "refusals": [name for name in ALL if name not in _NOTHING_NEW]}
"""The scenarios for each kind of mishap."""


def kills(heard: Listening) -> list[Kill]:
    """Return a kill for every system call that was heard."""
    return [Kill(ordinal) for ordinal in range(1, len(heard.calls) + 1)]


def refusals(heard: Listening, modes: Iterable[Mode]) -> list[Refusal]:
    """Return every refusal in these modes, for every call that puts something on disk."""
    modes = tuple(modes)
    return [
        Refusal(error, mode, nth, heard.directory)
        for nth, call in enumerate(heard.on_disk, 1)
        for error in KINDS
        for mode in modes
        if _makes_sense(error, mode, call)
    ]


def _makes_sense(error: str, mode: Mode, call: str) -> bool:
    if mode is Mode.THEN_KILLED:  # what was written and not made fast is found after a kill
        return error in {"EIO", "ENOSPC"} and call in {"fsync", "fdatasync"}
    if error == "EMFILE":
        return call == "openat" and mode is not Mode.UNTIL_FREED
    if error == "EROFS":  # a disk that became read-only stays so
        return mode is Mode.ON
    return mode is not Mode.UNTIL_FREED or (error != "EIO" and call in GROWING)
