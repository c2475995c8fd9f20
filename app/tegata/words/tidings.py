"""The words of a notice on the desktop. They may be read over a shoulder, so they name no addresses.

What a server said does not go in: the notice would show it as the desktop's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tegata.delivery.tidings import needs_a_word
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tegata.words.gettext import _, ngettext
from tegata.words.outcomes import held_line, parcel_line

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """Plain text, both."""

    headline: str
    body: str = ""


def notice(parcels: Sequence[Parcel], now: datetime, *, locked: bool) -> Notice:
    """Return the one notice for these letters (one at least); on a locked screen it names none of them."""
    asking = [parcel for parcel in parcels if needs_a_word(parcel)]
    if locked:
        return Notice(_headline(len(asking), len(parcels)))
    if len(parcels) == 1:
        return _of_one(parcels[0], now)
    return Notice(_headline(len(asking), len(parcels)), _names(asking or parcels))


def not_left_yet(letters: int) -> str:
    """Return that so many letters still wait."""
    words = ngettext("{n} letter has not left yet", "{n} letters have not left yet", letters)
    return words.format(n=letters)


def need_a_word(letters: int) -> str:
    """Return that so many letters wait for a decision."""
    words = ngettext("{n} letter needs a word from you", "{n} letters need a word from you", letters)
    return words.format(n=letters)


def _headline(asking: int, letters: int) -> str:
    return need_a_word(asking) if asking else not_left_yet(letters)


def _of_one(parcel: Parcel, now: datetime) -> Notice:
    line = parcel_line(parcel, now)
    name = _name(parcel)
    match parcel.state:
        case ParcelState.FAILED:
            return Notice(_("A letter was refused"), f"{name}\n" + _("It is safe in the outbox."))
        case ParcelState.UNCERTAIN:
            return Notice(_("A letter was perhaps delivered"), f"{name}\n{line.then}")
        case ParcelState.HELD:
            return Notice(need_a_word(1), f"{name}\n{_question(parcel)}")
        case _:
            return Notice(not_left_yet(1), f"{name}\n{line.fact}")


def _question(parcel: Parcel) -> str:
    line = held_line(parcel)
    return line.then if parcel.hold is HoldReason.SOME_REFUSED else line.fact  # that fact is addresses


def _names(parcels: Sequence[Parcel]) -> str:
    names = [_name(parcel) for parcel in parcels[:_NAMED]]
    if len(parcels) > _NAMED:
        names.append("…")
    return "\n".join(names)


def _name(parcel: Parcel) -> str:
    return _("“{subject}”").format(subject=parcel.subject or _("(no subject)"))
