"""The login that opens the authentication window (RFC 1939). No letter is ever fetched or deleted here."""

import re
from dataclasses import dataclass
from datetime import timedelta

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.reply import PopReply
from tegata.protocols.smtp_auth import plain_response
from tegata.protocols.steps import (
    Awaits,
    Command,
    Dialogue,
    LineLost,
    StartTLS,
    ask_pop,
    ask_time,
    fly_pop,
    greet_pop,
)
from tegata.protocols.wire import WireTextError, pop

_STAT = re.compile(r"([0-9]{1,10}) [0-9]")


@dataclass(frozen=True, slots=True)
class PopOpen:
    """Logged in: the server counts the window from about `pass_sent_at` (`Clock.now`), never from earlier."""

    pass_sent_at: timedelta
    greeting: str


def login(
    *, channel: Channel, login: Credentials, allow_cleartext: bool
) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    """Log in. Ends as soon as the password is answered: the permission to relay exists from then on.

    `count_letters` and `quit_session` may follow at leisure.
    """
    if channel is Channel.NONE and not allow_cleartext:
        return Declined(Phase.POP, Objection.CLEARTEXT_PASSWORD)
    try:
        return (yield from _log_in(channel, login))
    except LineLost as lost:
        return lost.outcome()


def count_letters() -> Dialogue[int | None]:
    """Return how many letters wait (STAT), or None if the server does not say."""
    try:
        reply = yield from ask_pop(pop("STAT"))
    except LineLost:
        return None
    counted = _STAT.match(reply.text) if reply.ok else None
    return int(counted[1]) if counted else None


def quit_session() -> Dialogue[None]:
    """Take leave. The login counts without it."""
    try:
        yield from ask_pop(pop("QUIT", phase=Phase.QUIT))
    except LineLost:
        return


def _log_in(channel: Channel, login: Credentials) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    greeting = yield from greet_pop()
    if not greeting.ok:
        return Refused(Phase.POP, greeting)
    offers = yield from _capabilities()
    if channel is Channel.STARTTLS:
        trouble = yield from _secure(offers)
        if trouble is not None:
            return trouble
        offers = yield from _capabilities()  # what was said in clear does not count (RFC 2595 section 4)
    commands = _login_commands(login, offers)
    if commands is None:
        return Declined(Phase.POP, Objection.BAD_CREDENTIALS_TEXT)
    refusal, sent_at = yield from _prove(commands, offers)
    return PopOpen(sent_at, greeting.text) if refusal is None else Refused(Phase.POP, refusal)


def _capabilities() -> Dialogue[dict[str, str]]:
    """CAPA (RFC 2449 section 5): keywords in capitals to parameters; empty where CAPA is not known."""
    reply = yield from ask_pop(pop("CAPA", awaits=Awaits.POP_BODY))
    offers: dict[str, str] = {}
    for line in reply.body:
        keyword, _, parameters = line.strip().partition(" ")
        offers[keyword.upper()] = parameters
    return offers


def _secure(offers: dict[str, str]) -> Dialogue[Refused | Declined | None]:
    """STLS (RFC 2595 section 4)."""
    if "STLS" not in offers:
        return Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)
    reply = yield from ask_pop(pop("STLS", phase=Phase.TLS))
    if not reply.ok:
        return Refused(Phase.TLS, reply)
    yield StartTLS()
    return None


def _login_commands(login: Credentials, offers: dict[str, str]) -> tuple[Command, ...] | None:
    """Choose the one way to log in. None: this user name or password fits into no command.

    USER and PASS where nothing else is said: many servers do not list USER. SASL PLAIN (RFC 5034) carries
    any character, the octets of PASS are ASCII.
    """
    has_plain = "PLAIN" in offers.get("SASL", "").upper().split()
    secret = login.password.reveal()
    if not has_plain or "USER" in offers:
        try:
            return pop(f"USER {login.user}"), pop(f"PASS {secret}", shown="PASS ***")
        except WireTextError:
            pass
    if has_plain and "\0" not in login.user + secret:
        return (pop(f"AUTH PLAIN {plain_response(login)}", shown="AUTH PLAIN ***"),)
    return None


def _prove(
    commands: tuple[Command, ...], offers: dict[str, str]
) -> Dialogue[tuple[PopReply | None, timedelta]]:
    """Return the first -ERR, if any, and the moment before the password left."""
    if "PIPELINING" in offers:
        sent_at = yield from ask_time()
        replies = yield from fly_pop(*commands)
        return next((reply for reply in replies if not reply.ok), None), sent_at
    sent_at = timedelta(0)
    for command in commands:
        sent_at = yield from ask_time()
        reply = yield from ask_pop(command)
        if not reply.ok:
            return reply, sent_at
    return None, sent_at
