"""SASL (RFC 4422): which mechanism to use, and what each has to say. SMTP and POP3 lend it their commands.

A mechanism is a dialogue over an `Exchange`: it reads like the example session of its RFC, whichever
protocol carries it.
"""

import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, Protocol, assert_never

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.steps import Dialogue, compute

MOST_ITERATIONS = 1_000_000
"""Rounds of key derivation that we do for a server: about a second. Honest ones ask for 4,096 to 600,000."""


class Mechanism(StrEnum):
    """Those that we speak, as servers write them. No `-PLUS`: Python does not tell what they bind to."""

    PLAIN = "PLAIN"  # RFC 4616
    LOGIN = "LOGIN"  # never standardised; all that some servers have
    CRAM_MD5 = "CRAM-MD5"  # RFC 2195
    SCRAM_SHA_1 = "SCRAM-SHA-1"  # RFC 5802
    SCRAM_SHA_256 = "SCRAM-SHA-256"  # RFC 7677

    @property
    def hides_password(self) -> bool:
        """Whether the password itself stays here."""
        return self not in {Mechanism.PLAIN, Mechanism.LOGIN}


# Under TLS the server has shown who it is and nobody else listens, so PLAIN is as safe as any and takes one
# round trip instead of three. CRAM-MD5 comes last there: it fails wherever passwords are kept hashed.
_UNDER_TLS = (
    Mechanism.PLAIN,
    Mechanism.SCRAM_SHA_256,
    Mechanism.SCRAM_SHA_1,
    Mechanism.LOGIN,
    Mechanism.CRAM_MD5,
)
# In clear, which the user has consented to, the password itself travels only where nothing else is offered.
_IN_CLEAR = (
    Mechanism.SCRAM_SHA_256,
    Mechanism.SCRAM_SHA_1,
    Mechanism.CRAM_MD5,
    Mechanism.PLAIN,
    Mechanism.LOGIN,
)


@dataclass(frozen=True, slots=True)
class Challenge:
    """The server wants to hear more; `text` is what it said, in base64 if it keeps to the rules."""

    text: str

    def decoded(self) -> bytes:
        """Raises ValueError for what is no base64."""
        return b64decode(self.text, validate=True)


Verdict = Refused | Broken | Declined | None
"""None: the server believes us."""
Turn = Challenge | Verdict


class Exchange(Protocol):
    """How a protocol carries the messages of a mechanism."""

    phase: Phase

    def begin(self, mechanism: Mechanism, initial: bytes | None = None) -> Dialogue[Turn]:
        """Name the mechanism, with the first message where it speaks first and the command has room for it.

        Where it has none, the answer is an empty challenge and the message is still to be sent.
        """
        ...

    def answer(self, message: bytes) -> Dialogue[Turn]:
        """Answer a challenge."""
        ...

    def cancel(self) -> Dialogue[None]:
        """Leave the exchange: the server takes commands again. What it answers changes nothing."""
        ...


def opening_of(mechanism: Mechanism, initial: bytes | None, longest: int) -> tuple[str, str]:
    """Return AUTH and what may be shown of it.

    The first message is in it unless it makes more than `longest` octets.
    """
    command = f"AUTH {mechanism}"
    message = b64encode(initial).decode("ascii") if initial is not None else None
    if message is None or len(command) + 1 + len(message) > longest:
        return command, command
    return f"{command} {message}", f"{command} ***"


def choose(offered: Collection[str], channel: Channel) -> Mechanism | None:
    """Return the one mechanism to try; `offered` are names in capitals."""
    order = _IN_CLEAR if channel is Channel.NONE else _UNDER_TLS
    return next((mechanism for mechanism in order if mechanism in offered), None)


def can_hide(offered: Collection[str]) -> bool:
    """Whether a mechanism is among them that leaves the password here; they are names in capitals."""
    return any(mechanism in offered and mechanism.hides_password for mechanism in Mechanism)


def would_show(login: Credentials, offered: Collection[str], channel: Channel) -> bool:
    """Whether a password that is to stay here would be seen on the line.

    Whoever stands in between can strike the better mechanisms from the offer; it is for the user to say that
    the provider has.
    """
    return channel is Channel.NONE and login.stays_here and not can_hide(offered)


def prove(mechanism: Mechanism, login: Credentials, exchange: Exchange) -> Dialogue[Verdict]:
    """Prove who we are, with this mechanism and no other: a second would count as a second wrong password."""
    if "\0" in login.user + login.password.reveal():  # would shift the fields of PLAIN
        return Declined(exchange.phase, Objection.BAD_CREDENTIALS_TEXT)
    match mechanism:
        case Mechanism.PLAIN:
            turn = yield from _plain(login, exchange)
        case Mechanism.LOGIN:
            turn = yield from _login(login, exchange)
        case Mechanism.CRAM_MD5:
            turn = yield from _cram_md5(login, exchange)
        case Mechanism.SCRAM_SHA_1 | Mechanism.SCRAM_SHA_256:
            turn = yield from _scram(mechanism, login, exchange)
        case _:
            assert_never(mechanism)
    if isinstance(turn, Challenge):  # it wants more than the mechanism has to say
        return (yield from _break_off(exchange, "the server goes on asking"))
    return turn


def plain_message(login: Credentials) -> bytes:
    """Return the one message of PLAIN (RFC 4616 section 2)."""
    return f"\0{login.user}\0{login.password.reveal()}".encode()


def _plain(login: Credentials, exchange: Exchange) -> Dialogue[Turn]:
    message = plain_message(login)
    turn = yield from exchange.begin(Mechanism.PLAIN, message)
    if isinstance(turn, Challenge):  # the server has overlooked the initial response
        turn = yield from exchange.answer(message)
    return turn


def _login(login: Credentials, exchange: Exchange) -> Dialogue[Turn]:
    """LOGIN asks for name and password one by one; the wording of its challenges varies and is not read."""
    turn = yield from exchange.begin(Mechanism.LOGIN)
    for answer in (login.user, login.password.reveal()):
        if not isinstance(turn, Challenge):
            return turn or _unproven(exchange, "believed before the password was asked for")
        turn = yield from exchange.answer(answer.encode())
    return turn


def _cram_md5(login: Credentials, exchange: Exchange) -> Dialogue[Turn]:
    """RFC 2195 section 2: the password keys a digest of what the server says."""
    turn = yield from exchange.begin(Mechanism.CRAM_MD5)
    if not isinstance(turn, Challenge):
        return turn or _unproven(exchange, "believed before anything was proven")
    try:
        challenge = turn.decoded()
    except ValueError:
        return (yield from _break_off(exchange, "a challenge that is not base64"))
    if not challenge:  # the same answer each time: whoever has heard it could give it, too
        return (yield from _break_off(exchange, "an empty challenge"))
    md5 = partial(hashlib.md5, usedforsecurity=False)  # a system that bars MD5 would not let us log in
    digest = hmac.new(login.password.reveal().encode(), challenge, md5).hexdigest()
    return (yield from exchange.answer(f"{login.user} {digest}".encode()))


def _scram(mechanism: Mechanism, login: Credentials, exchange: Exchange) -> Dialogue[Turn]:
    """RFC 5802 section 5. Here the server has to prove, too, that it knows the password."""
    from scramp import ScramClient, ScramException

    try:
        client = ScramClient([mechanism.value], login.user, login.password.reveal())
        first = client.get_client_first().encode()
    except ScramException:  # a name or password that SASLprep (RFC 4013) does not let through
        return Declined(exchange.phase, Objection.BAD_CREDENTIALS_TEXT)
    turn = yield from exchange.begin(mechanism, first)
    if turn == Challenge(""):
        turn = yield from exchange.answer(first)
    try:
        return (yield from _scram_answers(client, turn, exchange))
    except (ScramException, ValueError) as error:  # what the server said is no message of SCRAM, or false
        return (yield from _break_off(exchange, str(error)))


def _scram_answers(client: Any, turn: Turn, exchange: Exchange) -> Dialogue[Turn]:
    if isinstance(turn, Challenge):
        client.set_server_first(turn.decoded().decode())
        if int(client.iterations) > MOST_ITERATIONS:
            raise ValueError(f"{client.iterations} rounds of key derivation asked for")
        final = yield from compute(client.get_client_final)
        turn = yield from exchange.answer(final.encode())
    if not isinstance(turn, Challenge):
        return turn or _unproven(exchange, "the server has not shown that it knows the password")
    if turn.decoded().startswith(b"e="):  # a no, which the server's own words after it explain
        turn = yield from exchange.answer(b"")
        return turn or _unproven(exchange, "believed although the proof was called wrong")
    client.set_server_final(turn.decoded().decode())
    return (yield from exchange.answer(b""))


def _break_off(exchange: Exchange, why: str) -> Dialogue[Declined]:
    yield from exchange.cancel()
    return _unproven(exchange, why)


def _unproven(exchange: Exchange, why: str) -> Declined:
    return Declined(exchange.phase, Objection.SERVER_UNPROVEN, why)
