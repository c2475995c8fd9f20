"""Keeps the draft while it is typed: a second after the last key, at most ten after the first not kept.

With it, and three seconds after the cursor alone has moved, it keeps where the cursor stands.
"""

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from tegata.delivery.notices import NotQueued
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.mail.draft import Draft, Place

if TYPE_CHECKING:
    import asyncio

_PAUSE = 1000  # milliseconds after the last key
_LONGEST = 10_000  # milliseconds; who types without a pause is kept, too
_AGAIN = 15_000  # milliseconds after a save that failed
_STILL = 3000  # milliseconds after the last move of the cursor


class DraftKeeper(QObject):
    """Asks `read` for the draft when there is something to keep, and `where` for the cursor's place in it.

    `read` returns None once the draft has become a letter: then there is nothing to keep.
    """

    kept = Signal(datetime)
    failed = Signal(object)  # NotQueued, once until it is another or saving works again

    def __init__(
        self, verbs: Verbs, read: Callable[[], Draft | None], where: Callable[[], Place], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.draft_id: int | None = None
        self._verbs = verbs
        self._read = read
        self._where = where
        self._last: Draft | None = None
        self._place: Place | None = None  # as it is on disk
        self._closed = False
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
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL)
        self.trouble: NotQueued | None = None  # why the last save failed
        for timer in (*self._timers(), self._still):
            timer.timeout.connect(lambda: calls.start(self.keep(), "keep draft"))

    def begin(self, draft: Draft, draft_id: int | None) -> None:
        """Start from this draft: as it stands, there is nothing to keep but that it is open now."""
        self._last, self.draft_id = draft, draft_id
        self.trouble = None
        self._closed = False
        self._stop()
        self.say_open()

    def touch(self) -> None:
        """Say that something may have been typed."""
        if not self.has_news():
            self._stop()
            return
        self._timer.start()
        if not self._longest.isActive():
            self._longest.start()

    def move(self) -> None:
        """Say that the cursor may have moved. What is not kept has no place on disk either."""
        if self.draft_id is not None:
            self._still.start()

    def say_open(self) -> None:
        """Say that the draft is open, and that this is not on disk."""
        self._place = None
        self.move()

    def has_news(self) -> bool:
        """Whether something has been written since it was last kept."""
        draft = self._read()
        return draft is not None and self._is_news(draft)

    @contextlib.asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Save nothing meanwhile, after a save under way: the draft is about to become a letter.

        Who wants it kept or closed waits until that is decided.
        """
        self._stop()
        self._still.stop()
        async with self._one_at_a_time():
            yield

    async def keep(self) -> bool:
        """Keep the draft now, if it has changed since it was last kept. False where it could not be kept."""
        self._stop()
        self._still.stop()
        async with self._one_at_a_time():
            return self._closed or await self._keep(self._where())

    async def close(self) -> bool:
        """Keep the draft now, as one that is open no longer. False where it could not be."""
        self._stop()
        self._still.stop()
        async with self._one_at_a_time():
            self._closed = self._closed or await self._keep(None)
            return self._closed

    async def _keep(self, place: Place | None) -> bool:
        draft = self._read()
        if draft is None:
            return True
        if not self._is_news(draft):
            await self._mark(place)
            return True
        result = await self._verbs.keep_draft(draft, self.draft_id, place)
        if isinstance(result, NotQueued):
            self._fail(result)
            return False
        self.trouble = None
        self._last, self.draft_id, self._place = draft, result.id, place
        self.kept.emit(result.saved_at)
        return True

    async def _mark(self, place: Place | None) -> None:
        if self.draft_id is None or (place is not None and place == self._place):
            return
        with contextlib.suppress(OSError):  # the letter is on disk; where the cursor stands is worth no word
            await self._verbs.mark_draft(self.draft_id, place)
            self._place = place

    def _fail(self, trouble: NotQueued) -> None:
        self._again.start()
        if trouble != self.trouble:
            self.trouble = trouble
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
