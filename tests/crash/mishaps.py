"""What may happen at a system call: the process is killed, or the disk refuses."""

import errno
from dataclasses import dataclass, field
from enum import StrEnum

from tegata.store.trouble import StoreTrouble
from tests.crash.calls import GROWING, NAMES, file_of, name_of
from tests.crash.tracer import KILL, Call

_OPENING = "openat"


class Mode(StrEnum):
    """How long a disk refuses."""

    ONCE = "once"  # one call fails, and the next one of the same kind is let pass
    ON = "from then on"
    UNTIL_FREED = "until the reserve is given up"  # only what needs room fails: the disk is full, not gone


@dataclass
class Listening:
    """No mishap: takes down the calls, and which of them put something on the disk that is meant."""

    directory: str
    calls: list[str] = field(default_factory=list)
    on_disk: list[str] = field(default_factory=list)

    def __call__(self, call: Call) -> None:
        self.calls.append(name_of(call.number))
        if _is_about(call, self.directory):
            self.on_disk.append(self.calls[-1])


@dataclass
class Kill:
    """SIGKILL in place of the call with this number, counted from 1 over all threads."""

    ordinal: int
    at: str = ""

    def __call__(self, call: Call) -> str | None:
        if call.ordinal != self.ordinal:
            return None
        self.at = name_of(call.number)
        return KILL


@dataclass
class Refusal:
    """The disk refuses the call that would be number `nth` of those that put something into `directory`."""

    error: str
    mode: Mode
    nth: int
    directory: str
    at: str = ""
    count: int = 0
    freed: bool = False

    def __call__(self, call: Call) -> int | None:
        if not _is_about(call, self.directory):
            return None
        self.count += 1
        name = name_of(call.number)
        if self.count < self.nth or self.freed or not self._concerns(name):
            return None
        if (
            self.mode is Mode.UNTIL_FREED
            and name == "unlink"
            and call.text_at(call.arguments[0]).endswith("/reserve")
        ):
            self.freed = True
            return None
        if self.mode is Mode.UNTIL_FREED and name not in GROWING:
            return None
        if self.mode is Mode.ONCE and self.at:
            return None
        self.at = self.at or name
        return int(getattr(errno, self.error))

    def _concerns(self, name: str) -> bool:
        return name == _OPENING or self.error != "EMFILE"


KINDS = {
    "ENOSPC": StoreTrouble.DISK_FULL,
    "EDQUOT": StoreTrouble.DISK_FULL,
    "EIO": StoreTrouble.OTHER,
    "EMFILE": StoreTrouble.OTHER,
    "EROFS": StoreTrouble.READ_ONLY,
}
"""In which word the user must be told of it."""


def _is_about(call: Call, directory: str) -> bool:
    path = file_of(call)
    return path is not None and path.startswith(directory)
