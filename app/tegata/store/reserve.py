"""Room on the disk kept back, so that "it was accepted" can still be written when the disk is full."""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from tegata.private_files import open_private

_OCTETS = 256 * 1024  # some sixty pages: many times what a change of state needs


@dataclass(frozen=True, slots=True)
class Reserve:
    """A file that takes up room and is deleted when room is needed for a parcel's state."""

    path: Path

    def fill(self) -> None:
        """Take the room, if it is not taken yet. Raises OSError where there is none: queue nothing then."""
        with contextlib.suppress(FileNotFoundError):
            if self.path.stat().st_size >= _OCTETS:
                return
        try:
            with open_private(self.path) as file:
                _occupy(file.fileno())
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Give the room up."""
        with contextlib.suppress(OSError):
            self.path.unlink()


def _occupy(descriptor: int) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, _OCTETS)
    else:
        os.write(descriptor, bytes(_OCTETS))
