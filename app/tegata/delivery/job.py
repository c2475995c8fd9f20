"""One parcel on its way: who watches it, and how it is stopped while that is still possible."""

import asyncio
from collections.abc import Awaitable, Callable

from tegata.delivery.attempt import Attempt, Attempted
from tegata.delivery.notices import Progress, Stage
from tegata.delivery.smtp_send import Watch
from tegata.network.line import Line
from tegata.tasks import spawn


class Job:
    """Runs one attempt. Until the last dot is due it can be cancelled; the letter is then not delivered."""

    def __init__(
        self,
        parcel_id: int,
        attempt: Attempt,
        commit: Callable[[], Awaitable[None]],
        tell: Callable[[Progress], None],
    ) -> None:
        self.parcel_id = parcel_id
        self.attempt = attempt
        self._commit = commit
        self._tell = tell
        self._line: Line | None = None
        self._task: asyncio.Task[Attempted] | None = None
        self._committed = False
        self._login_planned = False
        self._cancelled = False

    async def run(self) -> Attempted | None:
        """Run the attempt to its end; None when it was cancelled, and then nothing was delivered."""
        watch = Watch(self._connected, self._before_the_last_dot, self._progressed)
        self._task = spawn(self.attempt.run(watch, self._entered), f"parcel-{self.parcel_id}")
        try:
            return await self._task
        except asyncio.CancelledError:
            if not self._cancelled:
                raise
            return None
        finally:
            if not self._task.done():
                self._task.cancel()

    def cancel(self) -> bool:
        """Stop; False when the last dot is on its way or the try has ended, since that could not be kept."""
        if self._committed or self._task is None or self._task.done():
            return False
        self._cancelled = True
        if self._line is not None:
            self._line.abort()  # closing would flush what the buffer still holds
        self._task.cancel()
        return True

    def _connected(self, line: Line) -> None:
        self._line = line

    async def _before_the_last_dot(self) -> None:
        self._committed = True
        await self._commit()
        self._progress(Stage.ANSWER)

    def _entered(self, stage: Stage) -> None:
        self._login_planned = self._login_planned or stage is Stage.LOGGING_IN
        self._progress(stage)

    def _progressed(self, sent: int, total: int) -> None:
        self._progress(Stage.SENDING, sent, total)

    def _progress(self, stage: Stage, sent: int = 0, total: int = 0) -> None:
        self._tell(
            Progress(self.parcel_id, frozenset({stage}), sent, total, login_planned=self._login_planned)
        )
