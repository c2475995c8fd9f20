"""What a server does with letters that come without AUTH: what to ask, and what is to be remembered of it."""

from tegata.mail.envelope import Envelope
from tegata.protocols.shortcuts import Shortcuts, Stranger
from tegata.relay.learned import Learned

EVERYBODY = "*"
_MOST_ASKED = 3
"""Domains that are asked for: each leaves a refusal in the server's log, and too many look like an attack."""


def shortcuts_for(envelope: Envelope, learned: Learned) -> Shortcuts:
    """Return what may be saved for this envelope; it flies with AUTH only where no stranger could send it."""
    refused = set(learned.refused_to_strangers)
    if EVERYBODY in refused or all(_domain(to) in refused for to in envelope.recipients):
        return Shortcuts(not learned.chunking_fails, letter_with_auth=True)
    if len(learned.asked_as_stranger) >= _MOST_ASKED:
        return Shortcuts(not learned.chunking_fails)
    unasked = (to for to in envelope.recipients if _domain(to) not in learned.asked_as_stranger)
    return Shortcuts(not learned.chunking_fails, ask_as_stranger=next(unasked, None))


def lesson(stranger: Stranger | None, asked: str | None, learned: Learned) -> dict[str, tuple[str, ...]]:
    """Return the fields of `Learned` that an answer changes."""
    if stranger is None:
        return {}
    asked_for = (
        (*learned.asked_as_stranger, _domain(asked)) if asked is not None else learned.asked_as_stranger
    )
    match stranger:
        case Stranger.REFUSED_AT_ONCE:
            return {"refused_to_strangers": (EVERYBODY,), "asked_as_stranger": asked_for}
        case Stranger.REFUSED if asked is not None:
            refused = (*learned.refused_to_strangers, _domain(asked))
            return {"refused_to_strangers": refused, "asked_as_stranger": asked_for}
        case Stranger.WELCOME if asked is None:  # AUTH failed, and yet the recipient was taken
            return {"refused_to_strangers": ()}
        case _:
            return {"asked_as_stranger": asked_for}


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
