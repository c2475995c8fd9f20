"""One SMTP session that hands over one letter: connect, open, submit, take leave."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tegata.accounts.account import Account, Login
from tegata.delivery.notices import Role
from tegata.delivery.pop_login import credentials_for
from tegata.delivery.tools import Tools
from tegata.mail.envelope import Envelope
from tegata.network.connect import connect
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Outcomes, Refused
from tegata.protocols.smtp_session import SessionOpen, open_session, quit_session
from tegata.protocols.smtp_submit import Partial, submit
from tegata.protocols.wire import address_literal
from tegata.relay.window import SeenFrom
from tegata.tasks import spawn


@dataclass(frozen=True, slots=True)
class Consignment:
    """What is to be handed over. `size` is the file's, in octets."""

    envelope: Envelope
    path: Path
    size: int
    partial: Partial


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: the line as soon as there is one, the last moment to stop, the octets handed over."""

    on_line: Callable[[Line], None]
    on_commit: Callable[[], Awaitable[None]]
    on_progress: Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Handed:
    """How a session ended. `seen_from` is None where there was no line at all."""

    outcomes: Outcomes
    seen_from: SeenFrom | None = None
    server_address: str | None = None


async def hand_over(
    account: Account,
    consignment: Consignment,
    tools: Tools,
    transcript: Transcript,
    *,
    pin: Pin | None,
    watch: Watch,
) -> Handed:
    """Connect, from the address that `pin` names, and hand the letter over once."""
    recipients = consignment.envelope.recipients
    credentials = await submission_credentials(account, tools)
    if isinstance(credentials, Declined):
        return Handed(dict.fromkeys(recipients, credentials))
    line = await connect(
        account.submission, clock=tools.clock, patience=tools.patience, transcript=transcript, pin=pin
    )
    if not isinstance(line, Line):
        return Handed(dict.fromkeys(recipients, line))
    watch.on_line(line)
    try:
        session = await open_on(line, account, credentials, tools)
        if not isinstance(session, SessionOpen):
            return Handed(dict.fromkeys(recipients, session), _seen_from(line, None), line.pin.peer_address)
        submission = await line.run(
            submit(session, consignment.envelope, consignment.size, partial=consignment.partial),
            letter=consignment.path,
            on_commit=watch.on_commit,
            on_progress=watch.on_progress,
        )
        return Handed(submission.outcomes, _seen_from(line, session.server_sees), line.pin.peer_address)
    finally:
        spawn(take_leave(line), "smtp-quit")  # the letter's fate is known; nobody waits for the farewell


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
    line: Line, account: Account, credentials: Credentials | None, tools: Tools
) -> SessionOpen | Refused | Broken | Declined:
    """Open the SMTP session on a line that has just been connected."""
    server = account.submission
    return await line.run(
        open_session(
            hello=tools.hello_name or address_literal(line.pin.local_address),
            channel=Channel(server.security),
            login=credentials,
            allow_cleartext=server.allow_cleartext_password,
        )
    )


def _seen_from(line: Line, server_sees: str | None) -> SeenFrom:
    return SeenFrom(line.pin.local_address, line.pin.family, server_sees)
