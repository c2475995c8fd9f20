"""Hands one letter to an open SMTP session (RFC 5321 section 3.3): MAIL, RCPT, and the letter itself.

Where the server lets it, a small letter costs one flight:

    C: AUTH PLAIN …       if a login is due (RFC 4954)
    C: MAIL FROM:<…>
    C: RCPT TO:<…>
    C: BDAT 4711 LAST     with the letter behind it (RFC 3030)
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial

from tegata.mail.envelope import Envelope
from tegata.protocols.outcome import Declined, Objection, Phase
from tegata.protocols.refusal import negative, unexpected
from tegata.protocols.reply import Reply, SmtpReply
from tegata.protocols.shortcuts import MISUNDERSTOOD, Shortcuts, Shortfall, Submission
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.smtp_verdicts import Verdicts
from tegata.protocols.steps import (
    Command,
    Commit,
    Dialogue,
    HangUp,
    LineLost,
    Upload,
    ask,
    fly,
    send_chunk,
)
from tegata.protocols.wire import path, smtp

RIDES = 14 * 1024
"""Octets of a letter that may fly with its envelope: what a new connection sends at once (RFC 6928)."""
CHUNK = 1024 * 1024
"""Octets of one BDAT. Each has lines in the transcript, and there should not be thousands of them."""
LAST = RIDES
"""Octets at most of the last BDAT: all before it has left our buffers, so that the socket takes it at once.

Until then the letter can be stopped, and whether it has left whole is known; after it "all is handed over".
"""

_SEND_THE_LETTER = 354
_CLOSING = 421
_NOT_KNOWN = frozenset({500, 502, 504})
_DATA = smtp("DATA", Phase.DATA)
_RSET = smtp("RSET", Phase.MAIL)
_LAST_DOT = Command(b".\r\n", ".", Phase.FINAL)

_Asked = tuple[Command, Callable[[SmtpReply], None]]
"""A command, and who notes its reply."""


class Partial(StrEnum):
    """What to do when some recipients are refused and others are not."""

    SEND_TO_OTHERS = "send-to-others"
    ALL_OR_NONE = "all-or-none"


def submit(
    session: SessionOpen,
    envelope: Envelope,
    size: int,
    *,
    partial: Partial,
    shortcuts: Shortcuts | None = None,
) -> Dialogue[Submission]:
    """Submit the letter of `size` octets. Recipients must be different from each other.

    Raises WireTextError for an address that no command may carry: such an envelope is never sealed.
    """
    transaction = _Transaction(session, envelope, size, partial, shortcuts or Shortcuts())
    try:
        yield from transaction.run()
    except LineLost as lost:
        transaction.lose(lost)
    return transaction.submission()


def reset() -> Dialogue[None]:
    """Take back MAIL and RCPT (RFC 5321 section 4.1.1.5). The answer changes nothing that is settled."""
    try:
        yield from ask(_RSET)
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


class _Transaction:
    """One mail transaction. With a proof in the session, its login is a part of it."""

    def __init__(
        self, session: SessionOpen, envelope: Envelope, size: int, partial: Partial, shortcuts: Shortcuts
    ) -> None:
        self._session = session
        self._envelope = envelope
        self._size = size
        self._all_or_none = partial is Partial.ALL_OR_NONE and len(envelope.recipients) > 1
        self._chunking = session.extensions.chunking and shortcuts.chunking
        self._shortcuts = shortcuts
        self._verdicts = Verdicts(envelope.recipients)
        self._at_the_end = False
        self._left_open = session.left_open
        self._over = False
        self._data: SmtpReply | None = None

    def run(self) -> Dialogue[None]:
        objection = _objection(self._session, self._envelope, self._size)
        if objection is not None:
            self._verdicts.settle(objection)
        elif self._letter_may_ride():
            yield from self._send_all_at_once()
        else:
            yield from self._offer()
            yield from self._go_on()

    def lose(self, lost: LineLost) -> None:
        """Take in that the line broke."""
        self._over = True
        if self._at_the_end:
            self._verdicts.lost_at_the_end(lost)
            return
        if self._login_is_open() and lost.trouble in MISUNDERSTOOD and not lost.replies:
            self._verdicts.shortfall = Shortfall.RIDING
        self._verdicts.settle(lost.outcome())

    def submission(self) -> Submission:
        """Return what came of it all."""
        verdicts, session = self._verdicts, self._session
        if session.proof is not None and verdicts.authenticated:
            session = replace(session, proof=None, authenticated=True)
        over = self._over or verdicts.authenticated is False
        ready = None if over else replace(session, left_open=self._left_open)
        return Submission(verdicts.outcomes, ready, verdicts.shortfall, verdicts.stranger)

    # the envelope -------------------------------------------------------------------------------------

    def _letter_may_ride(self) -> bool:
        """Whether the letter may leave before anything has been answered."""
        if not self._session.extensions.pipelining or not self._chunking or self._size > RIDES:
            return False
        return not self._all_or_none and (self._session.proof is None or self._shortcuts.letter_with_auth)

    def _send_all_at_once(self) -> Dialogue[None]:
        yield from self._commit()
        last = (_bdat(self._size, last=True), self._verdicts.last_chunk)
        receipt = yield from self._fly((*self._commands(), last), letter=self._size)
        yield from self._end(receipt)

    def _offer(self) -> Dialogue[None]:
        """Send MAIL and RCPT, with AUTH before them if that is due.

        DATA goes along with a single recipient only: with several, the server says 354 as soon as one of
        them is accepted, and a letter would have begun that was perhaps to be held back.
        """
        if not self._session.extensions.pipelining:
            yield from self._offer_one_by_one()
        elif len(self._envelope.recipients) == 1 and not self._chunking:
            self._data = yield from self._fly((*self._commands(), (_DATA, _ignore)))
        else:
            yield from self._fly(self._commands())
        self._left_open = True

    def _offer_one_by_one(self) -> Dialogue[None]:
        for command, note in self._commands():
            reply = yield from ask(command)
            self._note(((command, note),), (reply,))
            if reply.code == _CLOSING:
                self._verdicts.settle(unexpected(command.phase, reply))
            if not self._verdicts.open:
                return

    def _commands(self) -> tuple[_Asked, ...]:
        verdicts, envelope = self._verdicts, self._envelope
        mail = (mail_command(self._session, envelope, self._size), verdicts.mail)
        rcpt = [(_rcpt(to, envelope), partial(verdicts.rcpt, to)) for to in envelope.recipients]
        before = ((_RSET, _ignore),) if self._session.left_open else ()
        return (*before, *self._login(), mail, *rcpt)

    def _login(self) -> tuple[_Asked, ...]:
        """AUTH, and before it the question whether mail would be taken without: it costs no flight."""
        proof, asked_for, verdicts = self._session.proof, self._shortcuts.ask_as_stranger, self._verdicts
        if proof is None:
            return ()
        login = (proof, verdicts.auth)
        if asked_for is None or self._envelope.smtputf8:
            return (login,)
        mail = mail_command(self._session, self._envelope, None)
        rcpt = _rcpt(asked_for, self._envelope)
        asked = partial(verdicts.stranger_rcpt, asked_for)
        return (mail, verdicts.stranger_mail), (rcpt, asked), (_RSET, _ignore), login

    def _fly(self, asked: tuple[_Asked, ...], *, letter: int = 0) -> Dialogue[SmtpReply]:
        """Send the commands in one flight, have their replies noted, and return the last one."""
        try:
            replies = yield from fly(*(command for command, _ in asked), letter=letter)
        except LineLost as lost:
            self._note(asked, lost.replies)
            raise
        self._note(asked, replies)
        return replies[-1]

    def _note(self, asked: tuple[_Asked, ...], replies: tuple[Reply, ...]) -> None:
        for (_, note), reply in zip(asked, _smtp(replies), strict=False):
            note(reply)
            self._over = self._over or reply.code == _CLOSING

    def _login_is_open(self) -> bool:
        return self._session.proof is not None and self._verdicts.authenticated is None

    # the letter ---------------------------------------------------------------------------------------

    def _go_on(self) -> Dialogue[None]:
        verdicts = self._verdicts
        if not verdicts.open or (self._all_or_none and not verdicts.unanimous):
            # Where the server waits for a letter, any octet, above all a dot, could be taken for it.
            if verdicts.shortfall or (self._data is not None and not negative(self._data)):
                yield from self._hang_up()
        elif self._chunking:
            yield from self._deliver_in_chunks()
        else:
            yield from self._deliver_after_data()

    def _deliver_in_chunks(self) -> Dialogue[None]:
        """BDAT (RFC 3030): no chunk waits for the reply to the one before."""
        rest = self._size
        while rest > LAST:
            octets = CHUNK if rest > CHUNK else rest - LAST
            if self._refused_on_the_way((yield from send_chunk(_bdat(octets), octets))):
                yield from self._hang_up()
                return
            rest -= octets
        yield from self._commit()
        try:
            replies = yield from fly(_bdat(rest, last=True), letter=rest)
        except LineLost as lost:
            self._refused_on_the_way(lost.replies)
            raise
        self._refused_on_the_way(replies[:-1])
        self._verdicts.last_chunk(replies[-1])
        yield from self._end(replies[-1])

    def _refused_on_the_way(self, replies: tuple[Reply, ...]) -> bool:
        """Whether a chunk was refused, which is noted."""
        refusal = next((reply for reply in _smtp(replies) if not reply.positive), None)
        if refusal is not None:
            self._verdicts.chunk(refusal)
        return refusal is not None

    def _deliver_after_data(self) -> Dialogue[None]:
        if self._data is None:
            self._data = yield from ask(_DATA)
        if self._data.code != _SEND_THE_LETTER:
            self._verdicts.settle(unexpected(Phase.DATA, self._data))
            if not negative(self._data):
                yield from self._hang_up()
            return
        yield Upload()
        yield from self._commit()
        receipt = yield from ask(_LAST_DOT)
        self._verdicts.letter(receipt)
        yield from self._end(receipt)

    def _commit(self) -> Dialogue[None]:
        yield Commit()
        self._at_the_end = True

    def _end(self, receipt: SmtpReply) -> Dialogue[None]:
        self._left_open = not receipt.positive
        # Who does not know BDAT takes the letter's lines for commands.
        commands = self._chunking and receipt.code in _NOT_KNOWN
        lost_track = commands or not (receipt.positive or negative(receipt))
        if lost_track or self._verdicts.shortfall:
            yield from self._hang_up()

    def _hang_up(self) -> Dialogue[None]:
        self._over = True
        yield HangUp()


def _objection(session: SessionOpen, envelope: Envelope, size: int) -> Declined | None:
    limit = session.extensions.size
    if envelope.smtputf8 and not session.extensions.smtputf8:
        return Declined(Phase.MAIL, Objection.SMTPUTF8_NOT_OFFERED)
    if limit is not None and size > limit:
        return Declined(Phase.MAIL, Objection.TOO_BIG, str(limit))
    return None


def _rcpt(address: str, envelope: Envelope) -> Command:
    return smtp(f"RCPT TO:{path(address)}", Phase.RCPT, utf8=envelope.smtputf8)


def _bdat(octets: int, *, last: bool = False) -> Command:
    """RFC 3030 section 2. The octets follow the command, as they are."""
    return smtp(f"BDAT {octets}{' LAST' if last else ''}", Phase.FINAL if last else Phase.DATA)


def _smtp(replies: tuple[Reply, ...]) -> tuple[SmtpReply, ...]:
    return tuple(reply for reply in replies if isinstance(reply, SmtpReply))


def _ignore(_reply: SmtpReply) -> None:
    """Note nothing: what RSET and the like are answered with settles nothing."""
