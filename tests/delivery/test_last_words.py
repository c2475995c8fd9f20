"""What has gone out is heard out for a moment when the program ends; all else ends at once."""

import asyncio
from datetime import timedelta

import pytest

from tegata.delivery import last_words
from tegata.delivery.last_words import hear_out
from tegata.tasks import spawn


class Sending:
    """Something that waits for an answer, and writes down what became of it."""

    def __init__(self) -> None:
        self.answer = asyncio.Event()
        self.end = ""
        self.begun = asyncio.Event()

    async def run(self) -> None:
        self.begun.set()
        try:
            await self.answer.wait()
            await asyncio.sleep(0)
            self.end = "answered"
        finally:
            self.end = self.end or "cut short"


async def heard(sending: Sending, *, last_octet_due: bool) -> "asyncio.Task[None]":
    task = spawn(hear_out(sending.run(), lambda: last_octet_due, "sending"), "courier")
    await sending.begun.wait()
    return task


@pytest.mark.parametrize("last_octet_due", [False, True])
async def test_who_is_not_cancelled_waits_for_the_end(last_octet_due: bool) -> None:
    sending = Sending()
    task = await heard(sending, last_octet_due=last_octet_due)
    sending.answer.set()
    await task
    assert sending.end == "answered"


@pytest.mark.parametrize(("last_octet_due", "end"), [(False, "cut short"), (True, "answered")])
async def test_an_answer_that_comes_while_it_ends_is_written_down(last_octet_due: bool, end: str) -> None:
    sending = Sending()
    task = await heard(sending, last_octet_due=last_octet_due)
    task.cancel()
    await asyncio.sleep(0)
    sending.answer.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sending.end == end


async def test_one_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_words, "PATIENCE", timedelta(seconds=0.01))
    sending = Sending()
    task = await heard(sending, last_octet_due=True)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sending.end == "cut short"


async def test_what_goes_wrong_is_raised() -> None:
    async def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await hear_out(fail(), lambda: True, "sending")
