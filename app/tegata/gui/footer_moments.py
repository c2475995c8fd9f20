"""What the footer shows from Send to the end, as values: one function for each moment."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tegata.delivery.notices import NotQueued, Progress, Stage
from tegata.gui.badge import Family
from tegata.gui.ring import RingLook, RingState, look_of
from tegata.gui.stepper import Step, StepState
from tegata.mail.address import called
from tegata.mail.draft import Draft
from tegata.relay.window import WindowState, WindowStatus
from tegata.store.departure import SendAt
from tegata.store.parcel import Attempt, HoldReason, Parcel, ParcelState
from tegata.words.causes import Explained
from tegata.words.departures import leaves, zone_line
from tegata.words.gettext import _, ngettext
from tegata.words.outcomes import held_line, not_queued, parcel_line
from tegata.words.times import clock_seconds, countdown, size_of, standstill


class Tone(StrEnum):
    """The footer's ground."""

    CALM = "chrome"
    ACCENT = "accent-soft"
    WARN = "warn-soft"
    DANGER = "danger-soft"


class FooterDeed(StrEnum):
    """What the buttons at the right do."""

    CANCEL = "cancel"
    CLOSE = "close"
    SHOW_IN_OUTBOX = "show-in-outbox"
    NEW_LETTER = "new-letter"
    TRY_AGAIN = "try-again"
    TRY_NOW = "try-now"
    SEND_NOW = "send-now"
    UNDO = "undo"
    SEND_TO_OTHERS = "send-to-others"
    WHY = "why"
    EDIT = "edit"
    SWITCH_ON = "switch-on"
    ENTER_PASSWORD = "enter-password"  # noqa: S105 - the name of a deed


@dataclass(frozen=True, slots=True)
class BadgeLook:
    """A badge before the words."""

    family: Family
    icon: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One footer. `second` and `steps` share the second line; `deeds` from quiet to strong.

    Where it is narrow, `brief` stands in the place of `second`, if there is one.
    """

    sign: RingLook | BadgeLook
    headline: str
    aside: str = ""
    second: str = ""
    brief: str = ""
    steps: tuple[Step, ...] = ()
    bar: float | None = None
    deeds: tuple[FooterDeed, ...] = ()
    tone: Tone = Tone.CALM
    closes_itself: bool = False
    spoken: str = field(default="", compare=False)  # announced when the moment begins


_ORDER = (Stage.LOGGING_IN, Stage.CONNECTING, Stage.SENDING, Stage.ANSWER)


def handed_over(status: WindowStatus) -> Moment:
    """Return the moment after Send: the letter is on disk, nothing has begun yet."""
    login = _needs_login(status)
    return Moment(
        RingLook(RingState.CLOSED) if login else look_of(status),
        _("Saved in the outbox"),
        _("You can close this window; the letter goes on."),
        steps=_steps(frozenset(), login=login),
        deeds=(FooterDeed.CANCEL,),
    )


def can_be_undone(draft: Draft, left: timedelta, span: timedelta, leaves: datetime) -> Moment:
    """Return the seconds after Send in which it can be undone; `left` of `span` remain until `leaves`."""
    seconds = max(0, -(-left // timedelta(seconds=1)))
    at = clock_seconds(leaves)
    share = min(1.0, max(0.0, left / span)) if span else 0.0
    spoken = ngettext(
        "Sending in {n} second. Control Z to undo", "Sending in {n} seconds. Control Z to undo", seconds
    )
    return Moment(
        RingLook(RingState.SECONDS, left=share, middle=str(seconds)),
        _sending_to(draft),
        second=_("Saved in the outbox. Leaves at {time}").format(time=at),
        brief=_("Leaves {when}").format(when=_("at {time}").format(time=at)),
        deeds=(FooterDeed.SEND_NOW, FooterDeed.UNDO),
        tone=Tone.ACCENT,
        spoken=spoken.format(n=seconds),
    )


def leaves_later(at: SendAt, moment: datetime, now: datetime) -> Moment:
    """Return the moment for a letter that waits for its time."""
    headline = leaves(at, moment, now)
    zone = zone_line(at, moment)
    return Moment(
        BadgeLook(Family.NEUTRAL, "calendar-clock"),
        headline,
        second=_("{zone}. Saved in the outbox; Tegata must be running then.").format(zone=zone),
        brief=zone,
        deeds=(FooterDeed.SHOW_IN_OUTBOX, FooterDeed.UNDO),
        closes_itself=True,
        spoken=f"{headline}, {zone}",
    )


def under_way(
    progress: Progress, status: WindowStatus, seconds_left: int | None, still: timedelta | None = None
) -> Moment:
    """Return the moment for a letter that is logging in, connecting or being uploaded.

    `still` is for how long nothing of it has left, where that is too long for a pause.
    """
    steps = _steps(progress.stages, login=progress.login_planned)
    if Stage.LOGGING_IN in progress.stages:
        sign, headline = RingLook(RingState.LOGGING_IN), _("Logging in by POP…")
        aside = _("You can close this window; the letter goes on.")
        return Moment(sign, headline, aside, steps=steps, deeds=(FooterDeed.CANCEL,))
    if Stage.SENDING not in progress.stages:
        aside = _("You can close this window; the letter goes on.")
        badge = _way_sign(status)
        return Moment(badge, _("Connecting…"), aside, steps=steps, deeds=(FooterDeed.CANCEL,))
    headline = _("Sending {size}").format(size=size_of(progress.sent, progress.total))
    aside = _("about {n} s left").format(n=seconds_left) if seconds_left is not None else ""
    if still is not None:
        aside = standstill(still)
    bar = progress.sent / progress.total if progress.total else 0.0
    return Moment(_way_sign(status), headline, aside, steps=steps, bar=bar, deeds=(FooterDeed.CANCEL,))


def waiting_for_word(waited: timedelta, *, login_planned: bool) -> Moment:
    """Return the moment after the last dot: it cannot be kept back any more, only waited for."""
    return Moment(
        BadgeLook(Family.NEUTRAL, "hourglass"),
        _("Waiting for the server’s word… {time}").format(time=countdown(waited)),
        _("This may take up to 10 minutes."),
        steps=_steps(frozenset({Stage.ANSWER}), login=login_planned),
        bar=1.0,
        deeds=(FooterDeed.CLOSE,),
    )


def accepted(parcel: Parcel, attempts: Iterable[Attempt], host: str) -> Moment:
    """Return the moment of success, with what Tegata repaired by itself."""
    headline = _("Accepted at {time}").format(time=clock_seconds(parcel.changed_at))
    return Moment(
        BadgeLook(Family.GO, "check"),
        headline,
        second=_how(list(attempts), host),
        deeds=(FooterDeed.SHOW_IN_OUTBOX, FooterDeed.NEW_LETTER),
        closes_itself=True,
        spoken=headline,
    )


def worked_by_hand(moment: Moment) -> Moment:
    """Return a success that a login by hand made possible: with the offer to make it from now on."""
    return replace(
        moment,
        second=_("That worked. Do this from now on?"),
        deeds=(FooterDeed.CLOSE, FooterDeed.SWITCH_ON),
        closes_itself=False,
    )


def not_on_disk(result: NotQueued) -> Moment:
    """Return the moment when nothing was queued: the letter is still open here."""
    line = not_queued(result)
    return Moment(
        BadgeLook(Family.DANGER, "triangle-alert"),
        line.fact,
        second=line.then,
        deeds=(FooterDeed.TRY_AGAIN,),
        tone=Tone.DANGER,
        spoken=f"{line.fact}. {line.then}",
    )


def stays(parcel: Parcel, now: datetime, explained: Explained | None) -> Moment:
    """Return the moment for a letter that did not go out this time: it waits, is held, or was refused."""
    line = held_line(parcel) if parcel.state is ParcelState.HELD else parcel_line(parcel, now)
    headline, second = line.fact, line.then
    if explained is not None and parcel.state is ParcelState.FAILED:
        headline, second = explained.headline, explained.statement
    family, icon, tone = _standing(parcel)
    return Moment(
        BadgeLook(family, icon),
        headline,
        second=second,
        deeds=_what_can_be_done(parcel, explained),
        tone=tone,
        spoken=f"{headline} {second}",
    )


def _sending_to(draft: Draft) -> str:
    typed = [*draft.to, *draft.cc, *draft.bcc]
    first, others = called(typed[0]) if typed else "", len(typed) - 1
    if "@" in first:  # Japanese is politer to a name than to an address
        words = ngettext("Sending to {address} and {n} other", "Sending to {address} and {n} others", others)
        return (words if others else _("Sending to {address}")).format(address=first, n=others)
    words = ngettext("Sending to {a} and {n} other", "Sending to {a} and {n} others", others)
    return (words if others else _("Sending to {a}")).format(a=first, n=others)


def _standing(parcel: Parcel) -> tuple[Family, str, Tone]:
    match parcel.state:
        case ParcelState.FAILED:
            return Family.DANGER, "mail-x", Tone.DANGER
        case ParcelState.UNCERTAIN:
            return Family.WARN, "mail-question-mark", Tone.WARN
        case ParcelState.HELD if parcel.hold is HoldReason.CANCELLED:
            return Family.NEUTRAL, "circle-minus", Tone.CALM
        case ParcelState.HELD if parcel.hold in {HoldReason.PASSWORD_NEEDED, HoldReason.PASSWORD_REFUSED}:
            return Family.WARN, "key-round", Tone.WARN
        case ParcelState.HELD:
            return Family.WARN, "circle-alert", Tone.WARN
        case _:
            return Family.NEUTRAL, "rotate-cw", Tone.CALM


def _what_can_be_done(parcel: Parcel, explained: Explained | None) -> tuple[FooterDeed, ...]:
    why = (FooterDeed.WHY,) if explained is not None else ()
    match parcel.state:
        case ParcelState.FAILED:
            return (*why, FooterDeed.EDIT)
        case ParcelState.UNCERTAIN:
            return (*why, FooterDeed.SHOW_IN_OUTBOX)
        case ParcelState.HELD if parcel.hold in {HoldReason.PASSWORD_NEEDED, HoldReason.PASSWORD_REFUSED}:
            return (*why, FooterDeed.ENTER_PASSWORD)
        case ParcelState.HELD if parcel.hold is HoldReason.CANCELLED:
            return (FooterDeed.EDIT, FooterDeed.TRY_NOW)
        case ParcelState.HELD if parcel.hold is HoldReason.SOME_REFUSED:
            return (*why, FooterDeed.SEND_TO_OTHERS, FooterDeed.EDIT)
        case ParcelState.HELD:
            return (*why, FooterDeed.EDIT, FooterDeed.TRY_NOW)
        case _:
            return (*why, FooterDeed.CLOSE)


def _how(attempts: list[Attempt], host: str) -> str:
    steps = attempts[-1].steps if attempts else ()
    if "retry" in steps and "pop-login" in steps:
        return _("The window had closed. Tegata logged in again, then it went through")
    if "retry" in steps:
        return _("The server needed a moment after the login, then it went through")
    if "pop-login" in steps:
        return _("By {host}, after one POP login").format(host=host)
    return _("By {host}").format(host=host)


def _needs_login(status: WindowStatus) -> bool:
    return status.state in {WindowState.CLOSED, WindowState.EXPIRED, WindowState.VOID}


def _way_sign(status: WindowStatus) -> RingLook | BadgeLook:
    if status.state in {WindowState.OPEN, WindowState.ENDING, WindowState.NOT_NEEDED}:
        return look_of(status)
    return BadgeLook(Family.ACCENT, "send")


def _steps(current: frozenset[Stage], *, login: bool) -> tuple[Step, ...]:
    words = {
        Stage.LOGGING_IN: _("Log in"),
        Stage.CONNECTING: _("Connect"),
        Stage.SENDING: _("Send"),
        Stage.ANSWER: _("Answer"),
    }
    shown = [stage for stage in _ORDER if login or stage is not Stage.LOGGING_IN]
    first = min((_ORDER.index(stage) for stage in current), default=0)
    return tuple(Step(words[stage], _state(stage, current, first)) for stage in shown)


def _state(stage: Stage, current: frozenset[Stage], first: int) -> StepState:
    if stage in current:
        return StepState.CURRENT
    return StepState.DONE if _ORDER.index(stage) < first else StepState.TO_COME
