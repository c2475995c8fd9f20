"""What a command answers: exit status and JSON, from the outcomes of a parcel. Pure."""

from typing import Any, assert_never

from tegata.delivery.notices import LoggedIn
from tegata.delivery.schedule import may_pass
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Outcome,
    Refused,
    Trouble,
    Unknown,
)
from tegata.protocols.reply import SmtpReply
from tegata.store.parcel import Attempt, HoldReason, Parcel, ParcelState
from tegata.words.gettext import _

EXIT = {"sent": 0, "queued": 0, "perm": 10, "temp": 11, "uncertain": 12, "refused": 13}
"""The contract: a word in the JSON is an exit status of the process."""

_WORST_FIRST = ("uncertain", "refused", "perm", "temp", "queued", "sent")
_OUR_REFUSALS = frozenset({Trouble.TLS_CERT, Trouble.TLS_HANDSHAKE, Trouble.SPOOL})


def word(outcome: Outcome | None) -> str:
    """Return the contract's word for one recipient's outcome; None is a recipient not tried yet."""
    match outcome:
        case None:
            return "queued"
        case Accepted():
            return "sent"
        case Refused():
            return "temp" if may_pass(outcome) else "perm"
        case Broken():
            return "refused" if outcome.trouble in _OUR_REFUSALS else "temp"
        case Declined():
            return "refused"
        case Unknown():
            return "uncertain"
        case _:
            assert_never(outcome)


def worst(words: list[str]) -> str:
    """Return the word that decides the exit status."""
    return next((each for each in _WORST_FIRST if each in words), "sent")


def of_parcel(parcel: Parcel, attempts: tuple[Attempt, ...]) -> dict[str, Any]:
    """Return the JSON object for a parcel as it stands."""
    outcomes = {each.address: each.outcome for each in parcel.recipients}
    if parcel.state is ParcelState.UNCERTAIN:
        outcomes = {address: outcome or Unknown() for address, outcome in outcomes.items()}
    recipients = {address: _recipient(outcome, parcel.hold) for address, outcome in outcomes.items()}
    if parcel.state is ParcelState.FAILED:  # nothing is tried again, whatever the code says
        recipients = {address: _for_good(each) for address, each in recipients.items()}
    return {
        "outcome": worst([each["outcome"] for each in recipients.values()]),
        "recipients": recipients,
        "message_id": parcel.message_id,
        "steps": [step for attempt in attempts for step in attempt.steps],
    }


def of_refusal(words: str) -> dict[str, Any]:
    """Return the JSON object where Tegata itself refused and nothing was queued; `words` are for people."""
    return {
        "outcome": "refused",
        "recipients": {},
        "message_id": None,
        "steps": [],
        "cause": None,
        "words": words,
    }


def of_silence() -> dict[str, Any]:
    """Return the JSON object where the window took a request and was gone before it answered."""
    return of_refusal(_("The window of Tegata took this over and then fell silent. Look into the outbox."))


def not_tried(result: dict[str, Any]) -> dict[str, Any]:
    """Return the report of a letter whose turn has not come: it is safe, but not sent."""
    return result | {"outcome": "temp"} if result["outcome"] == "queued" else result


def of_login(result: LoggedIn) -> dict[str, Any]:
    """Return the JSON object for a login that opened the window."""
    ends = result.window.ends_wall
    return {
        "outcome": "sent",
        "until": ends.isoformat() if ends is not None else None,
        "letters_waiting": result.letters_waiting,
        "steps": ["pop-login"],
    }


def of_outcome(outcome: Outcome, steps: list[str]) -> dict[str, Any]:
    """Return the JSON object for a login that did not succeed."""
    return _recipient(outcome) | {"steps": steps}


def row(parcel: Parcel) -> dict[str, Any]:
    """Return one line of `outbox list --json`."""
    replies = [each.outcome.reply for each in parcel.recipients if isinstance(each.outcome, Refused)]
    return {
        "id": parcel.id,
        "state": parcel.state.value,
        "hold": parcel.hold.value if parcel.hold is not None else None,
        "subject": parcel.subject,
        "recipients": [each.address for each in parcel.recipients],
        "message_id": parcel.message_id,
        "due": parcel.due.isoformat() if parcel.due is not None else None,
        "reply": str(replies[-1]) if replies else None,
    }


_HELD_UNTRIED = {
    HoldReason.PASSWORD_REFUSED: "perm",
    HoldReason.PASSWORD_NEEDED: "refused",
    HoldReason.SETTINGS: "refused",
    HoldReason.FAULT: "refused",
}
"""What a recipient not tried yet comes to, where the letter is held for this."""


def _for_good(result: dict[str, Any]) -> dict[str, Any]:
    return result | {"outcome": "perm"} if result["outcome"] == "temp" else result


def _recipient(outcome: Outcome | None, hold: HoldReason | None = None) -> dict[str, Any]:
    code: int | None = None
    reply: str | None = None
    match outcome:
        case Accepted(receipt=receipt):
            code, reply = receipt.code, str(receipt)
        case Refused(reply=said):
            code, reply = (said.code if isinstance(said, SmtpReply) else None), str(said)
        case Broken() | Declined() | Unknown():
            reply = outcome.detail or None
        case None:
            pass
        case _:
            assert_never(outcome)
    untried = _HELD_UNTRIED.get(hold) if outcome is None and hold is not None else None
    return {"outcome": untried or word(outcome), "code": code, "reply": reply}
