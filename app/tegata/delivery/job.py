"""One parcel on its way: who watches it, and how it is stopped while that is still possible."""

import asyncio
from collections.abc import Awaitable, Callable

from tegata.delivery.attempt import Attempt, Attempted
from tegata.delivery.notices import Progress, Stage
from tegata.delivery.smtp_send import Watch
from tegata.network.line import Line
from tegata.protocols.outcome import Outcomes
from tegata.tasks import spawn


class Job:
    """Runs one attempt. Until its last octet is due the letter can be stopped, and is then not delivered."""

    def __init__(
        self,
        parcel_id: int,
        attempt: Attempt,
        commit: Callable[[], Awaitable[None]],
        take_back: Callable[[Outcomes], Awaitable[None]],
        tell: Callable[[Progress], None],
    ) -> None:
        self.parcel_id = parcel_id
        self.attempt = attempt
        self._commit = commit
        self._take_back = take_back
        self._tell = tell
        self._line: Line | None = None
        self._task: asyncio.Task[Attempted] | None = None
        self._committed = False
        self._login_planned = False
        self._cancelled = False

    async def run(self) -> Attempted | None:
        """Run the attempt to its end; None when it was cancelled; `Attempt.outcomes` says who has it."""
        watch = Watch(self._connected, self._before_the_last_octet, self._progressed, self._again)
        self._task = spawn(self.attempt.run(watch, self._entered), f"parcel-{self.parcel_id}")
        try:
            return await self._task
        except asyncio.CancelledError:
            me = asyncio.current_task()
            if not self._cancelled or (me is not None and me.cancelling()):  # the program ends meanwhile
                raise
            return None
        finally:
            if not self._task.done():
                self._task.cancel()

    def cancel(self) -> bool:
        """Stop; False when the last octet is on its way or the try has ended: that could not be kept."""
        if self._committed or self._task is None or self._task.done():
            return False
        self._cancelled = True
        if self._line is not None:
            self._line.abort()  # closing would flush what the buffer still holds
        self._task.cancel()
        return True

    def _connected(self, line: Line) -> None:
        self._line = line

    async def _before_the_last_octet(self) -> None:
        self._committed = True
        await self._commit()
        self._progress(Stage.ANSWER)

    async def _again(self, outcomes: Outcomes) -> None:
        """Some were refused and will be tried once more: until then the letter can be stopped."""
        if self._committed:
            await self._take_back(outcomes)
            self._committed = False

    def _entered(self, stages: frozenset[Stage]) -> None:
        self._login_planned = self._login_planned or Stage.LOGGING_IN in stages
        self._progress(*stages)

    def _progressed(self, sent: int, total: int) -> None:
        self._progress(Stage.ANSWER if self._committed else Stage.SENDING, sent=sent, total=total)

    def _progress(self, *stages: Stage, sent: int = 0, total: int = 0) -> None:
        self._tell(
            Progress(self.parcel_id, frozenset(stages), sent, total, login_planned=self._login_planned)
        )
