"""Runs the parts one after the other, each with a limit to its time: whatever hangs, the whole ends."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable

from tegata.self_test.finding import Finding, Part, Result, State
from tegata.tasks import in_thread
from tegata.words.gettext import _

_SECONDS_A_PART = 10.0
_SECONDS = 28.0


async def run_parts(
    parts: Iterable[Part], *, seconds_a_part: float = _SECONDS_A_PART, seconds: float = _SECONDS
) -> AsyncIterator[Result]:
    """Yield what each part comes to, as soon as it is known. A part that hangs is left to itself."""
    deadline = time.monotonic() + seconds
    for part in parts:
        began = time.monotonic()
        finding = await _look(part, min(seconds_a_part, deadline - began))
        yield Result(part, finding, round((time.monotonic() - began) * 1000))


async def _look(part: Part, seconds: float) -> Finding:
    if seconds <= 0:
        return Finding(State.FAILED, _("Not tried: the parts before it took all the time."))
    try:
        async with asyncio.timeout(seconds):
            job = in_thread(part.look, f"tegata-self-test-{part.name}")
            (found,) = await asyncio.gather(job, return_exceptions=True)
    except TimeoutError:
        return Finding(State.FAILED, _("No answer within {n} seconds.").format(n=f"{seconds:.0f}"))
    return _unexpected(found) if isinstance(found, BaseException) else found


def _unexpected(error: BaseException) -> Finding:
    words = f"{type(error).__name__}: {error}"
    return Finding(
        State.FAILED,
        _("Unexpected: {error}").format(error=words),
        _("Please report this together with the other lines."),
    )
