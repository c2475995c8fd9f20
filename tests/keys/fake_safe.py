"""A keyring in memory that can be locked, fail, or hang."""

import threading
from dataclasses import dataclass, field


class RawError(Exception):
    """Something a back end raises that no library has wrapped."""


@dataclass(slots=True)
class FakeSafe:
    """Set `locked`, `failure` or `hangs`, and watch `entries`."""

    entries: dict[str, str] = field(default_factory=dict)
    locked: bool = False
    failure: Exception | None = None
    hangs: threading.Event | None = None
    prompts: int = 0
    user_says_yes: bool = True
    errors: tuple[type[Exception], ...] = (RawError,)

    def is_locked(self) -> bool:
        return self.locked

    def unlock(self) -> None:
        self.prompts += 1
        self._act()
        self.locked = not self.user_says_yes

    def get(self, entry: str) -> str | None:
        self._act()
        return self.entries.get(entry)

    def set(self, entry: str, text: str) -> None:
        self._act()
        self.entries[entry] = text

    def delete(self, entry: str) -> None:
        self._act()
        self.entries.pop(entry, None)

    def _act(self) -> None:
        if self.hangs is not None:
            self.hangs.wait()
        if self.failure is not None:
            raise self.failure
