"""SMTP AUTH (RFC 4954): one mechanism per attempt, PLAIN before LOGIN."""

from base64 import b64encode

from tegata.protocols.credentials import Credentials
from tegata.protocols.extensions import Extensions
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.refusal import unexpected
from tegata.protocols.steps import Dialogue, ask
from tegata.protocols.wire import smtp

_GO_ON = 334


def authenticate(login: Credentials, extensions: Extensions) -> Dialogue[Refused | Broken | Declined | None]:
    """Prove who we are; None when the server believes it.

    A second mechanism after a failure would count as a second wrong password: there is none.
    """
    if "\0" in login.user or "\0" in login.password.reveal():
        return Declined(Phase.AUTH, Objection.BAD_CREDENTIALS_TEXT)
    if "PLAIN" in extensions.auth:
        return (yield from _plain(login))
    if "LOGIN" in extensions.auth:
        return (yield from _login(login))
    return Declined(Phase.AUTH, Objection.AUTH_NOT_OFFERED, " ".join(extensions.auth))


def plain_response(login: Credentials) -> str:
    """Return the one message of SASL PLAIN (RFC 4616) in base64."""
    return _base64(f"\0{login.user}\0{login.password.reveal()}")


def _plain(login: Credentials) -> Dialogue[Refused | Broken | None]:
    reply = yield from ask(smtp(f"AUTH PLAIN {plain_response(login)}", Phase.AUTH, shown="AUTH PLAIN ***"))
    if reply.code == _GO_ON:  # the server has overlooked the initial response
        reply = yield from ask(smtp(plain_response(login), Phase.AUTH, shown="***"))
    return None if reply.positive else unexpected(Phase.AUTH, reply)


def _login(login: Credentials) -> Dialogue[Refused | Broken | None]:
    """LOGIN asks for name and password one by one; the wording of its challenges varies and is not read."""
    reply = yield from ask(smtp("AUTH LOGIN", Phase.AUTH))
    for secret in (login.user, login.password.reveal()):
        if reply.code != _GO_ON:
            return unexpected(Phase.AUTH, reply)
        reply = yield from ask(smtp(_base64(secret), Phase.AUTH, shown="***"))
    return None if reply.positive else unexpected(Phase.AUTH, reply)


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-8")).decode("ascii")
