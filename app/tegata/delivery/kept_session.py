"""The SMTP session that is kept open between two letters of one lane, for seconds."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.clock import Clock
from tegata.delivery.smtp_send import Conversation, leave, take_leave
from tegata.network.line import Pin
from tegata.tasks import spawn

_IDLE = timedelta(seconds=10)
"""Far below what any server allows (RFC 5321 section 4.5.3.2.7: five minutes): others wait for the place."""

_FAREWELL_SECONDS = 1.5


class KeptSession:
    """At most one session, which waits for a letter and is left when none comes.

    Its age is taken on the clock that counts sleep: what was open before the computer slept is dead, and a
    letter that flew into it would be perhaps delivered.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: Conversation | None = None
        self._since = timedelta(0)
        self._alarm: asyncio.Task[None] | None = None

    @property
    def waits(self) -> bool:
        """Whether a session waits that is still sound."""
        return self._kept is not None and self._kept.ready and self._clock.now() - self._since < _IDLE

    def keep(self, conversation: Conversation) -> None:
        """Keep it if it can take another letter, else leave it; one kept before is left."""
        self.leave()
        if not conversation.ready:
            leave(conversation)
            return
        self._kept = conversation
        self._since = self._clock.now()
        self._alarm = spawn(self._leave_after(_IDLE), "smtp-idle")

    def take(self, account: Account, pin: Pin | None) -> Conversation | None:
        """Return the session if it is one of these settings, from that address, and still sound."""
        kept = self._kept
        if kept is None or not self.waits or kept.account != account:
            self.leave()
            return None
        if pin is not None and not kept.leaves_from(pin):
            self.leave()
            return None
        self._forget()
        return kept

    def leave(self) -> None:
        """Take leave of the session, if there is one."""
        if self._kept is not None:
            leave(self._kept)
        self._forget()

    async def close(self) -> None:
        """Take leave, and see to the end of that within a second or two."""
        kept = self._kept
        self._forget()
        if kept is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(_FAREWELL_SECONDS):
                    await take_leave(kept.line)

    def _forget(self) -> None:
        self._kept = None
        if self._alarm is not None and self._alarm is not asyncio.current_task():
            self._alarm.cancel()
        self._alarm = None

    async def _leave_after(self, span: timedelta) -> None:
        await asyncio.sleep(span.total_seconds())
        self.leave()
