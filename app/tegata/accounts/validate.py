"""What is wrong with an account, field by field: the same checks for the file and for the dialog. Pure."""

import ipaddress
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from tegata.accounts.account import Account, Login, Security, Server
from tegata.mail.address import Mailbox, parse_mailbox, wire_domain


class AccountField(StrEnum):
    """A field of an account; the value is its place in the settings file."""

    ACCOUNT = "account"
    NAME = "name"
    ADDRESS = "address"
    DISPLAY_NAME = "display_name"
    SIGNATURE = "signature"
    COPY_TO_SELF = "copy_to_self"
    SUBMISSION = "submission"
    SUBMISSION_HOST = "submission.host"
    SUBMISSION_PORT = "submission.port"
    SUBMISSION_SECURITY = "submission.security"
    SUBMISSION_LOGIN = "submission.login"
    SUBMISSION_USER = "submission.user"
    SUBMISSION_CA_FILE = "submission.ca_file"
    SUBMISSION_CLEARTEXT = "submission.allow_cleartext_password"
    POP = "pop"
    POP_HOST = "pop.host"
    POP_PORT = "pop.port"
    POP_SECURITY = "pop.security"
    POP_USER = "pop.user"
    POP_CA_FILE = "pop.ca_file"
    POP_CLEARTEXT = "pop.allow_cleartext_password"
    POP_APOP = "pop.apop"
    BEFORE_AUTH = "before_auth"
    BEFORE_AUTH_HOST = "before_auth.host"
    BEFORE_AUTH_PORT = "before_auth.port"
    BEFORE_AUTH_SECURITY = "before_auth.security"
    BEFORE_AUTH_USER = "before_auth.user"
    BEFORE_AUTH_CA_FILE = "before_auth.ca_file"
    BEFORE_AUTH_CLEARTEXT = "before_auth.allow_cleartext_password"
    POP_BEFORE_SEND = "pop_before_send"
    POP_BEFORE_SEND_ENABLED = "pop_before_send.enabled"
    WINDOW = "pop_before_send.window_minutes"
    POLLING = "polling"
    POLLING_EVERY = "polling.every_minutes"


class AccountReason(StrEnum):
    """Why a field's value will not do."""

    MISSING = "missing"
    WRONG_TYPE = "wrong-type"  # in the file: a number where text belongs, and the like
    NOT_A_CHOICE = "not-a-choice"  # in the file: a word that is none of those possible
    NOT_UNIQUE = "not-unique"
    CONTROL_CHARACTER = "control-character"
    BAD_ADDRESS = "bad-address"
    BAD_HOST = "bad-host"
    BAD_PORT = "bad-port"  # not from 1 to 65535
    CLEARTEXT_PASSWORD = "cleartext-password"  # noqa: S105 - in clear, and nobody has said that this is wanted
    NO_POP_SERVER = "no-pop-server"  # POP before send without a server to log in to
    NOT_POSITIVE = "not-positive"
    TOO_LONG = "too-long"  # a time nobody can have meant


@dataclass(frozen=True, slots=True)
class AccountFlaw:
    """One thing to mend; `what` is the value at fault, as text."""

    field: AccountField
    reason: AccountReason
    what: str = ""


_F = AccountField
_R = AccountReason
_LONGEST = timedelta(days=1)


def validate(account: Account, taken_names: Collection[str] = ()) -> tuple[AccountFlaw, ...]:
    """Return all that is wrong, none if nothing is. `taken_names` are the names of the other accounts."""
    return (
        *_flaws_of_person(account, taken_names),
        *_flaws_of_server(
            account.submission, "submission", logs_in=account.submission.login is not Login.NONE
        ),
        *(_flaws_of_server(account.pop, "pop", logs_in=True) if account.pop else ()),
        *(_flaws_of_server(account.before_auth, "before_auth", logs_in=False) if account.before_auth else ()),
        *_flaws_of_times(account),
    )


def _flaws_of_person(account: Account, taken_names: Collection[str]) -> Iterator[AccountFlaw]:
    if not account.name.strip():
        yield AccountFlaw(_F.NAME, _R.MISSING)
    if account.name in taken_names:
        yield AccountFlaw(_F.NAME, _R.NOT_UNIQUE, account.name)
    for field, text in ((_F.NAME, account.name), (_F.DISPLAY_NAME, account.display_name)):
        if not text.isprintable():
            yield AccountFlaw(field, _R.CONTROL_CHARACTER, text)
    if not account.address.strip():
        yield AccountFlaw(_F.ADDRESS, _R.MISSING)
    elif not _is_plain_address(account.address):
        yield AccountFlaw(_F.ADDRESS, _R.BAD_ADDRESS, account.address)


def _flaws_of_server(server: Server, table: str, *, logs_in: bool) -> Iterator[AccountFlaw]:
    def flaw(key: str, reason: AccountReason, what: str = "") -> AccountFlaw:
        return AccountFlaw(AccountField(f"{table}.{key}"), reason, what)

    if not server.host.strip():
        yield flaw("host", _R.MISSING)
    elif not _is_host(server.host):
        yield flaw("host", _R.BAD_HOST, server.host)
    if not 1 <= server.port <= 65535:
        yield flaw("port", _R.BAD_PORT, str(server.port))
    if not server.user.isprintable():
        yield flaw("user", _R.CONTROL_CHARACTER, server.user)
    if logs_in and server.security is Security.NONE and not server.allow_cleartext_password:
        yield flaw("allow_cleartext_password", _R.CLEARTEXT_PASSWORD)


def _flaws_of_times(account: Account) -> Iterator[AccountFlaw]:
    if account.pop_before_send.enabled and account.pop is None:
        yield AccountFlaw(_F.POP_BEFORE_SEND_ENABLED, _R.NO_POP_SERVER)
    yield from _flaws_of_time(_F.WINDOW, account.pop_before_send.window)
    if account.polling.every is not None:
        yield from _flaws_of_time(_F.POLLING_EVERY, account.polling.every)
        if account.pop is None:
            yield AccountFlaw(_F.POLLING_EVERY, _R.NO_POP_SERVER)


def _flaws_of_time(field: AccountField, time: timedelta) -> Iterator[AccountFlaw]:
    if time <= timedelta(0):
        yield AccountFlaw(field, _R.NOT_POSITIVE, str(time))
    elif time > _LONGEST:
        yield AccountFlaw(field, _R.TOO_LONG, str(time))


def _is_plain_address(text: str) -> bool:
    """Whether the text is an address and nothing more: the name has a field of its own."""
    mailbox = parse_mailbox(text)
    return isinstance(mailbox, Mailbox) and mailbox.address == text.strip()


def _is_host(text: str) -> bool:
    return _does_not_raise(ipaddress.ip_address, text) or (
        not text.startswith("[") and _does_not_raise(wire_domain, text.removesuffix("."))
    )


def _does_not_raise(check: Callable[[str], object], text: str) -> bool:
    try:
        check(text)
    except ValueError:
        return False
    return True
