"""Outcomes as the text that the database keeps, and back. Tags are on disk: changing one is a migration.

The circumstances go with them, under a key that earlier versions of Tegata pass over.
"""

import json
from dataclasses import asdict
from typing import Any, assert_never

from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.relay.circumstances import Circumstances
from tegata.store.kept_fields import known_fields


def encode_outcome(outcome: Outcome, circumstances: Circumstances | None = None) -> str:
    """Return one line of ASCII; a server's words may hold anything at all."""
    table = _outcome_to(outcome)
    if circumstances is not None:
        table["circumstances"] = asdict(circumstances)
    return json.dumps(table)


def decode_outcome(text: str) -> Outcome:
    """Return the outcome. Raises ValueError or KeyError where the text is not one of ours."""
    table = json.loads(text)
    match table["outcome"]:
        case "accepted":
            return Accepted(_smtp_reply_from(table["receipt"]))
        case "refused":
            return Refused(Phase(table["phase"]), _reply_from(table["reply"]))
        case "broken":
            return Broken(Phase(table["phase"]), Trouble(table["trouble"]), table["detail"])
        case "declined":
            return Declined(Phase(table["phase"]), Objection(table["objection"]), table["detail"])
        case "unknown":
            return Unknown(table["detail"])
        case tag:
            raise ValueError(f"no outcome is called {tag!r}")


def decode_circumstances(text: str) -> Circumstances | None:
    """Return the outcome's circumstances; None where none were kept, or none that can be read."""
    try:
        return Circumstances(**known_fields(Circumstances, json.loads(text)["circumstances"]))
    except (KeyError, TypeError, ValueError):
        return None


def _outcome_to(outcome: Outcome) -> dict[str, Any]:
    match outcome:
        case Accepted(receipt):
            return {"outcome": "accepted", "receipt": _reply_to(receipt)}
        case Refused(phase, reply):
            return {"outcome": "refused", "phase": phase, "reply": _reply_to(reply)}
        case Broken(phase, trouble, detail):
            return {"outcome": "broken", "phase": phase, "trouble": trouble, "detail": detail}
        case Declined(phase, objection, detail):
            return {"outcome": "declined", "phase": phase, "objection": objection, "detail": detail}
        case Unknown(detail):
            return {"outcome": "unknown", "detail": detail}
        case _:
            assert_never(outcome)


def _reply_to(reply: Reply) -> dict[str, Any]:
    match reply:
        case SmtpReply(code, lines, enhanced):
            return {"smtp": code, "lines": lines, "enhanced": enhanced}
        case PopReply(ok, text, response_code, body):
            return {"pop": ok, "text": text, "response_code": response_code, "body": body}
        case _:
            assert_never(reply)


def _reply_from(table: dict[str, Any]) -> Reply:
    if "smtp" in table:
        return _smtp_reply_from(table)
    return PopReply(table["pop"], table["text"], table["response_code"], tuple(table["body"]))


def _smtp_reply_from(table: dict[str, Any]) -> SmtpReply:
    return SmtpReply(table["smtp"], tuple(table["lines"]), table["enhanced"])
