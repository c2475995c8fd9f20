"""The login that opens the authentication window (RFC 1939). No letter is ever fetched or deleted here."""

import re
from dataclasses import dataclass
from datetime import timedelta

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.pop3_auth import PopExchange, apop_command
from tegata.protocols.reply import PopReply
from tegata.protocols.sasl import Mechanism, Verdict, choose, prove
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
    *, channel: Channel, login: Credentials, allow_cleartext: bool, apop: bool = False
) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    """Log in. Ends as soon as the password is answered: the permission to relay exists from then on.

    `count_letters` and `quit_session` may follow at leisure. With `apop` we log in by APOP (RFC 1939
    section 7) or not at all, and only where TLS came before the greeting: MD5 alone protects nothing.
    """
    if channel is Channel.NONE and not allow_cleartext:
        return Declined(Phase.POP, Objection.CLEARTEXT_PASSWORD)
    try:
        return (yield from _log_in(channel, login, apop=apop))
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


def _log_in(
    channel: Channel, login: Credentials, *, apop: bool
) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    greeting = yield from greet_pop()
    if not greeting.ok:
        return Refused(Phase.POP, greeting)
    offers = yield from _capabilities()
    if channel is Channel.STARTTLS:
        trouble = yield from _secure(offers)
        if trouble is not None:
            return trouble
        offers = yield from _capabilities()  # what was said in clear does not count (RFC 2595 section 4)
    proof = _apop(login, greeting, channel) if apop else _proof(login, offers, channel)
    if isinstance(proof, Declined):
        return proof
    refusal, sent_at = yield from _prove(proof, login, offers)
    return PopOpen(sent_at, greeting.text) if refusal is None else refusal


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


def _proof(
    login: Credentials, offers: dict[str, str], channel: Channel
) -> tuple[Command, ...] | Mechanism | Declined:
    """Choose the one way to log in.

    USER and PASS where nothing else is said: many servers do not list USER. SASL (RFC 5034) carries any
    character, the octets of PASS are ASCII; and in clear it may spare the password the journey.
    """
    mechanism = choose(offers.get("SASL", "").upper().split(), channel)
    if channel is Channel.NONE and mechanism is not None and mechanism.hides_password:
        return mechanism
    if mechanism is None or "USER" in offers:
        try:
            secret = login.password
            return pop(f"USER {login.user}"), pop(f"PASS {secret.reveal()}", shown="PASS ***", secret=secret)
        except WireTextError:
            pass
    return mechanism or Declined(Phase.POP, Objection.BAD_CREDENTIALS_TEXT)


def _apop(login: Credentials, greeting: PopReply, channel: Channel) -> tuple[Command] | Declined:
    try:
        command = apop_command(login, greeting.text) if channel is Channel.TLS else None
    except WireTextError:
        return Declined(Phase.POP, Objection.BAD_CREDENTIALS_TEXT)
    return Declined(Phase.POP, Objection.AUTH_NOT_OFFERED, "APOP") if command is None else (command,)


def _prove(
    proof: tuple[Command, ...] | Mechanism, login: Credentials, offers: dict[str, str]
) -> Dialogue[tuple[Verdict, timedelta]]:
    """Return what the server thinks of it, and the moment before the password left.

    With a mechanism of several messages, before the first: a window is never taken for longer than it is.
    """
    if isinstance(proof, Mechanism):
        sent_at = yield from ask_time()
        return (yield from prove(proof, login, PopExchange(login.password))), sent_at
    if "PIPELINING" in offers:
        sent_at = yield from ask_time()
        replies = yield from fly_pop(*proof)
        refusals = (Refused(Phase.POP, reply) for reply in replies if not reply.ok)
        return next(refusals, None), sent_at
    sent_at = timedelta(0)
    for command in proof:
        sent_at = yield from ask_time()
        reply = yield from ask_pop(command)
        if not reply.ok:
            return Refused(Phase.POP, reply), sent_at
    return None, sent_at
