"""The judge's server in a process of its own, so that it goes on while a process is looked at."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_TOP = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class ServerProcess:
    """A running `tests.crash.server`."""

    port: int
    _process: subprocess.Popen[str]
    _questions: IO[str]
    _answers: IO[str]

    @classmethod
    def start(cls) -> "ServerProcess":
        """Start it; it listens when this returns."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.server"],
            cwd=_TOP,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        return cls(int(process.stdout.readline()), process, process.stdin, process.stdout)

    def begin(self, offers: str) -> None:
        """Begin a new count, with these words in the answer to EHLO."""
        self._ask(f"new {offers}".strip())

    def count(self) -> list[tuple[str, str]]:
        """Return subject and recipient of whatever was accepted, once every client has left."""
        return [(subject, recipient) for subject, recipient in self._ask("count")]

    def close(self) -> None:
        """End it."""
        self._questions.close()
        self._process.wait()
        self._answers.close()

    def _ask(self, question: str) -> list[list[str]]:
        self._questions.write(f"{question}\n")
        answer: list[list[str]] = json.loads(self._answers.readline())
        return answer
