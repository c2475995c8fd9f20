import asyncio
import threading

import pytest

from tegata.network.offload import offload


async def test_result_and_failure_come_back() -> None:
    assert await offload(lambda: threading.current_thread().name, "worker") == "worker"

    def fail() -> None:
        raise OSError("no such name")

    with pytest.raises(OSError, match="no such name"):
        await offload(fail, "worker")


async def test_mistake_of_ours_is_reported_and_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda report: reported.append(report.exc_type))

    def fail() -> None:
        raise KeyError("mistake")

    with pytest.raises(asyncio.CancelledError):
        await offload(fail, "worker")
    await asyncio.sleep(0.01)
    assert reported == [KeyError]


async def test_loop_goes_on_meanwhile_and_may_stop_waiting() -> None:
    release = threading.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await offload(release.wait, "worker")
    release.set()
    await asyncio.sleep(0.01)


def test_loop_that_has_closed_before_the_answer_came() -> None:
    release, seen = threading.Event(), threading.Event()

    def work() -> None:
        seen.set()
        release.wait()

    async def start() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await offload(work, "late-worker")

    asyncio.run(start())
    assert seen.is_set()
    (worker,) = [thread for thread in threading.enumerate() if thread.name == "late-worker"]
    assert worker.daemon
    release.set()
    worker.join()
