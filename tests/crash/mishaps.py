"""What may happen at a system call: the process is killed, or the disk refuses."""

import errno
from dataclasses import dataclass, field
from enum import StrEnum

from tegata.store.trouble import StoreTrouble
from tests.crash.calls import GROWING, file_of, name_of
from tests.crash.tracer import KILL, Call

_OPENING = "openat"
_FULL = frozenset({"ENOSPC", "EDQUOT"})
_FREEING = frozenset({"unlink", "rmdir"})
"""What a full disk always lets pass."""


class Mode(StrEnum):
    """How long a disk refuses."""

    ONCE = "once"  # one call fails, and the next one of the same kind is let pass
    THEN_KILLED = "once, and killed when that was told"
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

    def __str__(self) -> str:
        return f"call {self.ordinal}"

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
    told: int = 0

    def __str__(self) -> str:
        return f"{self.error} {self.mode}"

    def __call__(self, call: Call) -> str | int | None:
        if self.mode is Mode.THEN_KILLED and self.at:
            return self._killed_once_told(call)
        if not _is_about(call, self.directory):
            return None
        self.count += 1
        name = name_of(call.number)
        if self.count < self.nth or self.freed or not self._refuses(call, name):
            return None
        self.at = self.at or name
        return int(getattr(errno, self.error))

    def _refuses(self, call: Call, name: str) -> bool:
        if self.error == "EMFILE" and name != _OPENING:
            return False
        if self.error in _FULL and self.mode is not Mode.ONCE and name in _FREEING:
            self.freed = self.mode is Mode.UNTIL_FREED and call.text_at(call.arguments[0]).endswith(
                "/reserve"
            )
            return False
        if self.mode is Mode.UNTIL_FREED:
            return name in GROWING
        return self.mode is Mode.ON or not self.at

    def _killed_once_told(self, call: Call) -> str | None:
        """Kill it before its second line: in the first it has said that the letter is not queued."""
        if name_of(call.number) == "write" and call.path_of(call.arguments[0]).endswith("/diary"):
            self.told += 1
            if self.told > 1:
                return KILL
        return None


KINDS = {
    "ENOSPC": StoreTrouble.DISK_FULL,
    "EDQUOT": StoreTrouble.DISK_FULL,
    "EIO": StoreTrouble.UNREACHABLE,
    "EMFILE": StoreTrouble.OTHER,
    "EROFS": StoreTrouble.READ_ONLY,
}
"""In which word the user must be told of it."""


def _is_about(call: Call, directory: str) -> bool:
    path = file_of(call)
    return path is not None and path.startswith(directory)
