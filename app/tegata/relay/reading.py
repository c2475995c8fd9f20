"""Reads what happened, in its context, into a diagnosis. Pure."""

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
from tegata.relay.causes import RELAY_FAMILY
from tegata.relay.diagnosis import Because, Cause, Confidence, Diagnosis, Remedy


@dataclass(frozen=True, slots=True)
class Context:
    """What was true when it happened. `window_counted` means that a login should have covered the letter."""

    account: Account
    window_counted: bool = False
    logged_in_now: bool = False


def diagnose(outcomes: dict[str, Outcome], context: Context) -> Diagnosis | None:
    """Return what the gravest of the outcomes means; None when every recipient was accepted."""
    bad = {address: outcome for address, outcome in outcomes.items() if not isinstance(outcome, Accepted)}
    if not bad:
        return None
    worst = max(bad.values(), key=_gravity)
    addresses = tuple(address for address, outcome in bad.items() if type(outcome) is type(worst))
    return _diagnose_one(worst, addresses, context)


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
            cause = _OF_TROUBLE[outcome.trouble]
            remedies = _REMEDIES[cause]
            because: tuple[Because, ...] = (Because.BEFORE_DATA,)
            if cause in _MAYBE_PORT_25 and context.account.submission.port == 25:
                because, remedies = (Because.PORT_25, *because), (Remedy.USE_PORT_587, *remedies)
            return Diagnosis(
                cause, Confidence.CERTAIN, because, remedies, outcome.detail, addresses=addresses
            )
        case Declined():
            cause = _OF_OBJECTION[outcome.objection]
            # What the keyring answered is a code of our own, and nobody's words.
            words = "" if outcome.objection is Objection.NO_PASSWORD else outcome.detail
            return Diagnosis(cause, Confidence.CERTAIN, (), _REMEDIES[cause], words, None, addresses)
        case Unknown():
            cause = Cause.PERHAPS_DELIVERED
            return Diagnosis(cause, Confidence.CERTAIN, (), _REMEDIES[cause], outcome.detail, None, addresses)
        case Accepted():
            raise AssertionError("an accepted recipient needs no diagnosis")
        case _:
            assert_never(outcome)


def _of_refusal(refused: Refused, addresses: tuple[str, ...], context: Context) -> Diagnosis:
    text = str(refused.reply)
    said, says_so = cause_of(text, refused.phase)
    cause, second = _in_context(said, refused, addresses, context, says_so=says_so)
    says_so = says_so and cause is said  # what the context added, the server did not say
    confidence = Confidence.CERTAIN if says_so and second is None else Confidence.LIKELY
    because = _because(cause, refused, context, says_so=says_so)
    remedies = _remedies(cause, context)
    return Diagnosis(cause, confidence, because, remedies, text, second, addresses, heard=True)


def _in_context(
    cause: Cause, refused: Refused, addresses: tuple[str, ...], context: Context, *, says_so: bool
) -> tuple[Cause, Cause | None]:
    """Where nobody has proved who we are, the refusal of an outside recipient may be one to relay.

    Some servers never say so: OpenSMTPD answers `550 Invalid recipient`, others a bare `553`.
    """
    if not _could_be_relaying(refused, addresses, context):
        return cause, None
    if cause in {Cause.RELAY_DENIED, Cause.AUTH_REQUIRED, Cause.RELAY_DENIED_AUTH_NEEDED}:
        if not context.logged_in_now:
            return Cause.NEEDS_POP_BEFORE_SMTP, Cause.RELAY_DENIED_AUTH_NEEDED
        return Cause.RELAY_DENIED_AUTH_NEEDED, Cause.NEEDS_POP_BEFORE_SMTP
    if cause in {Cause.USER_UNKNOWN, Cause.RECIPIENT_REFUSED} and not context.logged_in_now:
        return (cause, Cause.RELAY_DENIED) if says_so else (Cause.RELAY_DENIED, cause)
    return cause, None


def _could_be_relaying(refused: Refused, addresses: tuple[str, ...], context: Context) -> bool:
    account = context.account
    outside = any(not is_own_domain(account, address) for address in addresses)
    return (
        refused.phase in {Phase.MAIL, Phase.RCPT}
        and account.pop is not None
        and account.submission.login is Login.NONE
        and outside
    )


def is_own_domain(account: Account, address: str) -> bool:
    """Whether a recipient, as on the wire, is of the sender's own domain: that needs no relaying."""
    own = parse_mailbox(account.address)
    return isinstance(own, Mailbox) and wire_domain(own.domain) == address.rpartition("@")[2].lower()


def may_be_about_relaying(diagnosis: Diagnosis) -> bool:
    """Whether a login could settle it: the cause, or the second best, is of the relay family."""
    return diagnosis.cause in RELAY_FAMILY or diagnosis.second in RELAY_FAMILY


def _because(cause: Cause, refused: Refused, context: Context, *, says_so: bool) -> tuple[Because, ...]:
    because: list[Because] = [Because.SERVER_SAYS_SO] if says_so else []
    if cause in RELAY_FAMILY:
        if context.logged_in_now:
            because.append(Because.LOGGED_IN_JUST_NOW)
        elif context.window_counted:
            because.append(Because.WINDOW_HAD_CLOSED)
        else:
            because.append(Because.NO_LOGIN_FROM_HERE)
    if refused.phase in {Phase.MAIL, Phase.RCPT}:
        because.append(Because.BEFORE_DATA)
    return tuple(because)


def _remedies(cause: Cause, context: Context) -> tuple[Remedy, ...]:
    remedies = _REMEDIES[cause]
    if context.account.pop is None:
        remedies = tuple(remedy for remedy in remedies if remedy is not Remedy.POP_LOGIN_AND_RETRY)
    return remedies


_MAYBE_PORT_25 = frozenset(
    {Cause.CONN_TIMEOUT, Cause.CONN_REFUSED, Cause.CONN_UNREACHABLE, Cause.CONN_DROPPED}
)
"""Lines that block port 25 show as these, never as a reply."""

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
    Objection.SERVER_UNPROVEN: Cause.PROTOCOL_ERROR,
    Objection.BAD_CREDENTIALS_TEXT: Cause.WRONG_CREDENTIALS,
}

_R = Remedy
_PROOF = (_R.POP_LOGIN_AND_RETRY, _R.OPEN_SETTINGS)
_PASSWORD = (_R.ENTER_PASSWORD, _R.OPEN_SETTINGS)
_LATER = (_R.TRY_NOW, _R.WAIT)
_SERVERS = (_R.OPEN_SETTINGS, _R.ASK_PROVIDER)

_REMEDIES: dict[Cause, tuple[Remedy, ...]] = {
    Cause.NEEDS_POP_BEFORE_SMTP: _PROOF,
    Cause.RELAY_DENIED: _PROOF,
    Cause.RELAY_DENIED_AUTH_NEEDED: (_R.OPEN_SETTINGS, _R.POP_LOGIN_AND_RETRY),
    Cause.RELAY_DENIED_NEVER: _SERVERS,
    Cause.AUTH_REQUIRED: (_R.OPEN_SETTINGS, _R.POP_LOGIN_AND_RETRY),
    Cause.WRONG_CREDENTIALS: _PASSWORD,
    Cause.APP_PASSWORD_OR_OAUTH: _PASSWORD,
    Cause.AUTH_UNSUPPORTED: _SERVERS,
    Cause.LOGIN_THROTTLED: (_R.WAIT, _R.TRY_NOW),
    Cause.ACCOUNT_BLOCKED: (_R.ASK_PROVIDER,),
    Cause.TLS_REQUIRED: _SERVERS,
    Cause.TLS_NOT_OFFERED: _SERVERS,
    Cause.SENDER_NOT_OWNED: (_R.OPEN_SETTINGS, _R.EDIT_LETTER),
    Cause.SENDER_REJECTED: (_R.OPEN_SETTINGS, _R.ASK_PROVIDER),
    Cause.USER_UNKNOWN: (_R.EDIT_RECIPIENTS,),
    Cause.RECIPIENT_REFUSED: (_R.EDIT_RECIPIENTS,),
    Cause.MAILBOX_FULL: (_R.TRY_NOW, _R.EDIT_RECIPIENTS),
    Cause.MESSAGE_TOO_BIG: (_R.EDIT_LETTER,),
    Cause.TOO_MANY_RECIPIENTS: (_R.EDIT_RECIPIENTS,),
    Cause.RATE_LIMIT: (_R.WAIT, _R.TRY_NOW),
    Cause.GREYLISTED: (_R.WAIT, _R.TRY_NOW),
    Cause.IP_BLOCKED: (_R.ASK_PROVIDER, _R.TRY_NOW),
    Cause.SPAM_POLICY: (_R.EDIT_LETTER, _R.ASK_PROVIDER),
    Cause.SERVER_TEMPORARY: _LATER,
    Cause.PROTOCOL_ERROR: (_R.TRY_NOW, _R.ASK_PROVIDER),
    Cause.MAILBOX_LOCKED: _LATER,
    Cause.CONN_TIMEOUT: (_R.TRY_NOW, _R.OPEN_SETTINGS),
    Cause.CONN_REFUSED: (_R.TRY_NOW, _R.OPEN_SETTINGS),
    Cause.CONN_UNREACHABLE: (_R.TRY_NOW, _R.OPEN_SETTINGS),
    Cause.CONN_DROPPED: (_R.TRY_NOW, _R.OPEN_SETTINGS),
    Cause.DNS_FAILURE: (_R.TRY_NOW, _R.OPEN_SETTINGS),
    Cause.TLS_CERT: _SERVERS,
    Cause.TLS_HANDSHAKE: _SERVERS,
    Cause.SMTPUTF8_NOT_OFFERED: (_R.EDIT_RECIPIENTS,),
    Cause.NO_PASSWORD: _PASSWORD,
    Cause.NO_MAILBOX: (_R.OPEN_SETTINGS,),
    Cause.SPOOL_LOST: (_R.EDIT_LETTER,),
    Cause.CANCELLED: (_R.TRY_NOW, _R.EDIT_LETTER),
    Cause.PERHAPS_DELIVERED: (),
}
