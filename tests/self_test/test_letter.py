"""The one letter: on its way, and astray in each place."""

import pytest

from tegata.practice import main_job as job_module
from tegata.practice.lines import Line
from tegata.practice.main_job import MainJob, main_job
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.self_test.finding import State
from tegata.self_test.letter import look, walk


def test_refused_logged_in_and_delivered() -> None:
    found = look()
    assert found.state is State.OK
    assert found.figures == {"refused": "needs-pop-before-smtp", "logins": 1, "delivered": 1}


def test_a_provider_that_refuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_home() -> PracticeProvider:
        return await start_provider(line=Line.A)

    monkeypatch.setattr(job_module, "start_provider", at_home)
    found = look()
    assert found.state is State.FAILED
    assert "not refused" in found.fact


async def test_a_login_that_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_given: object) -> bool:
        return False

    monkeypatch.setattr(MainJob, "send_with_login", refused)
    async with main_job() as job:
        found = await walk(job)
    assert found.state is State.FAILED
    assert "not accepted after the login" in found.fact


async def test_a_letter_that_never_arrives(monkeypatch: pytest.MonkeyPatch) -> None:
    async def pretends(*_given: object) -> bool:
        return True

    monkeypatch.setattr(MainJob, "send_with_login", pretends)
    async with main_job() as job:
        found = await walk(job)
    assert found.state is State.FAILED
    assert "delivered 0 times" in found.fact
