"""What an account's servers have shown, for a person at home. Nothing is said that is not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from tegata.relay.learned import Learned
from tegata.words.gettext import _
from tegata.words.times import in_minutes, spoken

_WORTH_SAYING = 60.0
"""Seconds: that a login counts right after it was made goes without saying."""
_ROUND_MINUTES = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class LearnedFact:
    """A sentence, and the icon that suits it."""

    icon: str
    sentence: str


def learned_facts(learned: Learned) -> tuple[LearnedFact, ...]:
    """Return what is worth telling, the window first."""
    return tuple(_facts(learned))


@dataclass(frozen=True, slots=True)
class Shortened:
    """A note for where the window has become shorter than the setting says: two sentences, and the button."""

    headline: str
    detail: str
    button: str


def shortened(span: timedelta) -> Shortened:
    """Return what to say where the window now seems to be this long."""
    words = rough(span)
    return Shortened(
        _("The window now seems to be only {span}.").format(span=words),
        _("Tegata already goes by that. Change the setting too?"),
        _("Set t&o {span}").format(span=words),
    )


def shortened_briefly(span: timedelta) -> str:
    """Return the same for one line of a list of facts."""
    return _("seems to be only {span} now").format(span=rough(span))


def rough(span: timedelta) -> str:
    """Return a span that was observed: whole minutes, or seconds below two of them."""
    if span < _ROUND_MINUTES:
        return spoken(timedelta(seconds=round(span.total_seconds())))
    return in_minutes(timedelta(minutes=round(span / timedelta(minutes=1))))


def learned_window(learned: Learned) -> str:
    """Return how long a login has counted; empty where nothing worth telling is known."""
    accepted, refused = learned.accepted_at, learned.refused_at
    spans = {
        "accepted": rough(timedelta(seconds=accepted or 0)),
        "refused": rough(timedelta(seconds=refused or 0)),
    }
    worth = accepted is not None and accepted >= _WORTH_SAYING
    if worth and refused is not None:
        return _("This server has accepted {accepted} after login and refused after {refused}.").format(
            **spans
        )
    if worth:
        return _("This server has accepted {accepted} after login.").format(**spans)
    if refused is not None:
        return _("This server has refused {refused} after login.").format(**spans)
    return ""


def _facts(learned: Learned) -> Iterator[LearnedFact]:
    if window := learned_window(learned):
        yield LearnedFact("timer", window)
    if learned.counts_after is not None:
        after = rough(timedelta(seconds=max(1.0, learned.counts_after)))
        sentence = _("A login takes about {span} to count here. Tegata waits for that.").format(span=after)
        yield LearnedFact("hourglass", sentence)
    if learned.login_first:
        yield LearnedFact(
            "log-in", _("This server decides when Tegata connects, so Tegata logs in before that.")
        )
    if learned.throttles_logins:
        yield LearnedFact("clock", _("This mailbox minds logins that follow each other closely."))
    if learned.offers_auth:
        yield LearnedFact("key-round", _("The mail server offers SMTP AUTH, too."))
