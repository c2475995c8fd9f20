"""Keeps the draft while it is typed: a second after the last key, at most ten after the first not kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tegata.delivery.notices import NotQueued
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.mail.draft import Draft

if TYPE_CHECKING:
    import asyncio

_PAUSE = 1000  # milliseconds after the last key
_LONGEST = 10_000  # milliseconds; who types without a pause is kept, too
_AGAIN = 15_000  # milliseconds after a save that failed


class DraftKeeper(QObject):
    """Asks `read` for the draft when there is something to keep."""

    kept = Signal(datetime)
    failed = Signal(object)  # NotQueued, once until it is another or saving works again

    def __init__(self, verbs: Verbs, read: Callable[[], Draft], parent: QObject) -> None:
        super().__init__(parent)
        self.draft_id: int | None = None
        self._verbs = verbs
        self._read = read
        self._last: Draft | None = None
        self._turn: asyncio.Lock | None = None  # made inside the loop; the window is painted before
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(_LONGEST)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN)
        self._trouble: NotQueued | None = None
        for timer in self._timers():
            timer.timeout.connect(lambda: calls.start(self.keep(), "keep draft"))

    def begin(self, draft: Draft, draft_id: int | None) -> None:
        """Start from this draft: as it stands, there is nothing to keep."""
        self._last, self.draft_id = draft, draft_id
        self._trouble = None
        self._stop()

    def touch(self) -> None:
        """Say that something may have been typed."""
        if not self._is_news(self._read()):
            self._stop()
            return
        self._timer.start()
        if not self._longest.isActive():
            self._longest.start()

    async def rest(self) -> None:
        """Save no more, and wait for a save under way: the draft is about to become a letter."""
        self._stop()
        async with self._one_at_a_time():
            pass

    async def keep(self) -> bool:
        """Keep the draft now, if it has changed since it was last kept. False where it could not be kept."""
        self._stop()
        async with self._one_at_a_time():
            draft = self._read()
            if not self._is_news(draft):
                return True
            result = await self._verbs.keep_draft(draft, self.draft_id)
            if isinstance(result, NotQueued):
                self._fail(result)
                return False
            self._trouble = None
            self._last, self.draft_id = draft, result.id
            self.kept.emit(result.saved_at)
            return True

    def _fail(self, trouble: NotQueued) -> None:
        self._again.start()
        if trouble != self._trouble:
            self._trouble = trouble
            self.failed.emit(trouble)

    def _timers(self) -> tuple[QTimer, ...]:
        return (self._timer, self._longest, self._again)

    def _stop(self) -> None:
        for timer in self._timers():
            timer.stop()

    def _is_news(self, draft: Draft) -> bool:
        """Whether something was written; another account alone does not make a draft of a blank sheet."""
        if self._last is None or self.draft_id is not None:
            return draft != self._last
        return replace(draft, account=self._last.account) != self._last

    def _one_at_a_time(self) -> "asyncio.Lock":
        import asyncio

        if self._turn is None:
            self._turn = asyncio.Lock()
        return self._turn
