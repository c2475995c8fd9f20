"""Ports follow security unless they are the user's own."""

import pytest

from tegata.accounts.account import Security
from tegata.gui.account_ports import POP3, SUBMISSION, following


@pytest.mark.parametrize(
    ("ports", "now", "port"),
    [
        (SUBMISSION, Security.TLS, 465),
        (SUBMISSION, Security.STARTTLS, 587),
        (SUBMISSION, Security.NONE, 25),
        (POP3, Security.TLS, 995),
        (POP3, Security.STARTTLS, 110),
    ],
)
def test_the_usual_port_follows(ports: dict[Security, int], now: Security, port: int) -> None:
    for before in Security:
        assert following(ports, ports[before], before, now) == port


def test_a_port_of_ones_own_stays() -> None:
    assert following(SUBMISSION, 2525, Security.TLS, Security.STARTTLS) == 2525


def test_an_empty_field_is_filled() -> None:
    assert following(SUBMISSION, 0, Security.TLS, Security.TLS) == 465
