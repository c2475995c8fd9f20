"""Reads what happened, in its context, into a diagnosis. Pure."""

import re
from dataclasses import dataclass
from typing import assert_never

from tegata.accounts.account import Account, Login
from tegata.mail.address import Mailbox, parse_mailbox, wire_domain
from tegata.protocols.outcome import (
    Accepted,
    Broken,
    Declined,
    Objection,
    Outcome,
    Phase,
    Refused,
    Trouble,
    Unknown,
)
from tegata.relay.causes import RELAY_FAMILY, Reading, is_vague, read
from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy
from tegata.relay.remedies import REMEDIES, remedies_for
from tegata.relay.said import take_apart


@dataclass(frozen=True, slots=True)
class Context:
    """What was true when it happened. `window_counted` means that a login should have covered the letter.

    `auth_offered` tells whether the server offers SMTP AUTH, `other_network` whether we are away from the
    provider's own network; None where nobody knows.
    """

    account: Account
    window_counted: bool = False
    logged_in_now: bool = False
    auth_offered: bool | None = None
    other_network: bool | None = None


def diagnose(outcomes: dict[str, Outcome], context: Context) -> Diagnosis | None:
    """Return what the gravest of the outcomes means; None when every recipient was accepted."""
    if (hardest_hit := gravest(outcomes)) is None:
        return None
    worst = outcomes[hardest_hit]
    addresses = tuple(address for address, outcome in outcomes.items() if type(outcome) is type(worst))
    return _diagnose_one(worst, addresses, context)


def gravest(outcomes: dict[str, Outcome]) -> str | None:
    """Return the first of those for whom it ended worst; None when every recipient was accepted."""
    bad = (address for address, outcome in outcomes.items() if not isinstance(outcome, Accepted))
    return max(bad, key=lambda address: _gravity(outcomes[address]), default=None)


def diagnose_words(text: str, phase: Phase | None, *, by_server: bool | None = None) -> Diagnosis:
    """Return what a line from anybody's log means, with nothing known but the line and perhaps the stage."""
    reading = _doubted(read(text, phase, by_server=by_server), text, phase)
    sure = reading.confidence is not Confidence.GUESS
    heard = by_server is not False and reading.cause not in _LINE_TROUBLE
    because = [Because.SERVER_SAYS_SO] if sure and heard else []
    if phase in _BEFORE_DATA:
        because.append(Because.BEFORE_DATA)
    remedies = REMEDIES[reading.cause]
    if reading.cause in _MAYBE_PORT_25 and _PORT_25.search(text):
        because, remedies = [Because.PORT_25, *because], (Remedy.USE_PORT_587, *remedies)
    return Diagnosis(
        reading.cause, reading.confidence, tuple(because), remedies, text, reading.second, heard=heard
    )


def _doubted(said: Reading, text: str, phase: Phase | None) -> Reading:
    """Name what else a vague wording may mean, where nothing else is known."""
    other = _MEANT_INSTEAD.get(said.cause)
    if _blames_for_nothing(said, text, phase):
        return Reading(Cause.RELAY_DENIED, Confidence.GUESS, said.cause)
    if other is None or phase is None or said.confidence is Confidence.GUESS or not is_vague(text, phase):
        return said
    return Reading(said.cause, Confidence.LIKELY, other)


def _blames_for_nothing(said: Reading, text: str, phase: Phase | None) -> bool:
    """Whether the recipient would be blamed for no better reason than the number of the reply.

    Who is refused by the own provider, in words that nobody knows, is rather refused the relaying.
    """
    told_by_number = take_apart(text).enhanced.startswith(("5.1.", "5.2."))  # RFC 3463 section 3
    blamed = said.cause in {Cause.USER_UNKNOWN, Cause.RECIPIENT_REFUSED}
    return phase is Phase.RCPT and blamed and said.confidence is Confidence.GUESS and not told_by_number


def is_own_domain(account: Account, address: str) -> bool:
    """Whether a recipient, as on the wire, is of the sender's own domain: that needs no relaying."""
    own = parse_mailbox(account.address)
    return isinstance(own, Mailbox) and wire_domain(own.domain) == address.rpartition("@")[2].lower()


def may_be_about_relaying(diagnosis: Diagnosis) -> bool:
    """Whether a login could settle it: the cause, or the second best, is of the relay family."""
    return diagnosis.cause in RELAY_FAMILY or diagnosis.second in RELAY_FAMILY


def _gravity(outcome: Outcome) -> int:
    match outcome:
        case Unknown():
            return 4
        case Refused():
            return 3 if outcome.permanent else 2
        case Declined():
            return 3
        case Broken():
            return 1
        case Accepted():
            return 0
        case _:
            assert_never(outcome)


def _diagnose_one(outcome: Outcome, addresses: tuple[str, ...], context: Context) -> Diagnosis:
    match outcome:
        case Refused():
            return _of_refusal(outcome, addresses, context)
        case Broken():
            return _of_trouble(outcome, addresses, context)
        case Declined():
            cause = _OF_OBJECTION[outcome.objection]
            # What the keyring answered is a code of our own, and nobody's words.
            words = "" if outcome.objection is Objection.NO_PASSWORD else outcome.detail
            return Diagnosis(cause, Confidence.CERTAIN, (), REMEDIES[cause], words, None, addresses)
        case Unknown():
            cause = Cause.PERHAPS_DELIVERED
            return Diagnosis(cause, Confidence.CERTAIN, (), REMEDIES[cause], outcome.detail, None, addresses)
        case Accepted():
            raise AssertionError("an accepted recipient needs no diagnosis")
        case _:
            assert_never(outcome)


def _of_trouble(broken: Broken, addresses: tuple[str, ...], context: Context) -> Diagnosis:
    cause = _OF_TROUBLE[broken.trouble]
    because = [Because.BEFORE_DATA]
    remedies = REMEDIES[cause]
    if cause in _MAYBE_PORT_25 and context.account.submission.port == _BLOCKED_PORT:
        because, remedies = [Because.PORT_25, *because], (Remedy.USE_PORT_587, *remedies)
    if broken.trouble in _IN_THE_SERVERS_PLACE and context.other_network is not False:
        because.insert(0, Because.LOGIN_PAGE)
    return Diagnosis(cause, Confidence.CERTAIN, tuple(because), remedies, broken.detail, addresses=addresses)


def _of_refusal(refused: Refused, addresses: tuple[str, ...], context: Context) -> Diagnosis:
    text = str(refused.reply)
    said = read(text, refused.phase)
    found = _in_context(said, refused, addresses, context)
    because = _because(found, said, refused, context)
    remedies = remedies_for(found.cause, context.account, auth_offered=context.auth_offered)
    return Diagnosis(
        found.cause, found.confidence, because, remedies, text, found.second, addresses, heard=True
    )


def _in_context(said: Reading, refused: Refused, addresses: tuple[str, ...], context: Context) -> Reading:
    """Where nobody has proved who we are, the refusal of an outside recipient may be one to relay.

    Some servers never say so: OpenSMTPD answers `550 Invalid recipient`, others a bare `553`. And where a
    login fails away from home, the provider may take none from there.
    """
    likely = Confidence.LIKELY
    text = str(refused.reply)
    if refused.phase is Phase.POP:
        said = _doubted(said, text, refused.phase)
    if refused.phase in _LOGIN and said.cause is Cause.WRONG_CREDENTIALS and context.other_network:
        return Reading(said.cause, likely, said.second or Cause.IP_BLOCKED)
    if not _could_be_relaying(refused, addresses, context):
        return said
    if said.cause in {Cause.RELAY_DENIED, Cause.AUTH_REQUIRED, Cause.RELAY_DENIED_AUTH_NEEDED}:
        if not context.logged_in_now:
            return Reading(Cause.NEEDS_POP_BEFORE_SMTP, likely, Cause.RELAY_DENIED_AUTH_NEEDED)
        return Reading(Cause.RELAY_DENIED_AUTH_NEEDED, likely, Cause.NEEDS_POP_BEFORE_SMTP)
    if said.cause in {Cause.USER_UNKNOWN, Cause.RECIPIENT_REFUSED} and not context.logged_in_now:
        if said.confidence is Confidence.GUESS or is_vague(text, refused.phase):
            return Reading(Cause.RELAY_DENIED, likely, said.cause)
        return Reading(said.cause, likely, Cause.RELAY_DENIED)
    return said


def _could_be_relaying(refused: Refused, addresses: tuple[str, ...], context: Context) -> bool:
    account = context.account
    outside = any(not is_own_domain(account, address) for address in addresses)
    return (
        refused.phase in _BEFORE_DATA
        and account.pop is not None
        and account.submission.login is Login.NONE
        and outside
    )


def _because(found: Reading, said: Reading, refused: Refused, context: Context) -> tuple[Because, ...]:
    # What the context added, the server did not say.
    says_so = found.cause is said.cause and found.confidence is not Confidence.GUESS
    because: list[Because] = [Because.SERVER_SAYS_SO] if says_so else []
    if found.cause in RELAY_FAMILY:
        because += _of_relaying(context)
    elif found.cause is Cause.IP_BLOCKED and context.other_network:
        because.append(Because.OTHER_NETWORK)
    if found.cause in _FROM_ABROAD and refused.phase in _LOGIN:
        because.append(Because.FROM_ABROAD)
    if refused.phase in _BEFORE_DATA:
        because.append(Because.BEFORE_DATA)
    if found.cause in RELAY_FAMILY and not context.logged_in_now and context.account.pop is not None:
        because.append(Because.ACCOUNT_HAS_POP)
    return tuple(because)


def _of_relaying(context: Context) -> list[Because]:
    because = [Because.OTHER_NETWORK] if context.other_network else []
    if context.logged_in_now:
        return [*because, Because.LOGGED_IN_JUST_NOW]
    return [*because, Because.WINDOW_HAD_CLOSED if context.window_counted else Because.NO_LOGIN_FROM_HERE]


_BEFORE_DATA = frozenset({Phase.MAIL, Phase.RCPT})
_LOGIN = frozenset({Phase.AUTH, Phase.POP})
_BLOCKED_PORT = 25
_PORT_25 = re.compile(r"(?:[:\]]|port\W{0,3}|ポート\W{0,3})25(?!\d)", re.IGNORECASE)

_MAYBE_PORT_25 = frozenset(
    {Cause.CONN_TIMEOUT, Cause.CONN_REFUSED, Cause.CONN_UNREACHABLE, Cause.CONN_DROPPED}
)
"""Lines that block port 25 show as these, never as a reply."""

_LINE_TROUBLE = _MAYBE_PORT_25 | {Cause.DNS_FAILURE, Cause.TLS_CERT, Cause.TLS_HANDSHAKE}

_IN_THE_SERVERS_PLACE = frozenset({Trouble.TLS_CERT, Trouble.TLS_HANDSHAKE, Trouble.GARBAGE})
"""What it looks like when the page of a hotel or a train answers instead of the server."""

_FROM_ABROAD = frozenset({Cause.IP_BLOCKED})

_MEANT_INSTEAD = {
    Cause.USER_UNKNOWN: Cause.RELAY_DENIED,
    Cause.RECIPIENT_REFUSED: Cause.RELAY_DENIED,
    Cause.WRONG_CREDENTIALS: Cause.APP_PASSWORD_OR_OAUTH,  # POP3 is switched off in the settings on the web
}

_OF_TROUBLE: dict[Trouble, Cause] = {
    Trouble.DNS_FAILURE: Cause.DNS_FAILURE,
    Trouble.CONN_REFUSED: Cause.CONN_REFUSED,
    Trouble.CONN_TIMEOUT: Cause.CONN_TIMEOUT,
    Trouble.CONN_UNREACHABLE: Cause.CONN_UNREACHABLE,
    Trouble.CONN_DROPPED: Cause.CONN_DROPPED,
    Trouble.TLS_CERT: Cause.TLS_CERT,
    Trouble.TLS_HANDSHAKE: Cause.TLS_HANDSHAKE,
    Trouble.GARBAGE: Cause.PROTOCOL_ERROR,
    Trouble.CANCELLED: Cause.CANCELLED,
    Trouble.SPOOL: Cause.SPOOL_LOST,
}

_OF_OBJECTION: dict[Objection, Cause] = {
    Objection.AUTH_NOT_OFFERED: Cause.AUTH_UNSUPPORTED,
    Objection.TLS_NOT_OFFERED: Cause.TLS_NOT_OFFERED,
    Objection.CLEARTEXT_PASSWORD: Cause.TLS_REQUIRED,
    Objection.SMTPUTF8_NOT_OFFERED: Cause.SMTPUTF8_NOT_OFFERED,
    Objection.TOO_BIG: Cause.MESSAGE_TOO_BIG,
    Objection.NO_PASSWORD: Cause.NO_PASSWORD,
    Objection.NO_MAILBOX: Cause.NO_MAILBOX,
    Objection.WEAKER_LOGIN: Cause.WEAKER_LOGIN,
    Objection.SERVER_UNPROVEN: Cause.PROTOCOL_ERROR,
    Objection.BAD_CREDENTIALS_TEXT: Cause.WRONG_CREDENTIALS,
}
