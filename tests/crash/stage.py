"""Plays one scenario with one mishap, lets the next start look at it, and has the judge compare."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.crash.course import ALL
from tests.crash.desk import Act, perform
from tests.crash.diary import Said, read_diary
from tests.crash.judge import Verdict, judge
from tests.crash.next_start import look_and_deliver
from tests.crash.places import Place, make_place
from tests.crash.scenarios import Scenario
from tests.crash.server_process import ServerProcess
from tests.crash.tracer import Decide, Ended, run

PATIENCE = 10.0
"""Seconds after which a process that should have ended is taken to hang: far above what any takes."""


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one scenario: how its process ended, what it said, and the verdict."""

    ended: Ended
    said: tuple[Said, ...]
    verdict: Verdict
    errors: str = ""


class Stage:
    """A place on disk and a server of its own. `spoil` is done in every process that is looked at."""

    def __init__(self, directory: Path, spoil: Callable[[], None] = lambda: None) -> None:
        self._directory = directory
        self._spoil = spoil
        self._places: dict[str, Place] = {}
        self._server = ServerProcess.start()
        self.profile = directory / "used" / "profile"

    def close(self) -> None:
        """End the server."""
        self._server.close()

    def rehearse(self, names: list[str]) -> None:
        """Play scenarios in this process, so that all is imported before the first fork."""
        for name in names:
            scenario = self._begin(ALL[name])
            with (self._directory / "rehearsal").open("wb") as output:
                perform(scenario.act, self._directory / "used", output.fileno())
                perform(look_and_deliver, self._directory / "used", output.fileno())
        while threading.active_count() > 1:
            time.sleep(0.001)

    def play(self, name: str, decide: Decide | None, patience: float = PATIENCE) -> Played:
        """Play the scenario while somebody decides about its system calls."""
        scenario = self._begin(ALL[name])
        ended, said = self._run(scenario.act, decide, patience)
        next_ended, found = self._run(look_and_deliver, None, PATIENCE)
        before = (*self._places[scenario.place].said, *said)
        verdict = judge(before, found, self._server.count(), ended_well=next_ended.status == 0)
        return Played(ended, said, verdict, (self._directory / "errors").read_text(errors="replace"))

    def _begin(self, scenario: Scenario) -> Scenario:
        if scenario.place not in self._places:
            self._places[scenario.place] = make_place(scenario.place, self._directory, self._server.port)
        self._places[scenario.place].restore()
        (self._directory / "errors").write_bytes(b"")
        self._server.begin(scenario.offers)
        return scenario

    def _run(self, act: Act, decide: Decide | None, patience: float) -> tuple[Ended, tuple[Said, ...]]:
        diary = self._directory / "diary"
        output = os.open(diary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        errors = os.open(self._directory / "errors", os.O_APPEND | os.O_WRONLY)

        def work() -> None:
            os.dup2(errors, sys.stderr.fileno())
            signal.setitimer(signal.ITIMER_REAL, patience)
            self._spoil()
            perform(act, self._directory / "used", output)

        ended = run(work, decide)
        os.close(output)
        os.close(errors)
        return ended, read_diary(diary.read_bytes())
