"""Asks whether the server would take a letter, without sending one: MAIL, RCPT, RSET."""

from dataclasses import dataclass

from tegata.mail.envelope import Envelope
from tegata.protocols.outcome import Accepted, Broken, Phase, Refused
from tegata.protocols.refusal import unexpected
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.smtp_submit import mail_command, reset
from tegata.protocols.steps import Command, Dialogue, LineLost, ask
from tegata.protocols.wire import path, smtp


@dataclass(frozen=True, slots=True)
class Probed:
    """What MAIL and RCPT were answered with; `recipient` is None where the sender was refused already."""

    sender: Accepted | Refused | Broken
    recipient: Accepted | Refused | Broken | None = None


def probe(session: SessionOpen, sender: str, recipient: str) -> Dialogue[Probed]:
    """Ask, and take it back. Raises WireTextError for an address that no command may carry."""
    mail = mail_command(session, Envelope(sender, (recipient,)), None)
    rcpt = smtp(f"RCPT TO:{path(recipient)}", Phase.RCPT)
    sender_judged = yield from _judged(mail)
    if not isinstance(sender_judged, Accepted):
        return Probed(sender_judged)
    recipient_judged = yield from _judged(rcpt)
    if not isinstance(recipient_judged, Broken):
        yield from reset()
    return Probed(sender_judged, recipient_judged)


def _judged(command: Command) -> Dialogue[Accepted | Refused | Broken]:
    try:
        reply = yield from ask(command)
    except LineLost as lost:
        return lost.outcome()
    return Accepted(reply) if reply.positive else unexpected(command.phase, reply)
