"""Hands one letter to an open SMTP session (RFC 5321 section 3.3): MAIL, RCPT, DATA, letter, last dot."""

from enum import StrEnum

from tegata.mail.envelope import Envelope
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Phase,
    Refused,
    Unknown,
)
from tegata.protocols.refusal import negative, unexpected
from tegata.protocols.reply import SmtpReply
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.steps import Command, Commit, Dialogue, HangUp, LineLost, Upload, ask, fly
from tegata.protocols.wire import path, smtp

_SEND_THE_LETTER = 354
_CLOSING = 421
_DATA = smtp("DATA", Phase.DATA)
_LAST_DOT = Command(b".\r\n", ".", Phase.FINAL)


class Partial(StrEnum):
    """What to do when some recipients are refused and others are not."""

    SEND_TO_OTHERS = "send-to-others"
    ALL_OR_NONE = "all-or-none"


Outcomes = dict[str, Outcome | None]
"""One entry for each recipient of the envelope. None: the server would have taken it, but the letter went
to nobody, because others were refused and it was to go to all or none."""


def submit(session: SessionOpen, envelope: Envelope, size: int, *, partial: Partial) -> Dialogue[Outcomes]:
    """Submit the letter of `size` octets. Recipients must be different from each other.

    Raises WireTextError for an address that no command may carry: such an envelope is never sealed.
    """
    objection = _objection(session, envelope, size)
    if objection is not None:
        return dict.fromkeys(envelope.recipients, objection)
    transaction = _Transaction(session, envelope, size)
    try:
        yield from transaction.run(partial)
    except LineLost as lost:
        transaction.settle(lost.outcome())
    return transaction.outcomes


def reset() -> Dialogue[None]:
    """Take back MAIL and RCPT (RFC 5321 section 4.1.1.5). The answer changes nothing that is settled."""
    try:
        yield from ask(smtp("RSET", Phase.MAIL))
    except LineLost:
        return


def mail_command(session: SessionOpen, envelope: Envelope, size: int | None) -> Command:
    """Make MAIL with the parameters that the server offers and the letter needs."""
    text = f"MAIL FROM:{path(envelope.sender)}"
    if size is not None and session.extensions.offers("SIZE"):
        text += f" SIZE={size}"
    if envelope.smtputf8:
        text += " SMTPUTF8"
    return smtp(text, Phase.MAIL, utf8=envelope.smtputf8)


def _objection(session: SessionOpen, envelope: Envelope, size: int) -> Declined | None:
    limit = session.extensions.size
    if envelope.smtputf8 and not session.extensions.smtputf8:
        return Declined(Phase.MAIL, Objection.SMTPUTF8_NOT_OFFERED)
    if limit is not None and size > limit:
        return Declined(Phase.MAIL, Objection.TOO_BIG, str(limit))
    return None


class _Transaction:
    """One mail transaction, and what has been settled for each recipient so far."""

    def __init__(self, session: SessionOpen, envelope: Envelope, size: int) -> None:
        self.outcomes: Outcomes = dict.fromkeys(envelope.recipients)
        self._pipelining = session.extensions.pipelining
        self._commands = [
            mail_command(session, envelope, size),
            *(smtp(f"RCPT TO:{path(to)}", Phase.RCPT, utf8=envelope.smtputf8) for to in envelope.recipients),
        ]

    def settle(self, outcome: Outcome) -> None:
        """Give the outcome to every recipient that has none yet."""
        for address, known in self.outcomes.items():
            if known is None:
                self.outcomes[address] = outcome

    def run(self, partial: Partial) -> Dialogue[None]:
        data = yield from self._offer()
        refused = [outcome for outcome in self.outcomes.values() if outcome is not None]
        if len(refused) == len(self.outcomes) or (refused and partial is Partial.ALL_OR_NONE):
            yield from self._back_out(data)
            return
        if data is None:
            data = yield from ask(_DATA)
        if data.code == _SEND_THE_LETTER:
            yield from self._deliver()
        else:
            self.settle(unexpected(Phase.DATA, data))
            yield from self._back_out(data)

    def _offer(self) -> Dialogue[SmtpReply | None]:
        """Send MAIL and RCPT; return the reply to DATA, if that was sent too.

        DATA goes along with a single recipient only: with several, the server says 354 as soon as one of
        them is accepted, and a letter would have begun that was perhaps to be held back.
        """
        if not self._pipelining:
            yield from self._offer_one_by_one()
            return None
        alone = len(self.outcomes) == 1
        try:
            replies = yield from fly(*self._commands, *([_DATA] if alone else []))
        except LineLost as lost:
            self._judge(tuple(reply for reply in lost.replies if isinstance(reply, SmtpReply)))
            raise
        self._judge(replies)
        return replies[-1] if alone else None

    def _offer_one_by_one(self) -> Dialogue[None]:
        replies: tuple[SmtpReply, ...] = ()
        for command in self._commands:
            reply = yield from ask(command)
            replies = (*replies, reply)
            self._judge(replies)
            if reply.code == _CLOSING or not replies[0].positive:
                self.settle(unexpected(command.phase, reply))
                return

    def _judge(self, replies: tuple[SmtpReply, ...]) -> None:
        """Note what MAIL and RCPT were answered with, as far as they were."""
        if replies and not replies[0].positive:
            self.settle(unexpected(Phase.MAIL, replies[0]))
        for address, reply in zip(self.outcomes, replies[1:], strict=False):
            if self.outcomes[address] is None and not reply.positive:
                self.outcomes[address] = unexpected(Phase.RCPT, reply)

    def _deliver(self) -> Dialogue[None]:
        yield Upload()
        yield Commit()
        try:
            receipt = yield from ask(_LAST_DOT)
        except LineLost as lost:
            self.settle(_lost_at_the_dot(lost))
            return
        if receipt.positive:
            self.settle(Accepted(receipt))
        elif negative(receipt):
            self.settle(Refused(Phase.FINAL, receipt))
        else:
            self.settle(Unknown(str(receipt)))
            yield HangUp()

    def _back_out(self, data: SmtpReply | None) -> Dialogue[None]:
        """Leave the transaction without a letter. Where the server waits for one, any octet, above all a dot,
        could be taken for it: hang up.
        """
        if data is not None and not negative(data):
            yield HangUp()
        else:
            yield from reset()


def _lost_at_the_dot(lost: LineLost) -> Outcome:
    if lost.all_written:
        return Unknown(lost.detail or lost.trouble)
    outcome = lost.outcome()
    if isinstance(outcome, Broken):
        return Broken(Phase.DATA, lost.trouble, lost.detail)
    return outcome
