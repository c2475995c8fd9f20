"""Why the disk would not have it. Values; `store.disk_errors` makes them of the system's errors."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class StoreTrouble(StrEnum):
    """Why something could not be put on disk."""

    DISK_FULL = "disk-full"
    READ_ONLY = "read-only"
    UNREACHABLE = "unreachable"  # pulled out, or it answers with errors
    DAMAGED = "damaged"
    NEWER_PROGRAM = "newer-program"  # the store was last used by a newer Tegata
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong on disk; `detail` is the system's own word.

    `kept_as` is the copy of a newer Tegata's store as this version had left it, if there is one.
    """

    kind: StoreTrouble
    detail: str = ""
    kept_as: Path | None = None


class StoreError(OSError):
    """The disk failed while a state was written, reserve or not. What was on disk before stands."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.detail)
        self.trouble = trouble
