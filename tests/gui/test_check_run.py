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
    run.stopped.connect(lambda: events.append("stopped"))
    return events


async def test_each_step_is_told_and_how_it_ended(verbs: FakeVerbs) -> None:
    run = CheckRun(verbs)
    events = heard(run)
    verbs.check_steps = (GOOD,)
    await run.run(an_account(), None, {})
    verbs.check_steps = (GOOD, BAD)
    await run.run(an_account(), "ola@elsewhere.example", {Role.POP: Secret("x")})
    assert events == ["began", GOOD, True, "began", GOOD, BAD, False]


class Slow(FakeVerbs):
    """Finds one step, then waits until it is hung up on."""

    def __init__(self) -> None:
        super().__init__()
        self.hung_up: list[str] = []

    async def check(
        self,
        account: Any,
        recipient: Any = None,
        *,
        passwords: Any = None,
    ) -> AsyncIterator[CheckStep]:
        try:
            yield GOOD
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.hung_up.append(account.name)
            raise


async def test_a_run_that_was_stopped_hangs_up_and_tells_nothing_more(running: None) -> None:
    verbs = Slow()
    run = CheckRun(verbs)
    events = heard(run)
    run.start(an_account(), None, {})
    await asyncio.sleep(0.01)
    assert run.is_running
    run.stop()
    await asyncio.sleep(0.01)
    assert events == ["began", GOOD, "stopped"]
    assert verbs.hung_up == ["anna"]
    run.stop()
    assert len(events) == 3


async def test_a_newer_run_ends_the_one_before(running: None) -> None:
    verbs = Slow()
    run = CheckRun(verbs)
    events = heard(run)
    run.start(an_account(), None, {})
    await asyncio.sleep(0.01)
    run.start(an_account("work"), None, {})
    await asyncio.sleep(0.01)
    assert verbs.hung_up == ["anna"]
    assert events == ["began", GOOD, "began", GOOD]
    run.stop()
    await asyncio.sleep(0.01)


async def test_a_press_starts_it_once_the_loop_runs(verbs: FakeVerbs, running: None) -> None:
    run = CheckRun(verbs)
    events = heard(run)
    run.start(an_account(), None, {})
    await asyncio.sleep(0.01)
    assert events == ["began", True]
