"""One SMTP session of a check: up to MAIL and RCPT, which are taken back, and QUIT."""

from collections.abc import AsyncGenerator

from tegata.accounts.account import Account, Security
from tegata.delivery.check_step import Stopwatch, facts_of, tls_facts, trouble_step
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.delivery.smtp_send import open_on, submission_credentials, take_leave
from tegata.delivery.tools import Tools
from tegata.mail.address import Mailbox, parse_mailbox
from tegata.network.connect import Found, connect
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Accepted, Broken, Declined, Objection, Phase, Refused
from tegata.protocols.smtp_probe import ask_recipient, ask_sender
from tegata.protocols.smtp_session import SessionOpen
from tegata.relay.window import SeenFrom
from tegata.tasks import spawn

Answer = Refused | Broken | Declined | None
"""None: accepted."""


class Visit:
    """Use it with `open` first, then ask, and `leave` in any case."""

    def __init__(self, account: Account, tools: Tools, transcript: Transcript) -> None:
        self._account = account
        self._tools = tools
        self._transcript = transcript
        self._line: Line | None = None
        self._session: SessionOpen | None = None

    @property
    def is_open(self) -> bool:
        """Whether the session is ready to be asked."""
        return self._session is not None

    @property
    def met(self) -> tuple[SeenFrom, str] | None:
        """Where the server sees us, and its address; None without a session."""
        if self._line is None or self._session is None or self._line.pin.peer_address is None:
            return None
        pin = self._line.pin
        seen_from = SeenFrom(pin.local_address, pin.family, self._session.server_sees)
        return seen_from, self._line.pin.peer_address

    async def open(self, pin: Pin | None, found: Found | None) -> AsyncGenerator[CheckStep, None]:
        """Connect and open the session; the first step with trouble is the last."""
        server, stopwatch = self._account.submission, Stopwatch(self._tools.clock)
        credentials = await submission_credentials(self._account, self._tools)
        if isinstance(credentials, Declined):
            yield trouble_step(credentials, server, stopwatch.lap())
            return
        line = await connect(
            server,
            clock=self._tools.clock,
            patience=self._tools.patience,
            transcript=self._transcript,
            pin=pin,
            found=found,
        )
        if not isinstance(line, Line):
            yield trouble_step(line, server, stopwatch.lap())
            return
        self._line = line
        yield CheckStep(CheckStage.CONNECT, stopwatch.lap(), facts=facts_of(server))
        session = await open_on(line, self._account, credentials, self._tools)
        if not isinstance(session, SessionOpen):
            yield trouble_step(session, server, stopwatch.lap())
            return
        self._session = session
        for step in self._opened(line, session, stopwatch):
            yield step
        if credentials is not None:
            yield CheckStep(CheckStage.AUTH, stopwatch.lap(), facts=facts_of(server))

    async def ask_sender(self) -> Answer:
        """Begin a transaction. Raises ValueError where the session is not open."""
        line, session = self._ready()
        return _trouble(await line.run(ask_sender(session, wire(self._account.address))))

    async def ask_recipient(self, recipient: str) -> Answer:
        """Ask for the recipient after the sender, and take it back. Raises as that does."""
        line, _ = self._ready()
        if _needs_smtputf8(recipient):
            return Declined(Phase.RCPT, Objection.SMTPUTF8_NOT_OFFERED)
        return _trouble(await line.run(ask_recipient(wire(recipient))))

    def leave(self) -> None:
        """Take leave; nobody waits for the farewell."""
        if self._line is not None:
            spawn(take_leave(self._line), "check-quit")

    def _ready(self) -> tuple[Line, SessionOpen]:
        if self._line is None or self._session is None:
            raise ValueError("this session has not been opened")
        return self._line, self._session

    def _opened(self, line: Line, session: SessionOpen, stopwatch: Stopwatch) -> list[CheckStep]:
        server = self._account.submission
        steps = []
        if server.security is not Security.NONE and line.tls is not None:
            secure = facts_of(server) | tls_facts(line)
            steps.append(CheckStep(CheckStage.SECURE, stopwatch.lap(), facts=secure))
        offers = facts_of(server) | {"auth": " ".join(session.extensions.auth)}
        if session.server_sees is not None:
            offers["seen_as"] = session.server_sees
        return [*steps, CheckStep(CheckStage.OFFERS, stopwatch.lap(), facts=offers)]


def _trouble(answer: Accepted | Refused | Broken) -> Refused | Broken | None:
    return None if isinstance(answer, Accepted) else answer


def wire(address: str) -> str:
    """Return the address as commands carry it; what is no address stays as it is."""
    mailbox = parse_mailbox(address)
    return mailbox.wire if isinstance(mailbox, Mailbox) else address


def _needs_smtputf8(recipient: str) -> bool:
    mailbox = parse_mailbox(recipient)
    return isinstance(mailbox, Mailbox) and mailbox.needs_smtputf8
