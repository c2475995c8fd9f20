"""Reading one account's table: the right types, defaults, and every flaw named."""

import tomllib
from datetime import timedelta

import pytest

from tegata.accounts.account import DEFAULT_WINDOW, Account, Login, Security, Server
from tegata.accounts.from_table import account_from
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason

F = AccountField
R = AccountReason

LEAST = """
name = "home"
address = "hana@a.example"
[submission]
host = "mail.a.example"
port = 465
"""
MOST = """
name = "home"
address = "hana@a.example"
display_name = "Hana"
favourite_colour = "green"
signature = "Hana"
[submission]
host = "mail.a.example"
port = 25
security = "none"
login = "password"
user = "hana"
allow_cleartext_password = true
[pop]
host = "pop.a.example"
port = 110
security = "starttls"
user = "hana@a.example"
ca_file = "/etc/ssl/practice.pem"
apop = true
[pop_before_send]
enabled = true
window_minutes = 0.5
[polling]
every_minutes = 15
"""


def read(text: str) -> Account | tuple[AccountFlaw, ...]:
    return account_from(tomllib.loads(text), ())


def test_what_is_left_out_has_its_default() -> None:
    account = read(LEAST)
    assert account == Account("home", "hana@a.example", "", Server("mail.a.example", 465, Security.TLS))
    assert account.pop_before_send.window == DEFAULT_WINDOW == timedelta(minutes=10)


def test_every_key_is_read() -> None:
    account = read(MOST)
    assert isinstance(account, Account)
    assert account.submission == Server(
        "mail.a.example", 25, Security.NONE, "hana", Login.PASSWORD, allow_cleartext_password=True
    )
    assert account.pop == Server(
        "pop.a.example", 110, Security.STARTTLS, "hana@a.example", ca_file="/etc/ssl/practice.pem", apop=True
    )
    assert account.pop_before_send.enabled
    assert account.pop_before_send.window == timedelta(seconds=30)
    assert account.polling.every == timedelta(minutes=15)
    assert (account.display_name, account.signature) == ("Hana", "Hana")


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        ('name = "home"', "name = 3", AccountFlaw(F.NAME, R.WRONG_TYPE, "3")),
        ('name = "home"', "", AccountFlaw(F.NAME, R.MISSING)),
        ("port = 25", 'port = "smtp"', AccountFlaw(F.SUBMISSION_PORT, R.WRONG_TYPE, "smtp")),
        ("port = 25", "port = true", AccountFlaw(F.SUBMISSION_PORT, R.WRONG_TYPE, "True")),
        ("port = 25", "", AccountFlaw(F.SUBMISSION_PORT, R.MISSING)),
        ('security = "none"', 'security = "ssl"', AccountFlaw(F.SUBMISSION_SECURITY, R.NOT_A_CHOICE, "ssl")),
        ('login = "password"', "login = true", AccountFlaw(F.SUBMISSION_LOGIN, R.NOT_A_CHOICE, "True")),
        ("apop = true", "apop = 1", AccountFlaw(F.POP_APOP, R.WRONG_TYPE, "1")),
        ("enabled = true", 'enabled = "yes"', AccountFlaw(F.POP_BEFORE_SEND_ENABLED, R.WRONG_TYPE, "yes")),
        ("window_minutes = 0.5", "window_minutes = nan", AccountFlaw(F.WINDOW, R.WRONG_TYPE, "nan")),
        ("window_minutes = 0.5", "window_minutes = 1e300", AccountFlaw(F.WINDOW, R.TOO_LONG, "1e+300")),
        ("window_minutes = 0.5", "window_minutes = 0", AccountFlaw(F.WINDOW, R.NOT_POSITIVE, "0:00:00")),
        ("every_minutes = 15", 'every_minutes = ""', AccountFlaw(F.POLLING_EVERY, R.WRONG_TYPE, "")),
    ],
)
def test_a_value_that_will_not_do_is_named_once(old: str, new: str, flaw: AccountFlaw) -> None:
    assert old in MOST
    assert read(MOST.replace(old, new)) == (flaw,)


def test_an_account_without_its_server_is_no_account() -> None:
    assert read('name = "home"\naddress = "hana@a.example"') == (AccountFlaw(F.SUBMISSION, R.MISSING),)


def test_a_value_in_a_tables_place_is_named() -> None:
    flaws = read('name = "home"\naddress = "hana@a.example"\nsubmission = "mail.a.example"')
    assert isinstance(flaws, tuple)
    assert flaws[0] == AccountFlaw(F.SUBMISSION, R.WRONG_TYPE, "mail.a.example")


def test_the_same_name_again_is_a_flaw() -> None:
    assert account_from(tomllib.loads(LEAST), {"home"}) == (AccountFlaw(F.NAME, R.NOT_UNIQUE, "home"),)


def test_an_empty_table_has_flaws_and_nothing_worse() -> None:
    assert AccountFlaw(F.SUBMISSION, R.MISSING) in account_from({}, ())  # type: ignore[operator]
