"""The login that opens the authentication window (RFC 1939). No letter is ever fetched or deleted here."""

import re
from dataclasses import dataclass
from datetime import timedelta

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.pop3_auth import PopExchange, apop_command
from tegata.protocols.reply import PopReply
from tegata.protocols.sasl import Mechanism, Verdict, can_hide, choose, prove, would_show
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

_Proof = tuple[Command, ...] | Mechanism
_ABOUT_THE_LOGIN = frozenset({"AUTH", "IN-USE", "LOGIN-DELAY", "SYS/TEMP", "SYS/PERM"})
_CAPA = pop("CAPA", awaits=Awaits.POP_BODY)
_STAT = re.compile(r"([0-9]{1,10}) [0-9]")


@dataclass(frozen=True, slots=True)
class PopOpen:
    """Logged in: the server counts the window from about `pass_sent_at` (`Clock.now`), never from earlier.

    `capabilities` are the lines of the answer to CAPA, as a later `login` may be given them.
    """

    pass_sent_at: timedelta
    greeting: str
    capabilities: tuple[str, ...] = ()


def login(
    *,
    channel: Channel,
    login: Credentials,
    allow_cleartext: bool,
    apop: bool = False,
    known: tuple[str, ...] | None = None,
) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    """Log in. Ends as soon as the password is answered: the permission to relay exists from then on.

    `count_letters` and `quit_session` may follow at leisure. With `apop` we log in by APOP (RFC 1939
    section 7) or not at all, and only where TLS came before the greeting: MD5 alone protects nothing.
    Capabilities `known` from earlier save the flight that asks for them. Where the login is refused and they
    have changed, it is made once more, by what they are now.
    """
    if channel is Channel.NONE and not allow_cleartext:
        return Declined(Phase.POP, Objection.CLEARTEXT_PASSWORD)
    try:
        greeting = yield from greet_pop()
        if not greeting.ok:
            return Refused(Phase.POP, greeting)
        if channel is Channel.STARTTLS:
            trouble = yield from _secure(known)
            if trouble is not None:
                return trouble
        if apop:
            return (yield from _log_in_by_apop(login, greeting, channel))
        return (yield from _log_in(login, greeting, channel, known))
    except LineLost as lost:
        return lost.outcome()


def hides_password(capabilities: tuple[str, ...]) -> bool:
    """Whether a server with these capabilities knows a login that leaves the password here."""
    return can_hide(_mechanisms(_offers(capabilities)))


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
    login: Credentials, greeting: PopReply, channel: Channel, known: tuple[str, ...] | None
) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    lines = known or (yield from _capabilities())
    proof = _proof(login, _offers(lines), channel)
    if isinstance(proof, Declined):
        return proof
    verdict, sent_at = yield from _prove(proof, login, _offers(lines))
    if isinstance(verdict, Refused) and known and (yield from _misled(proof, verdict)):
        return (yield from _log_in(login, greeting, channel, None))
    return PopOpen(sent_at, greeting.text, lines) if verdict is None else verdict


def _misled(proof: _Proof, refusal: Refused) -> Dialogue[bool]:
    """Whether a login was refused that was chosen by what the server does not offer any more."""
    if isinstance(refusal.reply, PopReply) and refusal.reply.response_code in _ABOUT_THE_LOGIN:
        return False
    try:
        offers = _offers((yield from _capabilities()))
    except LineLost:
        return False
    if isinstance(proof, Mechanism):
        return proof not in _mechanisms(offers)
    return "PIPELINING" not in offers


def _log_in_by_apop(
    login: Credentials, greeting: PopReply, channel: Channel
) -> Dialogue[PopOpen | Refused | Broken | Declined]:
    proof = _apop(login, greeting, channel)
    if isinstance(proof, Declined):
        return proof
    verdict, sent_at = yield from _prove(proof, login, {})
    return PopOpen(sent_at, greeting.text) if verdict is None else verdict


def _capabilities() -> Dialogue[tuple[str, ...]]:
    """CAPA (RFC 2449 section 5); nothing where it is not known."""
    return (yield from ask_pop(_CAPA)).body


def _offers(lines: tuple[str, ...]) -> dict[str, str]:
    """Return the keywords in capitals, with their parameters."""
    split = (line.strip().partition(" ") for line in lines)
    return {keyword.upper(): parameters for keyword, _, parameters in split}


def _mechanisms(offers: dict[str, str]) -> list[str]:
    return offers.get("SASL", "").upper().split()


def _secure(known: tuple[str, ...] | None) -> Dialogue[Refused | Declined | None]:
    """STLS (RFC 2595 section 4). What was said in clear does not count afterwards.

    A server that is known is not asked whether it can: a no says the same.
    """
    if known is None and "STLS" not in _offers((yield from _capabilities())):
        return Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)
    reply = yield from ask_pop(pop("STLS", phase=Phase.TLS))
    if not reply.ok:
        return Refused(Phase.TLS, reply)
    yield StartTLS()
    return None


def _proof(login: Credentials, offers: dict[str, str], channel: Channel) -> _Proof | Declined:
    """Choose the one way to log in.

    SASL PLAIN (RFC 5034) is one command with one answer and carries any character; in clear, SASL may spare
    the password the journey. Else USER and PASS, of which many servers do not list USER.
    """
    offered = _mechanisms(offers)
    if would_show(login, offered, channel):
        return Declined(Phase.POP, Objection.WEAKER_LOGIN, " ".join(offered))
    mechanism = choose(offered, channel)
    hidden = channel is Channel.NONE and mechanism is not None and mechanism.hides_password
    if mechanism is Mechanism.PLAIN or (mechanism is not None and hidden):
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


def _prove(proof: _Proof, login: Credentials, offers: dict[str, str]) -> Dialogue[tuple[Verdict, timedelta]]:
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
