"""Another mailer on this machine that checks a mailbox on a timer, and whether the mailbox is ours."""

from dataclasses import dataclass
from datetime import timedelta

from tegata.accounts.account import Server


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What the settings of another mailer say: it logs in as `user` at `host`, by POP3 or IMAP."""

    mailer: str
    host: str
    user: str
    every: timedelta


def watches(neighbour: Neighbour, mailbox: Server) -> bool:
    """Whether the neighbour logs in to this mailbox, as far as names of hosts and users tell.

    One provider's servers often differ in the first label only (`pop.`, `imap.`), and a user may be written
    with or without the domain.
    """
    return _same_host(neighbour.host, mailbox.host) and _same_user(neighbour.user, mailbox.user)


def _same_host(one: str, other: str) -> bool:
    labels = [host.casefold().rstrip(".").split(".") for host in (one, other)]
    return labels[0] == labels[1] or (labels[0][1:] == labels[1][1:] and _is_a_name(labels[0][1:]))


def _is_a_name(labels: list[str]) -> bool:
    """Whether these labels can be a provider's domain: not a mere ending, and no part of an address."""
    return len(labels) >= 2 and not labels[-1].isdigit()


def _same_user(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    if "@" in one and "@" in other:
        return one == other
    return bool(one) and one.partition("@")[0] == other.partition("@")[0]
