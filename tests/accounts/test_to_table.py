"""Writing an account: everything comes back, and what a person wrote stays."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tegata.accounts.account import Account, Login, Polling, PopBeforeSend, Security, Server
from tegata.accounts.from_table import account_from
from tegata.accounts.to_table import account_into
from tests.accounts.samples import HOME, PLAIN

NAMES = st.text(st.characters(categories=["L", "N", "P"]), max_size=8)
MINUTES = st.integers(1, 1440 * 60).map(lambda seconds: timedelta(seconds=seconds))
SERVERS = st.builds(
    Server,
    host=st.sampled_from(["mail.a.example", "192.0.2.1"]),
    port=st.integers(1, 65535),
    security=st.sampled_from(Security),
    user=NAMES,
    ca_file=st.none() | NAMES.filter(bool),
    allow_cleartext_password=st.just(value=True),
)
ACCOUNTS = st.builds(
    Account,
    name=NAMES.filter(bool),
    address=st.just("hana@a.example"),
    display_name=NAMES,
    submission=st.builds(replace, SERVERS, login=st.sampled_from(Login)),
    pop=st.builds(replace, SERVERS, apop=st.booleans()),
    pop_before_send=st.builds(PopBeforeSend, enabled=st.booleans(), window=MINUTES),
    polling=st.builds(Polling, st.none() | MINUTES),
    signature=NAMES,
    before_auth=st.none() | SERVERS,
)


@given(account=ACCOUNTS, before=st.none() | ACCOUNTS)
def test_every_account_comes_back(account: Account, before: Account | None) -> None:
    table: dict[str, Any] = {}
    if before is not None:
        account_into(table, before)
    account_into(table, account)
    assert account_from(table, ()) == account


def test_what_is_no_longer_there_goes() -> None:
    table: dict[str, Any] = {"colour": "green"}
    account_into(table, HOME)
    account_into(table, replace(PLAIN, pop_before_send=HOME.pop_before_send))
    assert "pop" not in table
    assert "polling" not in table
    assert "user" not in table["submission"]
    assert table["colour"] == "green"


def test_defaults_are_not_written_down() -> None:
    table: dict[str, Any] = {}
    account_into(table, PLAIN)
    assert table == {
        "name": "plain",
        "address": "ken@b.example",
        "submission": {"host": "192.0.2.25", "port": 25, "security": "none", "login": "none"},
    }


def test_whole_minutes_are_written_whole() -> None:
    table: dict[str, Any] = {}
    account_into(table, replace(HOME, pop_before_send=PopBeforeSend(enabled=True)))
    assert repr(table["pop_before_send"]["window_minutes"]) == "10"
