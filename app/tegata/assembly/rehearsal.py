"""Practice mode: the provider on this machine, as the strip in the window sees and moves it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tegata.accounts.account import Security
from tegata.gui import calls
from tegata.gui.practice_controls import DeliveredLetter

if TYPE_CHECKING:
    from tegata.delivery.post_office import PostOffice
    from tegata.practice.provider import PracticeProvider

_BEFORE_IT_RUNS = "C"
_WINDOW = timedelta(minutes=10)


class Rehearsal:
    """Implements `PracticeControls`. The provider arrives after the window is painted."""

    def __init__(self) -> None:
        self._provider: PracticeProvider | None = None
        self._office: PostOffice | None = None
        self._listeners: set[Callable[[], None]] = set()

    async def start(self, office: "PostOffice") -> "PracticeProvider":
        """Start the provider, and give the office an account there. Raises OSError without a free port."""
        from tegata.delivery.notices import Role
        from tegata.practice.account import practice_account
        from tegata.practice.provider import start_provider
        from tegata.tasks import spawn

        provider = self._provider = await start_provider(window=_WINDOW)
        self._office = office
        account = practice_account(provider)
        await office.save_account(account)
        for role in Role:
            await office.password_given(account.name, role, provider.password, keep=False)
        spawn(self._listen(provider), "practice: listen")
        self._tell()
        return provider

    def auth_ports(self) -> tuple[tuple[int, Security], ...]:
        """Return where the provider offers SMTP AUTH; nowhere before it runs."""
        return ((self._provider.here.submission_port, Security.NONE),) if self._provider is not None else ()

    @property
    def line(self) -> str:
        """See `PracticeControls`."""
        return self._provider.line.value if self._provider is not None else _BEFORE_IT_RUNS

    def set_line(self, line: str) -> None:
        """See `PracticeControls`. Staying where one is moves nothing, or a good window would be lost."""
        if line != self.line:
            calls.start(self._move(line), "practice: move")

    @property
    def window(self) -> timedelta:
        """See `PracticeControls`."""
        return self._provider.window if self._provider is not None else _WINDOW

    def set_window(self, window: timedelta) -> None:
        """See `PracticeControls`. The account is not told: providers do not tell either."""
        if self._provider is not None:
            self._provider.set_window(window)
            self._tell()

    @property
    def loses_receipts(self) -> bool:
        """See `PracticeControls`."""
        return self._provider is not None and self._provider.loses_receipts

    def lose_receipts(self, lose: bool) -> None:  # noqa: FBT001 - as a switch's setter
        """See `PracticeControls`."""
        if self._provider is not None:
            self._provider.lose_receipts(lose)
            self._tell()

    def delivered(self) -> Sequence[DeliveredLetter]:
        """See `PracticeControls`."""
        if self._provider is None:
            return ()
        return [
            DeliveredLetter(each.at, each.sender, each.recipients, _subject(each.content), each.line.value)
            for each in reversed(self._provider.delivered)
        ]

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """See `PracticeControls`."""
        self._listeners.add(changed)
        return lambda: self._listeners.discard(changed)

    async def _move(self, line: str) -> None:
        from tegata.practice.lines import Line

        if self._provider is not None and self._office is not None:
            await self._provider.move(Line(line))
            await self._office.travels.moved()

    async def _listen(self, provider: "PracticeProvider") -> None:
        async for _happening in provider.happenings():
            self._tell()

    def _tell(self) -> None:
        for changed in tuple(self._listeners):
            changed()


def _subject(content: bytes) -> str:
    from email import message_from_bytes, policy

    return str(message_from_bytes(content, policy=policy.default).get("Subject", ""))
