"""Opens an SMTP session: greeting, EHLO, STARTTLS, AUTH. And closes it."""

from dataclasses import dataclass, replace

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.extensions import NO_EXTENSIONS, Extensions, parse_extensions, server_sees
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.refusal import unexpected
from tegata.protocols.reply import SmtpReply
from tegata.protocols.sasl import would_show
from tegata.protocols.smtp_auth import authenticate, riding_proof
from tegata.protocols.steps import Command, Dialogue, LineLost, StartTLS, ask, greet
from tegata.protocols.wire import smtp

_EHLO_NOT_KNOWN = frozenset({500, 502, 504})  # RFC 5321 section 3.2


@dataclass(frozen=True, slots=True)
class SessionOpen:
    """A session ready for MAIL. `server_sees` is our address as the answer to EHLO names it, if it does.

    `proof` is an AUTH that is still to be sent, in one flight with MAIL. `left_open` is a transaction that
    came to nothing: the next flight takes it back (RFC 5321 section 4.1.1.5) before it begins another.
    """

    extensions: Extensions
    server_sees: str | None
    greeting: str
    authenticated: bool = False
    proof: Command | None = None
    left_open: bool = False


def open_session(
    *, hello: str, channel: Channel, login: Credentials | None, allow_cleartext: bool, may_ride: bool = False
) -> Dialogue[SessionOpen | Refused | Broken | Declined]:
    """Lead the session up to MAIL. With `login`, AUTH must be offered and must succeed: it is never skipped.

    `hello` is what EHLO says, see `wire.address_literal`. `allow_cleartext` permits a password outside TLS.
    Where AUTH `may_ride`, it is left to the flight of MAIL if it can be a part of that.
    """
    try:
        session = yield from _open(hello, channel)
        if login is None or not isinstance(session, SessionOpen):
            return session
        if channel is Channel.NONE and not allow_cleartext:
            return Declined(Phase.AUTH, Objection.CLEARTEXT_PASSWORD)
        if would_show(login, session.extensions.auth, channel):
            return Declined(Phase.AUTH, Objection.WEAKER_LOGIN, " ".join(session.extensions.auth))
        proof = riding_proof(login, session.extensions, channel) if may_ride else None
        if proof is not None:
            return replace(session, proof=proof)
        trouble = yield from authenticate(login, session.extensions, channel)
        return replace(session, authenticated=True) if trouble is None else trouble
    except LineLost as lost:
        return lost.outcome()


def quit_session() -> Dialogue[None]:
    """Take leave. The answer makes no difference to anything."""
    try:
        yield from ask(smtp("QUIT", Phase.QUIT))
    except LineLost:
        return


def _open(hello: str, channel: Channel) -> Dialogue[SessionOpen | Refused | Broken | Declined]:
    greeting = yield from _greeting()
    if not isinstance(greeting, SmtpReply):
        return greeting
    known: _Known | Refused | Broken | Declined = yield from _hello(hello)
    if channel is Channel.STARTTLS and isinstance(known, _Known):
        # Whatever the server said so far came in clear and may have been changed on the way: forget it.
        known = yield from _secure(hello, known.extensions)
    if not isinstance(known, _Known):
        return known
    return SessionOpen(known.extensions, known.server_sees, "\n".join(greeting.lines))


@dataclass(frozen=True, slots=True)
class _Known:
    extensions: Extensions
    server_sees: str | None


def _greeting() -> Dialogue[SmtpReply | Refused | Broken]:
    reply = yield from greet()
    return reply if reply.positive else unexpected(Phase.GREETING, reply)


def _hello(hello: str) -> Dialogue[_Known | Refused | Broken]:
    """EHLO, or HELO where EHLO is not known; a server that takes only HELO has no extensions."""
    reply = yield from ask(smtp(f"EHLO {hello}", Phase.EHLO))
    if reply.positive:
        return _Known(parse_extensions(reply), server_sees(reply, hello))
    if reply.code in _EHLO_NOT_KNOWN:
        reply = yield from ask(smtp(f"HELO {hello}", Phase.EHLO))
        if reply.positive:
            return _Known(NO_EXTENSIONS, server_sees(reply, hello))
    return unexpected(Phase.EHLO, reply)


def _secure(hello: str, extensions: Extensions) -> Dialogue[_Known | Refused | Broken | Declined]:
    """STARTTLS (RFC 3207), then EHLO anew."""
    if not extensions.offers("STARTTLS"):
        return Declined(Phase.TLS, Objection.TLS_NOT_OFFERED)
    reply = yield from ask(smtp("STARTTLS", Phase.TLS))
    if not reply.positive:
        return unexpected(Phase.TLS, reply)
    yield StartTLS()
    return (yield from _hello(hello))
