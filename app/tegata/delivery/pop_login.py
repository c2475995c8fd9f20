"""The receive whose purpose is not receiving: one POP3 login, which opens the window."""

import asyncio
from dataclasses import dataclass

from tegata.accounts.account import Account, Server
from tegata.delivery.notices import Role
from tegata.delivery.tools import Tools
from tegata.network.connect import connect, resolve, shared
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.pop3 import PopOpen, count_letters, login, quit_session
from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.secret import Secret


@dataclass(frozen=True, slots=True)
class PopLogin:
    """A login that succeeded: the window it opened, what STAT said, and the path SMTP has to take too."""

    window: AuthenticationWindow
    letters_waiting: int | None
    pin: Pin


async def log_in(
    account: Account, tools: Tools, transcript: Transcript
) -> PopLogin | Refused | Broken | Declined:
    """Log in to the account's mailbox once. Nothing is fetched, nothing deleted, nothing tried twice."""
    if account.pop is None:
        return Declined(Phase.POP, Objection.NO_MAILBOX)
    credentials = await credentials_for(account, Role.POP, tools)
    if isinstance(credentials, Declined):
        return credentials
    found, others = await asyncio.gather(
        resolve(account.pop, patience=tools.patience), resolve(account.submission, patience=tools.patience)
    )
    if isinstance(found, Broken):
        transcript.note(f"{found.trouble}: {found.detail}")
        return found
    line = await connect(
        account.pop,
        clock=tools.clock,
        patience=tools.patience,
        transcript=transcript,
        found=shared(found, others),
    )
    if not isinstance(line, Line):
        return line
    try:
        return await _log_in_on(line, account.pop, credentials, account, tools)
    finally:
        await line.close()


async def credentials_for(account: Account, role: Role, tools: Tools) -> Credentials | Declined:
    """Return what to log in with, or that the password is not at hand."""
    server = account.pop if role is Role.POP and account.pop is not None else account.submission
    password = await tools.passwords.get(account.name, role)
    if not isinstance(password, Secret):
        phase = Phase.POP if role is Role.POP else Phase.AUTH
        return Declined(phase, Objection.NO_PASSWORD, str(password))
    return Credentials(server.user or account.address, password)


async def _log_in_on(
    line: Line, server: Server, credentials: Credentials, account: Account, tools: Tools
) -> PopLogin | Refused | Broken | Declined:
    result = await line.run(
        login(
            channel=Channel(server.security),
            login=credentials,
            allow_cleartext=server.allow_cleartext_password,
            apop=server.apop,
        )
    )
    if not isinstance(result, PopOpen):
        return result
    letters_waiting = await line.run(count_letters())
    await line.run(quit_session())
    return PopLogin(_window(result, line.pin, account, tools), letters_waiting, line.pin)


def _window(opened: PopOpen, pin: Pin, account: Account, tools: Tools) -> AuthenticationWindow:
    clock = tools.clock
    return AuthenticationWindow(
        opened_at=opened.pass_sent_at,
        opened_wall=clock.wall() - (clock.now() - opened.pass_sent_at),
        good_for=account.pop_before_send.window,
        seen_from=SeenFrom(pin.local_address, pin.family),
        boot_id=clock.boot_id(),
        asleep_at_opening=clock.asleep(),
        server_address=pin.peer_address,
    )
