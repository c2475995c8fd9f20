"""Weighs what a reply says: every row of wording that fits votes for its cause; codes may tip the scale."""

from dataclasses import dataclass
from functools import lru_cache

from tegata.protocols.outcome import Phase
from tegata.relay import (
    wording_letter,
    wording_line,
    wording_login,
    wording_recipient,
    wording_relay,
    wording_sender,
    wording_vague,
)
from tegata.relay.codes import BY_CODE, BY_TAG
from tegata.relay.diagnosis import Cause, Confidence
from tegata.relay.rule import Rule
from tegata.relay.said import Said, take_apart

RELAY_FAMILY = frozenset(
    {
        Cause.NEEDS_POP_BEFORE_SMTP,
        Cause.RELAY_DENIED,
        Cause.RELAY_DENIED_AUTH_NEEDED,
        Cause.RELAY_DENIED_NEVER,
        Cause.AUTH_REQUIRED,
    }
)
"""The causes that a proof of who we are may settle."""

FROM_A_SERVER: tuple[Rule, ...] = (
    *wording_relay.POP_FIRST,
    *wording_relay.RELAYING,
    *wording_relay.IDENTITY,
    *wording_login.CREDENTIALS,
    *wording_login.MECHANISMS,
    *wording_login.STATE_OF_THE_ACCOUNT,
    *wording_login.SAFE_LINE,
    *wording_sender.OWNERSHIP,
    *wording_sender.REJECTION,
    *wording_sender.RATE,
    *wording_sender.WHERE_FROM,
    *wording_sender.NETEASE,
    *wording_recipient.EXISTENCE,
    *wording_recipient.WILLINGNESS,
    *wording_recipient.ROOM,
    *wording_letter.SIZE,
    *wording_letter.CONTENT,
    *wording_letter.ORDER,
    *wording_letter.LINE_ENDS,
    *wording_letter.LATER,
)

FROM_THIS_SIDE: tuple[Rule, ...] = (*wording_line.NO_REPLY, *wording_line.TLS)

_TO_RELAY = RELAY_FAMILY - {Cause.AUTH_REQUIRED}
_DISGUISES = frozenset({Cause.USER_UNKNOWN, Cause.RECIPIENT_REFUSED})

_LAST_LINE = 1.5
"""What it adds that a cause's words stand in the last line of several."""

_STAGE_OF_CODE = {
    "-err": Phase.POP,
    "432": Phase.AUTH,
    "534": Phase.AUTH,
    "535": Phase.AUTH,
    "538": Phase.AUTH,
}
"""Where a reply can only have been said, if nobody tells."""

_QUOTED = 0.6

_CLEAR = 1.0
"""The lead at which nobody else is named."""

_SURE = 7.5


@dataclass(frozen=True, slots=True)
class Reading:
    """The cause that a reply speaks for, how surely, and the runner-up where it is not sure."""

    cause: Cause
    confidence: Confidence
    second: Cause | None = None


@lru_cache(maxsize=256)
def read(text: str, phase: Phase | None, *, by_server: bool | None = True) -> Reading:
    """Return what a refusal or failure means. `by_server` is None where it is not known who worded it."""
    said = take_apart(text)
    if by_server is not False:
        phase = phase or _STAGE_OF_CODE.get(said.code)
    words = _weigh(said, phase, by_server=by_server)
    if not _TO_RELAY.isdisjoint(words):
        # A refusal to relay is often dressed as an objection to the recipient; the other way round never.
        words = {cause: worth for cause, worth in words.items() if cause not in _DISGUISES}
    codes = _codes(said, phase, words) if by_server is not False else {}
    total = {cause: words.get(cause, 0.0) + codes.get(cause, 0.0) for cause in {*words, *codes}}
    ranked = sorted(total, key=lambda cause: (-total[cause], list(Cause).index(cause)))
    if not ranked:
        return Reading(Cause.SERVER_TEMPORARY, Confidence.GUESS)
    best, *others = ranked
    second = next(iter(others), None)
    lead = total[best] - (total[second] if second else 0.0)
    strength = max(words.get(best, 0.0), codes.get(best, 0.0))
    if best not in words and strength < _SURE:
        return Reading(best, Confidence.GUESS, second)
    if strength >= _SURE and lead >= _CLEAR:
        return Reading(best, Confidence.CERTAIN)
    return Reading(best, Confidence.LIKELY, second)


def is_vague(text: str, phase: Phase) -> bool:
    """Whether the wording blames one thing and may as well mean another, which the context has to tell."""
    said = take_apart(text)
    return any(phase in rule.at and rule.fits(said) for rule in wording_vague.VAGUE)


def is_about_the_mailbox(text: str, phase: Phase) -> bool:
    """Whether a limit is the recipient's, who gets too much, and not the sender's, for all recipients."""
    said = take_apart(text)
    return any(phase in rule.at and rule.fits(said) for rule in wording_recipient.TOO_MUCH_FOR_IT)


def _weigh(said: Said, phase: Phase | None, *, by_server: bool | None) -> dict[Cause, float]:
    if by_server or (by_server is None and said.code):
        return _words(said, phase, FROM_A_SERVER)
    # A program may quote a server in its own complaint; what it says itself counts for more.
    quoted = {cause: worth * _QUOTED for cause, worth in _words(said, phase, FROM_A_SERVER).items()}
    return quoted | _words(said, phase, FROM_THIS_SIDE)


def _words(said: Said, phase: Phase | None, rules: tuple[Rule, ...]) -> dict[Cause, float]:
    found: dict[Cause, float] = {}
    for rule in rules:
        worth = rule.worth(phase, by_number=said.code.isdigit())
        known = found.get(rule.cause, 0.0)
        if worth and worth + _LAST_LINE > known and rule.fits(said):
            worth += _LAST_LINE if rule.is_in_the_last_line(said) else 0.0
            found[rule.cause] = max(worth, known)
    return found


def _codes(said: Said, phase: Phase | None, words: dict[Cause, float]) -> dict[Cause, float]:
    found: dict[Cause, float] = {}
    for row in (*BY_TAG, *BY_CODE):
        if row.fits(said, phase):
            leaning = [cause for cause in row.causes if cause is row.causes[0] or cause in words]
            found |= {cause: max(row.weight, found.get(cause, 0.0)) for cause in leaning}
    return found
