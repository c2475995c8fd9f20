"""Values that the tests of the heart start from."""

import pytest

from tegata.accounts.account import Account, PopBeforeSend, Security, Server
from tests.hand_clock import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def account() -> Account:
    return Account(
        name="anna",
        address="anna@provider-a.example",
        display_name="Anna Berg",
        submission=Server("smtp.provider-a.example", 25, Security.NONE),
        pop=Server("pop.provider-a.example", 995, Security.TLS, user="anna"),
        pop_before_send=PopBeforeSend(enabled=True),
    )
