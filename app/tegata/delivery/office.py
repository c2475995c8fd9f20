"""What those who carry letters share, and nobody above needs to see."""

from dataclasses import dataclass, field

from tegata.delivery.account_book import AccountBook
from tegata.delivery.hearing import Hearing
from tegata.delivery.lessons import Lessons
from tegata.delivery.tools import Tools
from tegata.delivery.windows import Windows
from tegata.store.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Office:
    """What every courier of one profile shares.

    With some recipients refused the user is asked, but not for parcels in `unasked`: there the others get
    their letter.
    """

    outbox: Outbox
    accounts: AccountBook
    windows: Windows
    lessons: Lessons
    hearing: Hearing
    tools: Tools
    unasked: set[int] = field(default_factory=set)
