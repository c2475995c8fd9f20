"""Whether another mailer's mailbox is an account's own."""

from datetime import timedelta

import pytest

from tegata.accounts.account import Security, Server
from tegata.accounts.neighbour import Neighbour, watches

MAILBOX = Server("pop.provider-a.example", 995, Security.TLS, user="anna")


def at(host: str, user: str) -> Neighbour:
    return Neighbour("Thunderbird", host, user, timedelta(minutes=10))


@pytest.mark.parametrize(
    ("host", "user"),
    [
        ("pop.provider-a.example", "anna"),
        ("POP.Provider-A.example.", "Anna"),
        ("imap.provider-a.example", "anna"),
        ("pop.provider-a.example", "anna@provider-a.example"),
    ],
)
def test_the_same_mailbox_however_it_is_written(host: str, user: str) -> None:
    assert watches(at(host, user), MAILBOX)


@pytest.mark.parametrize(
    ("host", "user"),
    [
        ("pop.provider-a.example", "bob"),
        ("pop.provider-b.example", "anna"),
        ("provider-a.example", "anna"),
        ("pop.provider-a.example", ""),
        ("", ""),
    ],
)
def test_another_mailbox(host: str, user: str) -> None:
    assert not watches(at(host, user), MAILBOX)


def test_neither_an_ending_nor_an_address_is_a_provider() -> None:
    assert not watches(at("imap.example", "anna"), Server("pop.example", 995, Security.TLS, user="anna"))
    assert not watches(at("10.0.0.7", "anna"), Server("192.0.0.7", 995, Security.TLS, user="anna"))
    assert watches(at("127.0.0.1", "anna"), Server("127.0.0.1", 995, Security.TLS, user="anna"))


def test_two_whole_addresses_are_compared_whole() -> None:
    mailbox = Server("mail.host.example", 995, Security.TLS, user="anna@one.example")
    assert watches(at("mail.host.example", "anna@one.example"), mailbox)
    assert not watches(at("mail.host.example", "anna@two.example"), mailbox)


def test_a_mailbox_without_a_user_is_nobodys() -> None:
    assert not watches(at("pop.a.example", ""), Server("pop.a.example", 995, Security.TLS))
