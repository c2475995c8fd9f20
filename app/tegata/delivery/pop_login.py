"""The receive whose purpose is not receiving: one POP3 login, which opens the window."""

import asyncio
from dataclasses import dataclass

from tegata.accounts.account import Account, Server
from tegata.delivery.notices import Role
from tegata.delivery.tools import Tools
from tegata.network.connect import Found, connect, resolve, shared
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.pop3 import PopOpen, count_letters, login, quit_session
from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.secret import Secret

_PERHAPS_OUT_OF_PLACE = frozenset({Trouble.CONN_DROPPED, Trouble.GARBAGE})


@dataclass(frozen=True, slots=True)
class PopLogin:
    """A login that succeeded: the window it opened, and the path SMTP has to take too.

    The session is still open: `take_stock` ends it. `capabilities` are what the server offers.
    """

    window: AuthenticationWindow
    pin: Pin
    line: Line
    capabilities: tuple[str, ...]


NoLogin = Refused | Broken | Declined


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of both servers, in families that they share where there is one.

    A window opened in one family counts for nothing in the other. `submission` is None where there is no
    such family, or where that server's name is not found.
    """

    pop: Found
    submission: Found | None


async def look_up(account: Account, tools: Tools, transcript: Transcript) -> Ways | NoLogin:
    """Look both servers' names up at once."""
    if account.pop is None:
        return Declined(Phase.POP, Objection.NO_MAILBOX)
    pop, submission = await asyncio.gather(
        resolve(account.pop, patience=tools.patience), resolve(account.submission, patience=tools.patience)
    )
    if isinstance(pop, Broken):
        transcript.note(f"{pop.trouble}: {pop.detail}")
        return pop
    return in_families_shared(pop, submission)


def in_families_shared(pop: Found, submission: Found | Broken) -> Ways:
    """Return how both servers are reached in families that they share."""
    if isinstance(submission, Broken):
        return Ways(pop, None)
    ways = shared(pop, submission)
    both = {each.family for each in ways} & {each.family for each in submission}
    return Ways(ways, shared(submission, pop) if both else None)


async def log_in(
    account: Account,
    tools: Tools,
    transcript: Transcript,
    *,
    ways: Ways | None = None,
    known: tuple[str, ...] | None = None,
) -> PopLogin | NoLogin:
    """Log in to the account's mailbox once. Nothing is fetched, nothing deleted, nothing tried twice.

    But for capabilities `known` from earlier that prove false: where the server has hung up on what they
    made us say, it is asked anew.
    """
    if account.pop is None:
        return Declined(Phase.POP, Objection.NO_MAILBOX)
    credentials = await credentials_for(account, Role.POP, tools)
    if isinstance(credentials, Declined):
        return credentials
    found = ways or await look_up(account, tools, transcript)
    if not isinstance(found, Ways):
        return found
    visit = _Visit(account, account.pop, credentials, found.pop)
    result = await _log_in_once(visit, tools, transcript, known)
    if known is not None and isinstance(result, Broken) and result.trouble in _PERHAPS_OUT_OF_PLACE:
        return await _log_in_once(visit, tools, transcript, None)
    return result


async def take_stock(login: PopLogin) -> int | None:
    """Return how many letters wait, where the server says so, and take leave of it."""
    letters_waiting = await login.line.run(count_letters())
    await login.line.run(quit_session())
    await login.line.close()
    return letters_waiting


async def credentials_for(account: Account, role: Role, tools: Tools) -> Credentials | Declined:
    """Return what to log in with, or that the password is not at hand."""
    server = account.pop if role is Role.POP and account.pop is not None else account.submission
    password = await tools.passwords.get(account.name, role)
    if not isinstance(password, Secret):
        phase = Phase.POP if role is Role.POP else Phase.AUTH
        return Declined(phase, Objection.NO_PASSWORD, str(password))
    return Credentials(server.user or account.address, password, tools.password_stays(account, role))


@dataclass(frozen=True, slots=True)
class _Visit:
    account: Account
    server: Server
    credentials: Credentials
    found: Found


async def _log_in_once(
    visit: _Visit, tools: Tools, transcript: Transcript, known: tuple[str, ...] | None
) -> PopLogin | NoLogin:
    server = visit.server
    line = await connect(
        server, clock=tools.clock, patience=tools.patience, transcript=transcript, found=visit.found
    )
    if not isinstance(line, Line):
        return line
    result: PopOpen | NoLogin | None = None
    try:
        result = await line.run(
            login(
                channel=Channel(server.security),
                login=visit.credentials,
                allow_cleartext=server.allow_cleartext_password,
                apop=server.apop,
                known=known,
            )
        )
    finally:
        if not isinstance(result, PopOpen):
            await line.close()
    if not isinstance(result, PopOpen):
        return result
    return PopLogin(_window(result, line.pin, visit.account, tools), line.pin, line, result.capabilities)


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
