"""The main job played in the terminal, step by step."""

import asyncio
from datetime import timedelta

from tegata.mail.plain_text import plain
from tegata.practice.main_job import MainJob, main_job
from tegata.practice.provider import PracticeProvider
from tegata.words.causes import told
from tegata.words.gettext import _
from tegata.words.windows import pass_lines

_TICKS = 3


async def play(*, tick: timedelta = timedelta(seconds=1)) -> int:
    """Play; 0 when the letter went the way it should, 1 when it did not. `tick` paces the countdown."""
    async with main_job() as job:
        return await _play(job, tick)


async def _play(job: MainJob, tick: timedelta) -> int:
    _say(_("You are on line C: not your provider’s own network."))
    _say(_("1. A letter to bob@elsewhere.example, with POP before send off."))
    refused = await job.send_without_login()
    if refused is None:
        return 1
    _say(_indent(told(refused.diagnosis)))
    _say(_("2. The same letter, with POP before send on."))
    if not await job.send_with_login(refused.parcel):
        return 1
    logins = job.provider.logins
    _say(_indent(_("Logged in by POP, then accepted: {logins} login in all.").format(logins=logins)))
    _say(_("3. The authentication window counts down."))
    await _count_down(job, tick)
    return _show_delivered(job.provider)


async def _count_down(job: MainJob, tick: timedelta) -> None:
    for _tick in range(_TICKS):
        lines = pass_lines(job.office.window(job.account.name))
        _say(_indent(f"{lines.first}  {lines.second}"))
        await asyncio.sleep(tick.total_seconds())


def _show_delivered(provider: PracticeProvider) -> int:
    if len(provider.delivered) != 1:
        return 1
    (letter,) = provider.delivered
    _say(_("4. Delivered, once, to {recipients}:").format(recipients=", ".join(letter.recipients)))
    _say(_indent(letter.content.decode("utf-8", "replace")))
    return 0


def _say(text: str) -> None:
    print(plain(text), flush=True)


def _indent(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.splitlines())
