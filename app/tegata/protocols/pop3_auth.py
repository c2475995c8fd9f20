"""POP3 AUTH (RFC 5034) carries SASL in AUTH, a lone plus sign and +OK. And APOP (RFC 1939 section 7)."""

import hashlib
import re
from base64 import b64encode

from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import PopReply
from tegata.protocols.sasl import Challenge, Mechanism, Turn, opening_of
from tegata.protocols.steps import Awaits, Command, Dialogue, LineLost, ask_pop
from tegata.protocols.wire import pop
from tegata.secret import Secret

_LONGEST_COMMAND = 253
"""Octets without the line end (RFC 5034 section 4); a longer first message goes by itself."""
# RFC 5322 section 3.6.4. What is no msg-id may have been chosen to make MD5 collide (CVE-2007-1558).
_STAMP = re.compile(r"<[!-;=?A-~]+@[!-;=?A-~]+>")


def apop_command(login: Credentials, greeting: str) -> Command | None:
    """Return APOP for the stamp in the greeting; None where there is none. Raises WireTextError."""
    stamp = _STAMP.search(greeting)
    if stamp is None:
        return None
    digest = hashlib.md5(f"{stamp[0]}{login.password.reveal()}".encode(), usedforsecurity=False).hexdigest()
    return pop(f"APOP {login.user} {digest}", shown=f"APOP {login.user} ***", secret=login.password)


class PopExchange:
    """An `Exchange` of `sasl` over POP3."""

    phase = Phase.POP

    def __init__(self, secret: Secret) -> None:
        self._secret = secret

    def begin(self, mechanism: Mechanism, initial: bytes | None = None) -> Dialogue[Turn]:
        """Send AUTH, with the first message where it fits."""
        text, shown = opening_of(mechanism, initial, _LONGEST_COMMAND)
        reply = yield from ask_pop(pop(text, shown=shown, secret=self._secret, awaits=Awaits.POP_AUTH))
        return _turn(reply)

    def answer(self, message: bytes) -> Dialogue[Turn]:
        """Answer a challenge."""
        reply = yield from ask_pop(
            pop(_base64(message), shown="***", secret=self._secret, awaits=Awaits.POP_AUTH)
        )
        return _turn(reply)

    def cancel(self) -> Dialogue[None]:
        """A lone asterisk is answered with -ERR (RFC 5034 section 4)."""
        try:
            yield from ask_pop(pop("*"))
        except LineLost:
            return


def _turn(reply: PopReply) -> Turn:
    if reply.challenge is not None:
        return Challenge(reply.challenge.strip())
    return None if reply.ok else Refused(Phase.POP, reply)


def _base64(message: bytes) -> str:
    return b64encode(message).decode("ascii")
