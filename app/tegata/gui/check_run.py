"""Runs a check and tells of each step; a newer run ends the one before it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tegata.accounts.account import Account
from tegata.delivery.notices import Role
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.secret import Secret


class CheckRun(QObject):
    """`stepped` carries each step; `ended` whether all of them went well; `stopped` comes instead of that."""

    began = Signal()
    stepped = Signal(object)  # CheckStep
    ended = Signal(bool)
    stopped = Signal()

    def __init__(self, verbs: Verbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._number = 0
        self._hang_up: Callable[[], object] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a check is under way."""
        return self._hang_up is not None

    def start(self, account: Account, recipient: str | None, passwords: dict[Role, Secret]) -> None:
        """Begin; an older run ends."""
        self._drop()
        calls.start(self.run(account, recipient, passwords), "check")

    def stop(self) -> None:
        """End a run that is under way: its lines are dropped, and nothing more is told of it."""
        if self.is_running:
            self._drop()
            self.stopped.emit()

    async def run(self, account: Account, recipient: str | None, passwords: dict[Role, Secret]) -> None:
        """Walk the way and tell of each step."""
        import asyncio

        self._drop()
        number = self._number
        task = asyncio.current_task()
        self._hang_up = task.cancel if task is not None else None
        self.began.emit()
        went_well = True
        try:
            steps = self._verbs.check(account, recipient, passwords=passwords or None)
            async for step in steps:
                went_well = went_well and step.trouble is None
                self.stepped.emit(step)
        finally:
            if number == self._number:
                self._hang_up = None
        if number == self._number:
            self.ended.emit(went_well)

    def _drop(self) -> None:
        self._number += 1
        if self._hang_up is not None:
            self._hang_up()
            self._hang_up = None
