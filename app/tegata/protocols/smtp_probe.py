"""Asks whether the server would take a letter, without sending one: MAIL, RCPT, RSET."""

from tegata.mail.envelope import Envelope
from tegata.protocols.outcome import Accepted, Broken, Phase, Refused
from tegata.protocols.refusal import unexpected
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.smtp_submit import mail_command, reset
from tegata.protocols.steps import Command, Dialogue, LineLost, ask
from tegata.protocols.wire import path, smtp

Judgement = Accepted | Refused | Broken


def ask_sender(session: SessionOpen, sender: str) -> Dialogue[Judgement]:
    """Begin a transaction with MAIL. Raises WireTextError for an address that no command may carry."""
    return (yield from _judged(mail_command(session, Envelope(sender, ()), None)))


def ask_recipient(recipient: str) -> Dialogue[Judgement]:
    """Ask for one recipient after `ask_sender`, then take the transaction back. Raises as that does."""
    judgement = yield from _judged(smtp(f"RCPT TO:{path(recipient)}", Phase.RCPT))
    if not isinstance(judgement, Broken):
        yield from reset()
    return judgement


def _judged(command: Command) -> Dialogue[Judgement]:
    try:
        reply = yield from ask(command)
    except LineLost as lost:
        return lost.outcome()
    return Accepted(reply) if reply.positive else unexpected(command.phase, reply)
