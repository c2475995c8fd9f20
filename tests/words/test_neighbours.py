"""What other mailers hide, in words."""

from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.accounts.neighbour import Neighbour
from tegata.words.neighbours import hidden_by


def account(login: Login = Login.NONE, *, pop: bool = True) -> Account:
    return Account(
        name="anna",
        address="anna@a.example",
        display_name="",
        submission=Server("smtp.a.example", 25, Security.NONE, login=login),
        pop=Server("pop.a.example", 995, Security.TLS, user="anna") if pop else None,
        pop_before_send=PopBeforeSend(enabled=pop, window=timedelta(minutes=10)),
    )


def neighbour(mailer: str, minutes: float, user: str = "anna") -> Neighbour:
    return Neighbour(mailer, "pop.a.example", user, timedelta(minutes=minutes))


def test_within_the_window_it_explains_why_sending_worked() -> None:
    found = hidden_by([neighbour("Thunderbird", 10)], account())
    assert found is not None
    assert found.headline == "Thunderbird checks this mailbox every 10 minutes."
    assert found.detail.startswith("That is why sending worked without Tegata’s own login.")
    assert found.detail.endswith("Turn it off there, and Tegata still sends.")


def test_beyond_the_window_it_speaks_of_luck() -> None:
    found = hidden_by([neighbour("Evolution", 60)], account())
    assert found is not None
    assert "now and then, by luck" in found.detail


def test_each_mailer_is_named_once_the_quickest_first() -> None:
    several = [neighbour("Evolution", 60), neighbour("Thunderbird", 30), neighbour("Thunderbird", 5)]
    found = hidden_by(several, account())
    assert found is not None
    assert found.headline.splitlines() == [
        "Thunderbird checks this mailbox every 5 minutes.",
        "Evolution checks this mailbox every 60 minutes.",
    ]
    assert found.detail.startswith("That is why")


@pytest.mark.parametrize(
    ("neighbours", "of"),
    [
        ([], account()),
        ([neighbour("Thunderbird", 10, user="bob")], account()),
        ([neighbour("Thunderbird", 10)], account(pop=False)),
        ([neighbour("Thunderbird", 10)], account(Login.PASSWORD)),
    ],
)
def test_where_nothing_is_hidden_nothing_is_said(neighbours: list[Neighbour], of: Account) -> None:
    assert hidden_by(neighbours, of) is None
