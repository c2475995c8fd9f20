"""What those who carry letters share, and nobody above needs to see."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from tegata.accounts.account import Account
from tegata.delivery.account_book import AccountBook
from tegata.delivery.hearing import Hearing
from tegata.delivery.lessons import Lessons
from tegata.delivery.tools import Tools
from tegata.delivery.waits import Waits
from tegata.delivery.windows import Windows
from tegata.store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Office:
    """What every courier of one profile shares.

    With some recipients refused the user is asked, but not for parcels in `unasked`: there the others get
    their letter. Those in `asked_for` are tried next, whatever is known of their server. `process` is a name
    that no other process has, now or later.
    """

    outbox: Outbox
    accounts: AccountBook
    windows: Windows
    lessons: Lessons
    hearing: Hearing
    tools: Tools
    waits: Waits
    unasked: set[int] = field(default_factory=set)
    asked_for: set[int] = field(default_factory=set)
    process: str = field(default_factory=lambda: secrets.token_hex(8))

    async def learn(self, account: Account, **changes: Any) -> None:
        """Take in what the account's servers have shown (`Lessons.learn`), unless it has others by now."""
        if self.accounts.still_uses(account):
            await self.lessons.learn(account.name, **changes)
