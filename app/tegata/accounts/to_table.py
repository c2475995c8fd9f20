"""An account into its `[[account]]` table, changing as little of what a person wrote as can be. Pure."""

from collections.abc import Mapping, MutableMapping
from datetime import timedelta
from typing import Any

from tegata.accounts.account import Account, PopBeforeSend, Server

Table = MutableMapping[str, Any]


def account_into(table: Table, account: Account) -> None:
    """Bring the table up to the account's values. Comments, order and keys we do not know stay."""
    _set(table, "name", account.name)
    _set(table, "address", account.address)
    _set(table, "display_name", account.display_name, unless="")
    _set(table, "signature", account.signature, unless="")
    _set(table, "copy_to_self", account.copy_to_self, unless=False)
    _server_into(_inner(table, "submission"), account.submission)
    _set(table["submission"], "login", account.submission.login.value)
    if account.pop is None:
        table.pop("pop", None)
    else:
        _server_into(_inner(table, "pop"), account.pop)
        _set(table["pop"], "apop", account.pop.apop, unless=False)
    if account.before_auth is None:
        table.pop("before_auth", None)
    else:
        _server_into(_inner(table, "before_auth"), account.before_auth)
    if "pop_before_send" in table or account.pop_before_send != PopBeforeSend():
        inner = _inner(table, "pop_before_send")
        _set(inner, "enabled", account.pop_before_send.enabled)
        _set(inner, "window_minutes", _minutes(account.pop_before_send.window))
    if account.polling.every is None:
        table.pop("polling", None)
    else:
        _set(_inner(table, "polling"), "every_minutes", _minutes(account.polling.every))


def _server_into(table: Table, server: Server) -> None:
    _set(table, "host", server.host)
    _set(table, "port", server.port)
    _set(table, "security", server.security.value)
    _set(table, "user", server.user, unless="")
    _set(table, "ca_file", server.ca_file, unless=None)
    _set(table, "allow_cleartext_password", server.allow_cleartext_password, unless=False)


def _inner(table: Table, key: str) -> Table:
    if not isinstance(table.get(key), Mapping):
        table[key] = {}
    inner: Table = table[key]
    return inner


_NOTHING = object()


def _set(table: Table, key: str, value: Any, *, unless: Any = _NOTHING) -> None:
    """Set the value if it is another one; a value that is `unless` is not written down."""
    if value == unless:
        table.pop(key, None)
    elif table.get(key, _NOTHING) != value:
        table[key] = value


def _minutes(time: timedelta) -> int | float:
    minutes = time / timedelta(minutes=1)
    return int(minutes) if minutes.is_integer() else minutes
