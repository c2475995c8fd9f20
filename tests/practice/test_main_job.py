"""The main job, a step at a time."""

import asyncio
from pathlib import Path

import pytest

from tegata.practice import main_job as job_module
from tegata.practice.lines import Line
from tegata.practice.main_job import main_job
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.relay.diagnosis import Cause
from tegata.store.store import Store
from tegata.store.trouble import StoreTrouble, Trouble


async def at_home() -> PracticeProvider:
    return await start_provider(line=Line.A)


async def test_refused_without_a_login_and_delivered_with_one() -> None:
    async with main_job() as job:
        refused = await job.send_without_login()
        assert refused is not None
        assert refused.diagnosis.cause in {Cause.NEEDS_POP_BEFORE_SMTP, Cause.RELAY_DENIED}
        assert (job.provider.logins, len(job.provider.delivered)) == (0, 0)
        assert await job.send_with_login(refused.parcel)
        assert job.account.pop_before_send.enabled
        assert (job.provider.logins, len(job.provider.delivered)) == (1, 1)
        assert job.provider.window_left(Line.C)


async def test_on_the_providers_own_network_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job_module, "start_provider", at_home)
    async with main_job() as job:
        assert await job.send_without_login() is None


async def test_nothing_of_it_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with main_job() as job:
        assert list(tmp_path.iterdir()) != []
        assert await reaches(job.provider)
    assert list(tmp_path.iterdir()) == []
    assert not await reaches(job.provider)


async def test_a_disk_that_refuses_ends_it_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[PracticeProvider] = []

    async def refuse(_directory: Path) -> Trouble:
        return Trouble(StoreTrouble.DISK_FULL, "No space left on device")

    async def watched() -> PracticeProvider:
        started.append(await start_provider())
        return started[0]

    monkeypatch.setattr(Store, "open", refuse)
    monkeypatch.setattr(job_module, "start_provider", watched)
    with pytest.raises(OSError, match="No space left"):
        async with main_job():
            pass
    assert not await reaches(started[0])


async def reaches(provider: PracticeProvider) -> bool:
    try:
        _reader, writer = await asyncio.open_connection(provider.here.host, provider.here.smtp_port)
    except OSError:
        return False
    writer.close()
    return True
