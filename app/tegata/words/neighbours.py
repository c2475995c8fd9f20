"""What other mailers on this machine hide: that sending works because they happen to log in."""

from collections.abc import Sequence
from dataclasses import dataclass

from tegata.accounts.account import Account, Login
from tegata.accounts.neighbour import Neighbour, watches
from tegata.words.gettext import _
from tegata.words.times import in_minutes

_MOST = 3  # sentences; a fourth mailer would tell nothing new


@dataclass(frozen=True, slots=True)
class Hidden:
    """A note: which mailers check this mailbox, a line for each, and what follows from it."""

    headline: str
    detail: str


def hidden_by(neighbours: Sequence[Neighbour], account: Account) -> Hidden | None:
    """Return what other mailers hide from the user of this account.

    None where none of them watches the mailbox, and where a login to it has nothing to do with sending.
    """
    if account.pop is None or account.submission.login is Login.PASSWORD:
        return None
    found = _quickest_of_each([each for each in neighbours if watches(each, account.pop)])
    if not found:
        return None
    always = found[0].every <= account.pop_before_send.window
    return Hidden("\n".join(_checks(each) for each in found[:_MOST]), _so(always=always))


def _quickest_of_each(neighbours: Sequence[Neighbour]) -> list[Neighbour]:
    """Return one for each mailer, the quickest first: a mailer may have the mailbox in two profiles."""
    by_haste = sorted(neighbours, key=lambda each: each.every)
    return list({each.mailer: each for each in reversed(by_haste)}.values())[::-1]


def _checks(neighbour: Neighbour) -> str:
    words = _("{mailer} checks this mailbox every {interval}.")
    return words.format(mailer=neighbour.mailer, interval=in_minutes(neighbour.every))


def _so(*, always: bool) -> str:
    if always:
        return _(
            "That is why sending worked without Tegata’s own login. Turn it off there, and Tegata still"
            " sends."
        )
    return _(
        "That opens the window now and then, by luck, without Tegata’s own login. Turn it off there, and"
        " Tegata still sends."
    )
