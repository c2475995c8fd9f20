"""Runs a check and tells of each step; a newer run ends the one before it."""

from PySide6.QtCore import QObject, Signal

from tegata.accounts.account import Account
from tegata.delivery.notices import CheckStep, Role
from tegata.delivery.verbs import Verbs
from tegata.gui import calls
from tegata.secret import Secret


class CheckRun(QObject):
    """`stepped` carries each step; `ended` whether all of them went well."""

    began = Signal()
    stepped = Signal(object)  # CheckStep
    ended = Signal(bool)

    def __init__(self, verbs: Verbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._number = 0

    def start(self, account: Account, recipient: str | None, passwords: dict[Role, Secret]) -> None:
        """Begin; what an older run still finds is not told any more."""
        calls.start(self.run(account, recipient, passwords), "check")

    def stop(self) -> None:
        """Tell nothing more of a run that is under way."""
        self._number += 1

    async def run(self, account: Account, recipient: str | None, passwords: dict[Role, Secret]) -> None:
        """Walk the way and tell of each step."""
        self._number += 1
        number = self._number
        self.began.emit()
        went_well = True
        async for step in self._verbs.check(account, recipient, passwords=passwords or None):
            if number != self._number:
                return
            went_well = went_well and _is_well(step)
            self.stepped.emit(step)
        if number == self._number:
            self.ended.emit(went_well)


def _is_well(step: CheckStep) -> bool:
    return step.trouble is None
