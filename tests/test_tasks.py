"""Tasks that are not lost, and threads that hold nobody up."""

import asyncio
import gc
import logging
import subprocess
import sys
import threading

import pytest

from tegata.tasks import Worker, in_thread, spawn


async def test_a_spawned_task_is_named_and_kept_alive() -> None:
    done = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0)
        done.set()

    task = spawn(work(), "work")
    assert task.get_name() == "work"
    del task
    gc.collect()
    await done.wait()


async def test_a_failure_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise LookupError("lost")

    with caplog.at_level(logging.ERROR, "tegata.tasks"):
        task = spawn(fail(), "failing")
        await asyncio.wait([task])
        await asyncio.sleep(0)
    assert "task failing failed" in caplog.text
    assert "LookupError: lost" in caplog.text


async def test_a_cancelled_task_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    task = spawn(asyncio.sleep(3600), "sleeper")
    task.cancel()
    await asyncio.wait([task])
    assert caplog.text == ""


async def test_a_thread_of_its_own_answers_and_raises() -> None:
    assert await in_thread(threading.current_thread, "mine") is not threading.current_thread()
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 // 0, "mine")


async def test_whoever_waits_for_a_thread_can_be_cancelled() -> None:
    release = threading.Event()
    waiting = spawn(in_thread(release.wait, "stuck"), "waiting")
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    release.set()


def test_a_stuck_thread_does_not_keep_the_program_from_ending() -> None:
    code = (
        "import asyncio, time\n"
        "from tegata.tasks import in_thread\n"
        "async def main():\n"
        "    try:\n"
        "        await asyncio.wait_for(in_thread(lambda: time.sleep(3600), 'stuck'), 0.01)\n"
        "    except TimeoutError:\n"
        "        print('gave up')\n"
        "asyncio.run(main())\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=True)
    assert ended.stdout.strip() == b"gave up"


async def test_a_worker_keeps_the_order() -> None:
    worker, done = Worker("order"), list[int]()
    await asyncio.gather(*(worker.run(lambda n=n: done.append(n)) for n in range(50)))  # type: ignore[misc]
    assert done == list(range(50))
    await worker.finish(lambda: None)


async def test_a_workers_failure_reaches_the_caller_and_the_next_job_runs() -> None:
    worker = Worker("failing")
    with pytest.raises(SystemExit):
        await worker.run(sys.exit)
    assert await worker.run(lambda: 3) == 3
    await worker.finish(lambda: None)


async def test_a_job_handed_in_is_done_even_if_its_caller_is_cancelled() -> None:
    worker, release, done = Worker("faithful"), threading.Event(), threading.Event()
    blocked = spawn(worker.run(release.wait), "blocked")
    queued = spawn(worker.run(done.set), "queued")
    await asyncio.sleep(0)
    blocked.cancel()
    queued.cancel()
    release.set()
    await worker.finish(lambda: None)
    assert done.is_set()


async def test_a_finished_worker_takes_no_more() -> None:
    worker = Worker("finished")
    await worker.finish(lambda: None)
    await worker.finish(lambda: None)
    with pytest.raises(RuntimeError, match="finished"):
        await worker.run(lambda: None)


def test_a_job_that_outlives_its_loop_hurts_nobody() -> None:
    started, release, ended = threading.Event(), threading.Event(), threading.Event()

    def outlive() -> None:
        started.set()
        release.wait()

    async def leave() -> Worker:
        worker = Worker("outlives")
        spawn(worker.run(outlive), "left behind")
        spawn(worker.run(ended.set), "still done")
        await asyncio.sleep(0)
        return worker

    asyncio.run(leave())
    release.set()
    assert ended.wait(60)
