"""One SMTP session: connect and open it, hand over a letter or several, take leave."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tegata.accounts.account import Account, Login
from tegata.delivery.notices import Role
from tegata.delivery.pop_login import credentials_for
from tegata.delivery.tools import Tools
from tegata.mail.envelope import Envelope
from tegata.network.connect import Found, connect
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Outcomes, Refused
from tegata.protocols.shortcuts import Shortcuts, Shortfall, Stranger
from tegata.protocols.smtp_session import SessionOpen, open_session, quit_session
from tegata.protocols.smtp_submit import Partial, submit
from tegata.protocols.wire import address_literal
from tegata.relay.window import SeenFrom
from tegata.tasks import spawn


@dataclass(frozen=True, slots=True)
class Consignment:
    """What is to be handed over. `size` is the file's, in octets, `checksum` as `Parcel.checksum`."""

    envelope: Envelope
    path: Path
    size: int
    partial: Partial
    checksum: str | None = None


async def _nothing(_outcomes: Outcomes) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: each line as soon as there is one, the last moment to stop, the octets handed over.

    `on_again` is awaited when some were refused and will be tried once more, with all outcomes so far: the
    letter may be stopped again until the next `on_commit`.
    """

    on_line: Callable[[Line], None]
    on_commit: Callable[[], Awaitable[None]]
    on_progress: Callable[[int, int], None]
    on_again: Callable[[Outcomes], Awaitable[None]] = _nothing


@dataclass(slots=True)
class Conversation:
    """A session that is open and ready for a letter. `session` is None once it can take no more.

    `judged_early`: it began while POP was still logging in, so that the server may not have known us then.
    `ahead` is how it was reached before the letter's time, until a letter takes that as its own beginning.
    """

    account: Account
    line: Line
    session: SessionOpen | None
    judged_early: bool = False
    ahead: "MadeAhead | None" = None

    @property
    def seen_from(self) -> SeenFrom:
        """Where the server sees us."""
        sees = self.session.server_sees if self.session is not None else None
        return SeenFrom(self.line.pin.local_address, self.line.pin.family, sees)

    @property
    def ready(self) -> bool:
        """Whether another letter may be tried on it."""
        return self.session is not None and not self.line.disturbed

    def leaves_from(self, pin: Pin) -> bool:
        """Whether it comes from the address that a window was opened from."""
        here = self.line.pin
        return (here.local_address, here.family) == (pin.local_address, pin.family)


@dataclass(frozen=True, slots=True)
class MadeAhead:
    """What was said and done on the way to a session; `steps` are an `Approach`'s."""

    transcript: Transcript
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotOpen:
    """Why there is no session, and at which server. `seen_from` is None where there was no line at all."""

    outcome: Refused | Broken | Declined
    seen_from: SeenFrom | None = None
    server_address: str | None = None
    role: Role = Role.SUBMISSION


@dataclass(frozen=True, slots=True)
class Handed:
    """How it went for one letter."""

    outcomes: Outcomes
    seen_from: SeenFrom | None = None
    server_address: str | None = None
    shortfall: Shortfall | None = None
    stranger: Stranger | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """How to begin: from where, to which addresses, and whether AUTH may wait for the first letter."""

    pin: Pin | None = None
    found: Found | None = None
    may_ride: bool = True


async def begin(
    account: Account, tools: Tools, transcript: Transcript, start: Start, on_line: Callable[[Line], None]
) -> Conversation | NotOpen:
    """Connect and open the session."""
    credentials = await submission_credentials(account, tools)
    if isinstance(credentials, Declined):
        return NotOpen(credentials)
    line = await connect(
        account.submission,
        clock=tools.clock,
        patience=tools.patience,
        transcript=transcript,
        pin=start.pin,
        found=start.found,
    )
    if not isinstance(line, Line):
        return NotOpen(line)
    on_line(line)
    session = await open_on(line, account, credentials, tools, may_ride=start.may_ride)
    conversation = Conversation(account, line, session if isinstance(session, SessionOpen) else None)
    if isinstance(session, SessionOpen):
        return conversation
    leave(conversation)
    return NotOpen(session, conversation.seen_from, line.pin.peer_address)


async def hand_over(
    conversation: Conversation, consignment: Consignment, shortcuts: Shortcuts, watch: Watch
) -> Handed:
    """Hand the letter over once. The conversation must be ready."""
    session = conversation.session
    if session is None:
        raise ValueError("this session has ended")
    seen_from = conversation.seen_from
    conversation.session = None  # until it is known that it can go on
    submission = await conversation.line.run(
        submit(
            session,
            consignment.envelope,
            consignment.size,
            partial=consignment.partial,
            shortcuts=shortcuts,
        ),
        letter=consignment.path,
        on_commit=watch.on_commit,
        on_progress=watch.on_progress,
    )
    conversation.session = submission.session
    return Handed(
        submission.outcomes,
        seen_from,
        conversation.line.pin.peer_address,
        submission.shortfall,
        submission.stranger,
    )


def leave(conversation: Conversation) -> None:
    """Take leave; nobody waits for the farewell."""
    spawn(take_leave(conversation.line), "smtp-quit")


async def take_leave(line: Line) -> None:
    """Say QUIT and close. What comes of it changes nothing."""
    await line.run(quit_session())
    await line.close()


async def submission_credentials(account: Account, tools: Tools) -> Credentials | Declined | None:
    """Return what to log in with inside SMTP; None where the account does not."""
    if account.submission.login is Login.NONE:
        return None
    return await credentials_for(account, Role.SUBMISSION, tools)


async def open_on(
    line: Line, account: Account, credentials: Credentials | None, tools: Tools, *, may_ride: bool = False
) -> SessionOpen | Refused | Broken | Declined:
    """Open the SMTP session on a line that has just been connected."""
    server = account.submission
    return await line.run(
        open_session(
            hello=tools.hello_name or address_literal(line.pin.local_address),
            channel=Channel(server.security),
            login=credentials,
            allow_cleartext=server.allow_cleartext_password,
            may_ride=may_ride,
        )
    )
