"""A parcel and what is known of it -> its row in the outbox: what is true, what comes next, what to do."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from tegata.delivery.notices import Progress, Stage
from tegata.gui.badge import Family
from tegata.gui.outbox_row import Deed, Row, Section
from tegata.protocols.outcome import Accepted, Refused
from tegata.relay.diagnosis import Cause, Diagnosis, Remedy
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tegata.words.departures import leaves, zone_line
from tegata.words.gettext import _, ngettext
from tegata.words.outcomes import held_line
from tegata.words.times import countdown, moment, size_of, standstill
from tegata.words.times import due as due_words

_SHOWN_ADDRESSES = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What a row needs besides its parcel.

    `now` is in the user's zone; `statement` is the diagnosis in words; `left` is the measured rest of an
    upload, `still` how long it has not moved; `host` took the letter; `logged_in` tells whether a POP login
    was made for it; `leaves_in` is how long until it leaves by itself.
    """

    now: datetime
    diagnosis: Diagnosis | None = None
    statement: str = ""
    progress: Progress | None = None
    left: timedelta | None = None
    still: timedelta | None = None
    host: str = ""
    logged_in: bool = False
    leaves_in: timedelta | None = None


def read(parcel: Parcel, known: Known) -> Row:
    """Return the parcel's row; raises ValueError for one that was withdrawn, which has none."""
    match parcel.state:
        case ParcelState.HELD:
            return _held(parcel, known)
        case ParcelState.WAITING:
            return _waiting(parcel, known)
        case ParcelState.SENDING:
            return _sending(parcel, known)
        case ParcelState.COMMITTED:
            return _committed(parcel, known)
        case ParcelState.SENT:
            return _sent(parcel, known)
        case ParcelState.FAILED:
            return _failed(parcel, known)
        case ParcelState.UNCERTAIN:
            return _uncertain(parcel, known)
        case ParcelState.WITHDRAWN:
            raise ValueError(f"parcel {parcel.id} was withdrawn")
        case _:
            assert_never(parcel.state)


def _held(parcel: Parcel, known: Known) -> Row:
    match parcel.departure:
        case UndoUntil(span=span) if parcel.leaves_by_itself:
            return _counts_down(parcel, known, span)
        case SendAt() as at if parcel.leaves_by_itself:
            return _leaves_later(parcel, known, at)
    if parcel.hold is HoldReason.SOME_REFUSED:
        row = _refused(parcel, known, Deed.CORRECT_ADDRESS, _("Nothing has been sent yet."))
        return replace(row, deeds=(*row.deeds[:-1], Deed.SEND_TO_OTHERS, row.deeds[-1]))
    if parcel.hold is HoldReason.CANCELLED:
        return _held_for(parcel, known, "circle-minus", (Deed.EDIT, Deed.TRY_NOW))
    if parcel.hold is HoldReason.UNDO_CUT_SHORT:
        return _held_for(parcel, known, "undo-2", (Deed.EDIT, Deed.SEND_AFTER_ALL))
    if parcel.hold is HoldReason.MISSED:
        deeds = (Deed.EDIT, Deed.CHANGE_TIME, Deed.SEND_AFTER_ALL)
        return _held_for(parcel, known, "calendar-clock", deeds)
    if parcel.hold is HoldReason.UNKNOWN:
        row = _held_for(parcel, known, "circle-alert", (Deed.USE_AGAIN,))
        return replace(row, more=(Deed.SAVE_AS, *_transcript(parcel)))  # it is to stay as it is
    icon, deed = _LETS_GO.get(parcel.hold, _BY_TRYING) if parcel.hold else _BY_TRYING
    return _held_for(parcel, known, icon, _with_why(known, deed))


def _held_for(parcel: Parcel, known: Known, icon: str, deeds: tuple[Deed, ...]) -> Row:
    start = _needs_you(parcel)
    line = held_line(parcel)
    return replace(
        start,
        icon=icon,
        fact=line.fact,
        then=line.then,
        server="" if parcel.hold is HoldReason.CANCELLED else _server_words(known),
        deeds=deeds,
        more=_without(start.more, deeds),
    )


def _leaves_later(parcel: Parcel, known: Known, at: SendAt) -> Row:
    moment = at.moment() or parcel.due or parcel.changed_at
    return replace(
        _on_its_way(parcel),
        icon="calendar-clock",
        fact=leaves(at, moment, known.now),
        then=f"· {zone_line(at, moment)}",
        deeds=(Deed.SEND_NOW, Deed.CHANGE_TIME),
        more=(Deed.EDIT, Deed.WITHDRAW),
    )


def _counts_down(parcel: Parcel, known: Known, span: timedelta) -> Row:
    left = max(0, -(-(known.leaves_in or timedelta(0)) // timedelta(seconds=1)))
    return replace(
        _on_its_way(parcel),
        icon="send",
        fact=ngettext("Leaves in {n} second", "Leaves in {n} seconds", left).format(n=left),
        deeds=(Deed.SEND_NOW, Deed.UNDO),
        seconds=left,
        out_of=round(span.total_seconds()),
        order=-1.0,
    )


def _waiting(parcel: Parcel, known: Known) -> Row:
    start = replace(
        _on_its_way(parcel),
        deeds=_with_why(known, Deed.TRY_NOW),
        more=(Deed.EDIT, Deed.HOLD, Deed.WITHDRAW, *_transcript(parcel)),
    )
    if parcel.due is None or parcel.due <= known.now:
        return replace(start, icon="clock", fact=_("Next in line."), then=_first_sentence(known.statement))
    when = due_words(parcel.due, known.now)
    if parcel.tries == 0:
        return replace(start, icon="calendar-clock", fact=_("Leaves {when}").format(when=when))
    return replace(
        start,
        icon="rotate-cw",
        fact=_("Tries again {when}.").format(when=when),
        then=_with_count(_first_sentence(known.statement), parcel.tries + 1),
    )


def _sending(parcel: Parcel, known: Known) -> Row:
    start = replace(_on_its_way(parcel), icon="send", family=Family.ACCENT, deeds=(Deed.CANCEL,))
    progress = known.progress
    stages = progress.stages if progress else frozenset()
    if progress and Stage.SENDING in stages and progress.total:
        how_far = size_of(progress.sent, progress.total)
        fact = _("Sending {how_far}").format(how_far=how_far)
        return replace(start, fact=fact, then=_pace(known), bar=progress.sent / progress.total)
    if Stage.ANSWER in stages:  # heard of before the parcel was fetched again
        return _committed(replace(parcel, changed_at=known.now), known)
    if Stage.LOGGING_IN in stages:
        return replace(start, icon="key-round", fact=_("Logging in by POP…"))
    return replace(start, fact=_("Connecting…"))


def _committed(parcel: Parcel, known: Known) -> Row:
    waited = countdown(known.now - parcel.changed_at)
    fact = _("Waiting for the server’s word, {waited}").format(waited=waited)
    then = _("· all handed over; up to 10 minutes")
    return replace(_on_its_way(parcel), icon="hourglass", fact=fact, then=then)


def _sent(parcel: Parcel, known: Known) -> Row:
    said = _("Accepted by {host}") if known.host else _("Accepted by the server")
    if known.logged_in and known.host:
        said = _("Accepted by {host}, after one POP login")
    return replace(
        _start(parcel, Section.SENT),
        icon="check",
        family=Family.GO,
        then=said.format(host=known.host),
        more=_OF_SENT if parcel.tries else _OF_SENT[:-1],
        at=moment(parcel.changed_at, known.now),
    )


def _failed(parcel: Parcel, known: Known) -> Row:
    remedies = known.diagnosis.remedies if known.diagnosis else ()
    deed = next((_DEED_OF[remedy] for remedy in remedies if remedy in _DEED_OF), Deed.TRY_NOW)
    return _refused(parcel, known, deed, _others_accepted(parcel))


def _refused(parcel: Parcel, known: Known, deed: Deed, others: str) -> Row:
    start = _needs_you(parcel)
    deeds = _with_why(known, deed)
    return replace(
        start,
        icon="mail-x",
        family=Family.DANGER,
        fact=_refused_for(parcel),
        then=" ".join(part for part in (_what_is_wrong(known), others) if part)
        or _("The letter is safe here."),
        server=_server_words(known),
        deeds=deeds,
        more=_without(start.more, deeds),
    )


def _uncertain(parcel: Parcel, known: Known) -> Row:
    broke = _("The line broke at {time}, after the last dot and before the receipt.")
    return replace(
        _needs_you(parcel),
        icon="mail-question-mark",
        fact=_("Perhaps delivered."),
        then=broke.format(time=moment(parcel.changed_at, known.now)),
        deeds=(Deed.LOOK, Deed.IT_ARRIVED, Deed.SEND_AGAIN),
        more=(Deed.WHY, Deed.WITHDRAW, *_transcript(parcel)),
    )


_OF_SENT = (Deed.USE_AGAIN, Deed.SAVE_AS, Deed.HAND_OVER, Deed.TRANSCRIPT)

_BY_TRYING = ("circle-alert", Deed.TRY_NOW)

_LETS_GO = {
    HoldReason.PASSWORD_NEEDED: ("key-round", Deed.ENTER_PASSWORD),
    HoldReason.PASSWORD_REFUSED: ("key-round", Deed.ENTER_PASSWORD),
    HoldReason.SETTINGS: ("settings", Deed.OPEN_SETTINGS),
    HoldReason.TOO_OLD: ("clock", Deed.TRY_NOW),
}
"""What lets a held parcel go, with its icon; any other reason is settled by trying again."""

_DEED_OF = {
    Remedy.POP_LOGIN_AND_RETRY: Deed.LOG_IN_AND_TRY,
    Remedy.ENTER_PASSWORD: Deed.ENTER_PASSWORD,
    Remedy.EDIT_RECIPIENTS: Deed.CORRECT_ADDRESS,
    Remedy.EDIT_LETTER: Deed.EDIT,
    Remedy.OPEN_SETTINGS: Deed.OPEN_SETTINGS,
    Remedy.SWITCH_TO_AUTH: Deed.SWITCH_TO_AUTH,
    Remedy.USE_PORT_587: Deed.OPEN_SETTINGS,
    Remedy.TRY_NOW: Deed.TRY_NOW,
}


def _needs_you(parcel: Parcel) -> Row:
    more = (Deed.EDIT, Deed.WITHDRAW, *_transcript(parcel))
    return replace(_start(parcel, Section.NEEDS_YOU), family=Family.WARN, more=more)


def _on_its_way(parcel: Parcel) -> Row:
    row = _start(parcel, Section.ON_ITS_WAY)
    return replace(row, order=_turn(parcel))


def _start(parcel: Parcel, section: Section) -> Row:
    subject = parcel.subject.strip() or _("(no subject)")
    newest_first = -parcel.changed_at.timestamp()
    return Row(parcel.id, section, subject, _who(parcel), account=parcel.account, order=newest_first)


def _turn(parcel: Parcel) -> float:
    """Those under way stand before all that wait, next due first."""
    if parcel.state in {ParcelState.SENDING, ParcelState.COMMITTED}:
        return 0.0
    return (parcel.due or parcel.queued_at).timestamp()


def _who(parcel: Parcel) -> str:
    addresses = [recipient.address for recipient in parcel.recipients]
    if len(addresses) <= _SHOWN_ADDRESSES:
        return _(", ").join(addresses)
    return ngettext("{n} recipient", "{n} recipients", len(addresses)).format(n=len(addresses))


def _refused_for(parcel: Parcel) -> str:
    refused = sum(isinstance(recipient.outcome, Refused) for recipient in parcel.recipients)
    if refused == len(parcel.recipients) or not refused:
        return _("Refused.") if refused else _("Not sent.")
    return _("Refused for {n} of {m}.").format(n=refused, m=len(parcel.recipients))


def _others_accepted(parcel: Parcel) -> str:
    n = sum(isinstance(recipient.outcome, Accepted) for recipient in parcel.recipients)
    if not n:
        return ""
    return ngettext("The other one was accepted.", "The other {n} were accepted.", n).format(n=n)


def _what_is_wrong(known: Known) -> str:
    found = known.diagnosis
    if found is not None and found.cause is Cause.USER_UNKNOWN and len(found.addresses) == 1:
        return _("{address} does not exist.").format(address=found.addresses[0])
    return _first_sentence(known.statement)


def _first_sentence(words: str) -> str:
    """Return the first sentence with its full stop; a row has no room for the rest, the card has it."""
    for stop in (". ", "。"):
        words = words.split(stop, maxsplit=1)[0]
    return _("{sentence}.").format(sentence=words.rstrip(".。")) if words else ""


def _with_count(reason: str, n: int) -> str:
    ordinals = {2: _("2nd try"), 3: _("3rd try")}
    count = ordinals.get(n) or _("try {n}").format(n=n)
    if not reason:
        return _("({count})").format(count=count)
    return _("{reason} ({count}).").format(reason=reason.rstrip(".。"), count=count)


def _pace(known: Known) -> str:
    if known.still is not None:
        return standstill(known.still)
    return "" if known.left is None else _("about {n} s").format(n=max(1, round(known.left.total_seconds())))


def _with_why(known: Known, deed: Deed) -> tuple[Deed, ...]:
    return (Deed.WHY, deed) if known.diagnosis else (deed,)


def _without(deeds: tuple[Deed, ...], taken: tuple[Deed, ...]) -> tuple[Deed, ...]:
    return tuple(deed for deed in deeds if deed not in taken)


def _transcript(parcel: Parcel) -> tuple[Deed, ...]:
    return (Deed.TRANSCRIPT,) if parcel.tries else ()


def _server_words(known: Known) -> str:
    return known.diagnosis.reply if known.diagnosis else ""
