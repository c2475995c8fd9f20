"""The outbox window: shown as soon as it is wanted, for it is made ahead, and never all in one go."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import Change
from tegata.gui import calls
from tegata.store.departure import UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState

if TYPE_CHECKING:
    from asyncio import Lock

    from tegata.gui.desk_errands import DeskErrands
    from tegata.gui.outbox_window import OutboxWindow

_PAUSE_MS = 4000
"""After letters were counted: at the start a compose window is made in reserve first."""


class DeskOutbox:
    """Makes the window once, shows it and passes on what happens.

    It costs 7 MB, and a stall that would be seen. So it is made ahead only where letters wait: whoever merely
    writes and sends does without. Opened before, it comes a few turns of the loop later.
    """

    def __init__(self, errands: "Callable[[], DeskErrands]", welcome: Callable[[QWidget], None]) -> None:
        self.window: OutboxWindow | None = None
        self._errands = errands
        self._welcome = welcome
        self._awaited = 0
        self._over = False
        self._turn: Lock | None = None
        self._soon = QTimer(singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(lambda: calls.start(self.prepare(), "desk: prepare outbox"))

    @property
    def is_awaited(self) -> bool:
        """Whether it will be shown in a moment."""
        return self._awaited > 0

    def open(self, parcel_id: int | None = None) -> None:
        """Show the window, at that parcel if one is named."""
        if self.window is None:
            self._awaited += 1
            calls.start(self._open_when_made(parcel_id), "desk: open outbox")
        else:
            self._show(self.window, parcel_id)

    def hear(self, change: Change) -> None:
        """Pass on one change, where there is a window."""
        if self.window is not None:
            self.window.hear(change)

    def expect(self, parcels: Sequence[Parcel]) -> None:
        """Make the window in a while, unless there is one, or nobody will look for these letters in it."""
        wanted = len(parcels) > 1 or any(not _is_leaving(parcel) for parcel in parcels)
        if not wanted:
            self._soon.stop()
        elif self.window is None and not self._over and not self._soon.isActive():
            self._soon.start()

    async def prepare(self) -> None:
        """Make the window now, unless there is one, with the letters in it."""
        from asyncio import sleep

        window = await self._made()
        if window is not None:
            await window.fetch()
        for _round in ("the rows", "the rows beside the scroll bar that they have brought"):
            if self.window is window is not None:
                window.grab()
                await sleep(0)

    async def rest(self) -> None:
        """Let what is being fetched come, and fetch nothing more."""
        if self.window is not None:
            await self.window.rest()

    def let_go(self) -> None:
        """Throw the window away, and make none any more: the program ends."""
        self._over = True
        self._soon.stop()
        window, self.window = self.window, None
        if window is not None:
            window.hide()
            window.deleteLater()

    async def _made(self) -> "OutboxWindow | None":
        """Return the window, made now if need be; None when all is over."""
        async with self._one_at_a_time():
            if self.window is None:
                await self._make()
        return self.window

    async def _open_when_made(self, parcel_id: int | None) -> None:
        try:
            window = await self._made()
        finally:
            self._awaited -= 1
        if window is not None:
            self._show(window, parcel_id)

    async def _make(self) -> None:
        """Load, build and lay out the window; between any two of these others have their turn."""
        from asyncio import sleep

        errands = self._errands()
        await sleep(0)
        import tegata.gui.outbox_window  # noqa: F401 - loading takes as long as building

        await sleep(0)
        if not self._over:
            self.window = errands.make_outbox()
            await sleep(0)
        if self.window is not None:
            self.window.grab()  # what a first showing takes: styles, layout, the shapes of the letters

    def _show(self, window: "OutboxWindow", parcel_id: int | None) -> None:
        self._welcome(window)
        if parcel_id is not None:
            calls.start(self._reveal(window, parcel_id), "desk: reveal")

    async def _reveal(self, window: "OutboxWindow", parcel_id: int) -> None:
        await window.fetch()
        if self.window is window:
            window.reveal(parcel_id)

    def _one_at_a_time(self) -> "Lock":
        from asyncio import Lock

        self._turn = self._turn or Lock()
        return self._turn


def _is_leaving(parcel: Parcel) -> bool:
    """Whether the letter's own window shows how it fares, or its password is being asked for."""
    match parcel.state:
        case ParcelState.SENDING | ParcelState.COMMITTED:
            return True
        case ParcelState.WAITING:
            return parcel.tries == 0
        case ParcelState.HELD:
            undone = parcel.leaves_by_itself and isinstance(parcel.departure, UndoUntil)
            return undone or parcel.hold is HoldReason.PASSWORD_NEEDED
        case _:
            return False
