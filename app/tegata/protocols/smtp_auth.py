"""SMTP AUTH (RFC 4954): carries SASL in AUTH, 334 and 235."""

from base64 import b64encode

from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.refusal import unexpected
from tegata.protocols.reply import SmtpReply
from tegata.protocols.sasl import Challenge, Mechanism, Turn, choose, opening_of, plain_message, prove
from tegata.protocols.steps import Command, Dialogue, LineLost, ask
from tegata.protocols.wire import smtp
from tegata.secret import Secret

_GO_ON = 334
_LONGEST_COMMAND = 510
"""Octets without the line end (RFC 5321 section 4.5.3.1.4); a longer first message goes by itself."""


def authenticate(
    login: Credentials, extensions: Extensions, channel: Channel
) -> Dialogue[Refused | Broken | Declined | None]:
    """Prove who we are, with one mechanism; None when the server believes it."""
    mechanism = choose(extensions.auth, channel)
    if mechanism is None:
        return Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED, " ".join(extensions.auth))
    return (yield from prove(mechanism, login, _SmtpExchange(login.password)))


def riding_proof(login: Credentials, extensions: Extensions, channel: Channel) -> Command | None:
    """Return AUTH PLAIN with its one message, to travel in a flight with MAIL (RFC 4954 section 4).

    None where the login takes a flight of its own: another mechanism, no PIPELINING, a text too long for a
    command or unfit for PLAIN.
    """
    if choose(extensions.auth, channel) is not Mechanism.PLAIN or not extensions.pipelining:
        return None
    if "\0" in login.user + login.password.reveal():
        return None
    text = f"AUTH PLAIN {_base64(plain_message(login))}"
    if len(text) > _LONGEST_COMMAND:
        return None
    return smtp(text, Phase.AUTH, shown="AUTH PLAIN ***", secret=login.password)


class _SmtpExchange:
    phase = Phase.AUTH

    def __init__(self, secret: Secret) -> None:
        self._secret = secret

    def begin(self, mechanism: Mechanism, initial: bytes | None = None) -> Dialogue[Turn]:
        text, shown = opening_of(mechanism, initial, _LONGEST_COMMAND)
        reply = yield from ask(smtp(text, Phase.AUTH, shown=shown, secret=self._secret))
        return _turn(reply)

    def answer(self, message: bytes) -> Dialogue[Turn]:
        reply = yield from ask(smtp(_base64(message), Phase.AUTH, shown="***", secret=self._secret))
        return _turn(reply)

    def cancel(self) -> Dialogue[None]:
        """RFC 4954 section 4: a lone asterisk is answered with 501."""
        try:
            yield from ask(smtp("*", Phase.AUTH))
        except LineLost:
            return


def _turn(reply: SmtpReply) -> Turn:
    if reply.code == _GO_ON:
        return Challenge(reply.lines[0].strip())
    return None if reply.positive else unexpected(Phase.AUTH, reply)


def _base64(message: bytes) -> str:
    return b64encode(message).decode("ascii")
