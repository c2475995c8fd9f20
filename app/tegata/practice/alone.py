"""`tegata practice`: the provider alone, for trying other programs on it."""

import asyncio
import signal
from contextlib import suppress
from datetime import timedelta

from tegata.practice.account import ADDRESS
from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.words.gettext import _


async def run_alone(window: timedelta) -> int:
    """Run until interrupted; return the exit status of the process."""
    provider = await start_provider(window=window)
    try:
        print(announcement(provider), flush=True)
        await _interrupted()
    finally:
        await provider.stop()
    return 0


def announcement(provider: PracticeProvider) -> str:
    """Return where each line's doors are, and what to log in with."""
    lines = [_("The practice provider runs. It keeps letters in memory and sends nothing anywhere.")]
    lines.append(
        _("Address {address}, user {user}, password {password}, window {window}").format(
            address=ADDRESS,
            user=ADDRESS.partition("@")[0],
            password=provider.password.reveal(),
            window=provider.window,
        )
    )
    for line in Line:
        door = provider.doors[line]
        lines.append(
            _("Line {line}: POP3 {host}:{pop}  SMTP {host}:{smtp}  submission {host}:{submission}").format(
                line=line.value,
                host=door.host,
                pop=door.pop_port,
                smtp=door.smtp_port,
                submission=door.submission_port,
            )
        )
    lines.append(_("A is the provider’s own network, B and C are others. Ctrl+C ends it."))
    return "\n".join(lines)


async def _interrupted() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl+C ends the loop there by itself
            loop.add_signal_handler(number, stop.set)
    await stop.wait()
