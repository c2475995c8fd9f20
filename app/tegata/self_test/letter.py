"""Whether Tegata does what it is for: one letter's way to the practice provider and through the window."""

import asyncio

from tegata.practice.main_job import MainJob, main_job
from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _


def look() -> Finding:
    """Send a letter from another network, without a login and with one."""
    return asyncio.run(_send())


async def _send() -> Finding:
    async with main_job() as job:
        return await walk(job)


async def walk(job: MainJob) -> Finding:
    """Take the way, and stop where it goes another one than it should."""
    refused = await job.send_without_login()
    if refused is None:
        return _astray(_("Without a login the letter was not refused, as it has to be."))
    cause = refused.diagnosis.cause.value
    if not await job.send_with_login(refused.parcel):
        return _astray(_("The letter was not accepted after the login."), cause)
    logins, delivered = job.provider.logins, len(job.provider.delivered)
    if (logins, delivered) != (1, 1):
        words = _("Logged in {logins} times and delivered {letters} times, instead of once.")
        return _astray(words.format(logins=logins, letters=delivered), cause)
    words = _("Refused on another network; logged in by POP, accepted, and delivered once")
    return Finding(State.OK, words, figures={"refused": cause, "logins": logins, "delivered": delivered})


def _astray(words: str, cause: str | None = None) -> Finding:
    advice = _("Please report this together with the other lines.")
    return Finding(State.FAILED, words, advice, {"refused": cause})
