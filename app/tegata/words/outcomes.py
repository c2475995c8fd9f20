"""Outcomes and parcels in words, for the outbox and the terminal."""

from dataclasses import dataclass
from datetime import datetime

from tegata.delivery.notices import NotQueued, NotSaved, StoreTrouble
from tegata.protocols.outcome import Accepted, Refused
from tegata.store.departure import SendAt
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tegata.store.trouble import Trouble
from tegata.words.departures import leaves, was_to_leave, zone_line
from tegata.words.gettext import _, ngettext
from tegata.words.times import clock_time, due, moment


@dataclass(frozen=True, slots=True)
class StateLine:
    """A bold fact, and what happens next."""

    fact: str
    then: str = ""


def parcel_line(parcel: Parcel, now: datetime) -> StateLine:
    """Return the state of a parcel in words."""
    match parcel.state:
        case ParcelState.WAITING:
            return _waiting(parcel, now)
        case ParcelState.HELD:
            return _leaves(parcel, now) if parcel.leaves_by_itself else held_line(parcel)
        case ParcelState.SENDING:
            return StateLine(_("On its way."))
        case ParcelState.COMMITTED:
            return StateLine(_("Waiting for the server’s word"), _("all handed over; up to 10 minutes"))
        case ParcelState.SENT:
            return StateLine(
                _("Accepted"), _("by the server at {time}").format(time=moment(parcel.changed_at, now))
            )
        case ParcelState.FAILED:
            return _failed(parcel)
        case ParcelState.UNCERTAIN:
            return StateLine(
                _("Perhaps delivered."),
                _("The line broke at {time}, after the last dot and before the receipt.").format(
                    time=clock_time(parcel.changed_at)
                ),
            )
        case ParcelState.WITHDRAWN:
            return StateLine(_("Taken back."))


def held_line(parcel: Parcel) -> StateLine:
    """Return why a parcel is held, and what would let it go."""
    match parcel.hold:
        case HoldReason.SOME_REFUSED:
            return StateLine(some_refused(parcel), _("Send to the others, or correct the address."))
        case HoldReason.MISSED:
            return _missed(parcel)
        case None:
            return StateLine(_("Held."), _("It waits here until you try again."))
        case _:
            return StateLine(*_held_for(parcel.hold))


def _held_for(reason: HoldReason) -> tuple[str, str]:
    return {
        HoldReason.PASSWORD_NEEDED: (_("Waits for a password."), _("Tegata asks for it once.")),
        HoldReason.PASSWORD_REFUSED: (
            _("The mailbox did not take the password."),
            _("Tegata will not try it again by itself."),
        ),
        HoldReason.SETTINGS: (
            _("The account’s settings do not fit the server."),
            _("Look at them, then try again."),
        ),
        HoldReason.CANCELLED: (_("Stopped by you."), _("It waits here until you try again.")),
        HoldReason.TOO_OLD: (_("Tried for five days."), _("It waits here until you try again.")),
        HoldReason.UNDO_CUT_SHORT: (_("Tegata ended before it was sent."), _("Send it now, or edit it.")),
        HoldReason.FAULT: (_("Tegata stumbled over this letter."), _("The log says where. Try again.")),
        HoldReason.UNKNOWN: (
            _("A newer Tegata has set this letter aside in a way this one does not know."),
            _("It stays as it is here; the newer one can send it."),
        ),
    }[reason]


def some_refused(parcel: Parcel) -> str:
    """Return "Refused for 1 of 3." with the addresses that were."""
    refused = [each.address for each in parcel.recipients if isinstance(each.outcome, Refused)]
    return _("Refused for {n} of {m}: {addresses}.").format(
        n=len(refused), m=len(parcel.recipients), addresses=", ".join(refused)
    )


def server_words(parcel: Parcel) -> str:
    """Return the server's own lines of the last attempt, each once; empty when it said nothing."""
    lines = [str(each.outcome.reply) for each in parcel.recipients if isinstance(each.outcome, Refused)]
    return "\n".join(dict.fromkeys(lines))


def step_words(step: str) -> str:
    """Return one step of an attempt (`Attempt.steps`) in words."""
    return {
        "pop-login": _("Logged in by POP."),
        "pop-login-failed": _("The POP login did not succeed."),
        "retry": _("Tried once more."),
        "accepted": _("The server accepted the letter."),
        "partly-accepted": _("The server accepted the letter for some recipients."),
        "not-accepted": _("The server did not accept the letter."),
        "cancelled": _("Stopped by you."),
    }.get(step, step)


def not_queued(result: NotQueued) -> StateLine:
    """Return why a letter could not be put on disk."""
    fact = {
        StoreTrouble.DISK_FULL: _("The disk is full, so the letter has not left"),
        StoreTrouble.READ_ONLY: _("The disk cannot be written to, so the letter has not left"),
        StoreTrouble.UNREACHABLE: _("The disk does not answer, so the letter has not left"),
        StoreTrouble.DAMAGED: _("The outbox is damaged, so the letter has not left"),
        StoreTrouble.NEWER_PROGRAM: _("The outbox belongs to a newer Tegata, so the letter has not left"),
        StoreTrouble.OTHER: _("The letter could not be saved, so it has not left"),
    }[result.trouble]
    if result.trouble is StoreTrouble.UNREACHABLE:
        return StateLine(
            fact,
            _(
                "It is still open here, nothing is lost. Was a USB stick pulled out? Save the letter as text,"
                " plug the stick in, and start Tegata anew"
            ),
        )
    if result.trouble is StoreTrouble.DISK_FULL:
        return StateLine(fact, _("It is still open here, nothing is lost. Free some space, then try again"))
    return StateLine(
        fact, _("It is still open here, nothing is lost. {detail}").format(detail=result.detail).rstrip()
    )


def not_saved(result: NotSaved) -> str:
    """Return why a letter could not be written to the user's file."""
    why = {
        StoreTrouble.DISK_FULL: _("the disk is full"),
        StoreTrouble.READ_ONLY: _("nothing may be written there"),
        StoreTrouble.UNREACHABLE: _("the disk does not answer"),
    }.get(result.trouble, result.detail)
    return _("The letter could not be saved: {why}").format(why=why)


def store_trouble(trouble: Trouble) -> str:
    """Return why the outbox cannot be opened at all, that what is in it was left alone, and the way back."""
    why = {
        StoreTrouble.DISK_FULL: _("The disk is full."),
        StoreTrouble.READ_ONLY: _("The disk cannot be written to."),
        StoreTrouble.UNREACHABLE: _("The disk does not answer."),
        StoreTrouble.DAMAGED: _("It is damaged."),
        StoreTrouble.NEWER_PROGRAM: _("It was last used by a newer Tegata."),
        StoreTrouble.OTHER: trouble.detail,
    }[trouble.kind]
    said = _("{why} Nothing in it was changed, and nothing can be sent now.").format(why=why)
    return f"{said} {_way_back(trouble)}".rstrip()


def _way_back(trouble: Trouble) -> str:
    if trouble.kind is not StoreTrouble.NEWER_PROGRAM:
        return ""
    if trouble.kept_as is None:
        return _("Start the newer Tegata.")
    return _("Start the newer Tegata. As this version left it, it is kept as {file}.").format(
        file=trouble.kept_as.name
    )


def _leaves(parcel: Parcel, now: datetime) -> StateLine:
    moment = parcel.due or parcel.changed_at
    if not isinstance(parcel.departure, SendAt):
        return StateLine(_("Leaves {when}.").format(when=due(moment, now)))
    moment = parcel.departure.moment() or moment
    when, whose = leaves(parcel.departure, moment, now), zone_line(parcel.departure, moment)
    return StateLine(_("{when} ({whose}).").format(when=when, whose=whose), _("Tegata must be running then."))


def _missed(parcel: Parcel) -> StateLine:
    fact = _("Its time passed, and it has not left.")
    if not isinstance(parcel.departure, SendAt):
        return StateLine(fact, _("Send it now, or choose another time."))
    then = _("It was to leave at {time}. Send it now, or choose another time.")
    return StateLine(fact, then.format(time=was_to_leave(parcel.departure)))


def _waiting(parcel: Parcel, now: datetime) -> StateLine:
    if parcel.due is None or parcel.due <= now:
        return StateLine(_("Leaves now."))
    when = due(parcel.due, now)
    if parcel.tries:
        return StateLine(
            _("Tries again {when}.").format(when=when),
            ngettext("{n} try so far.", "{n} tries so far.", parcel.tries).format(n=parcel.tries),
        )
    return StateLine(_("Leaves {when}.").format(when=when))


def _failed(parcel: Parcel) -> StateLine:
    accepted = [each for each in parcel.recipients if isinstance(each.outcome, Accepted)]
    if accepted:
        return StateLine(some_refused(parcel), _("The others were accepted."))
    return StateLine(_("Refused."), _("The letter is safe here."))
