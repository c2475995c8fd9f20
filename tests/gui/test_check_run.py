"""Running a check."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.gui.check_run import CheckRun
from tegata.protocols.outcome import Broken, Phase, Trouble
from tegata.secret import Secret
from tests.gui.fake_verbs import FakeVerbs, an_account

GOOD = CheckStep(CheckStage.RESOLVE, timedelta(0))
BAD = CheckStep(CheckStage.CONNECT, timedelta(0), Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT))


def heard(run: CheckRun) -> list[object]:
    events: list[object] = []
    run.began.connect(lambda: events.append("began"))
    run.stepped.connect(events.append)
    run.ended.connect(events.append)
    return events


async def test_each_step_is_told_and_how_it_ended(verbs: FakeVerbs) -> None:
    run = CheckRun(verbs)
    events = heard(run)
    verbs.check_steps = (GOOD,)
    await run.run(an_account(), None, {})
    verbs.check_steps = (GOOD, BAD)
    await run.run(an_account(), "ola@elsewhere.example", {Role.POP: Secret("x")})
    assert events == ["began", GOOD, True, "began", GOOD, BAD, False]


async def test_a_run_that_was_stopped_tells_nothing_more() -> None:
    class Slow(FakeVerbs):
        run: CheckRun

        async def check(
            self, account: Any, recipient: Any = None, *, passwords: Any = None
        ) -> AsyncIterator[CheckStep]:
            yield GOOD
            self.run.stop()
            yield BAD

    verbs = Slow()
    verbs.run = CheckRun(verbs)
    events = heard(verbs.run)
    await verbs.run.run(an_account(), None, {})
    assert events == ["began", GOOD]


async def test_a_press_starts_it_once_the_loop_runs(verbs: FakeVerbs, running: None) -> None:
    run = CheckRun(verbs)
    events = heard(run)
    run.start(an_account(), None, {})
    await asyncio.sleep(0.01)
    assert events == ["began", True]
