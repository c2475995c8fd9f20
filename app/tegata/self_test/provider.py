"""Whether servers can listen on this computer, and be reached: the practice provider needs that."""

import asyncio

from tegata.practice.door import HOST
from tegata.practice.provider import start_provider
from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _


def look() -> Finding:
    """Start the practice provider, and end it again."""
    return asyncio.run(_start())


async def _start() -> Finding:
    try:
        provider = await start_provider()
    except OSError as error:
        words = _("It cannot listen on {host}: {reason}").format(host=HOST, reason=error.strerror or error)
        advice = _("A firewall or a guard program may forbid it. Only practising needs this.")
        return Finding(State.FAILED, words, advice)
    await provider.stop()
    return Finding(State.OK, _("It listens on {host}").format(host=HOST), figures={"host": HOST})
