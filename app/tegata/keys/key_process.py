"""The other end of `serving`: a process of our own program that is asked, and can be ended at any time."""

import logging
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock
from typing import IO, cast

from tegata.keys.errand import Answer, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.wire import LONGEST, errand_line, read_answer

_log = logging.getLogger(__name__)

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # else one flashes up on Windows


class KeyProcess:
    """One process, started with its first errand. Every method may block: call them from a thread."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._changing = Lock()  # of the two above: it may be ended while it starts

    @property
    def has_ended(self) -> bool:
        """Whether it does no more errands. Does not block."""
        return self._ended or (self._process is not None and self._process.poll() is not None)

    def do(self, errand: Errand) -> Answer:
        """Send the errand and wait for the answer: `FAILED` where none comes, which ends the process."""
        try:
            asked, told = self._pipes()
            asked.write(errand_line(errand))
            asked.flush()
            return read_answer(told.readline(LONGEST))
        except (OSError, ValueError) as error:
            if not self._ended:
                _log.warning("no answer from the process at the keyring: %s", type(error).__name__)
            self.end()
            return KeyTrouble.FAILED

    def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone; a second time, only wait."""
        with self._changing:
            self._ended = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()
            for pipe in filter(None, (process.stdin, process.stdout)):
                with suppress(OSError):  # what it has not read is lost
                    pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return what it reads and what it writes. Raises OSError where there is none, or no more."""
        with self._changing:
            if self._ended:
                raise ProcessLookupError
            if self._process is None:
                self._process = subprocess.Popen(  # noqa: S603 - this program itself
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    creationflags=_NO_CONSOLE,
                )
        return cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
