"""Both proofs on real servers: over which line, under which security, with which address family."""

import re
from ipaddress import IPv6Address, ip_address

import pytest

from tests.real.bed import Arrived, Bed
from tests.real.places import LINE_C
from tests.real.scenes import Stage
from tests.real.traveller import POP, POPS, SMTP, SUBMISSION, SUBMISSIONS, Entrance, Settings, Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"


@pytest.mark.parametrize("entrance", [SUBMISSION, SUBMISSIONS], ids=["starttls", "tls"])
def test_smtp_auth_goes_out_from_anywhere_without_a_pop_login(
    anna: Traveller, bed: Bed, entrance: Entrance
) -> None:
    anna.settle(Settings(smtp=entrance, smtp_auth=True))
    sent = anna.send(BOB)
    assert sent.code == 0, sent.printed
    assert len(bed.arrived(1)) == 1
    assert bed.logins() == []


@pytest.mark.parametrize("entrance", [POP, POPS], ids=["stls", "tls"])
def test_the_pop_login_is_secured_either_way(anna: Traveller, bed: Bed, entrance: Entrance) -> None:
    anna.settle(Settings(pop=entrance))
    assert anna.send(BOB).code == 0
    assert len(bed.logins()) == 1


@pytest.mark.parametrize(
    ("pop_host", "smtp_host"),
    [("pop", "smtp"), ("pop4", "smtp"), ("pop6", "smtp"), ("pop", "smtp6"), ("pop", "smtp4")],
)
def test_both_protocols_leave_from_the_same_address(
    anna: Traveller, bed: Bed, pop_host: str, smtp_host: str
) -> None:
    pop = Entrance(f"{pop_host}.provider-a.example", POP.port, POP.security)
    smtp = Entrance(f"{smtp_host}.provider-a.example", SMTP.port, SMTP.security)
    anna.settle(Settings(pop=pop, smtp=smtp))
    sent = anna.send(BOB)
    assert sent.code == 0, sent.printed
    (login,) = bed.logins()
    (letter,) = bed.arrived(1)
    assert login.address == _client_of(letter)
    if "4" in pop_host + smtp_host:
        assert login.address == LINE_C.ipv4
    if "6" in pop_host + smtp_host:
        assert isinstance(login.address, IPv6Address)


def test_the_wrong_password_is_not_tried_again(anna: Traveller, scene: Stage) -> None:
    anna.password = "forgotten"
    sent = anna.send(BOB)
    assert sent.code == 10, sent.printed
    assert sent.cause == "wrong-credentials"
    assert [parcel["state"] for parcel in anna.outbox()] == ["held"]
    scene("Wrong POP password", sent, arrived=0, logins=0, not_let_in=1)


def test_a_certificate_that_nobody_vouches_for_ends_it(anna: Traveller, bed: Bed) -> None:
    anna.settle(Settings(trusted=False))
    sent = anna.send(BOB)
    assert sent.code == 13, sent.printed
    assert bed.logins() == []
    assert bed.letters() == []


def _client_of(letter: Arrived) -> object:
    """Return the address that Postfix saw, out of the Received line it wrote."""
    found = re.search(rb"Received: from \S+ \(\S+ \[(?:IPv6:)?([^\]]+)\]\)", letter.content)
    assert found is not None, letter.content
    return ip_address(found[1].decode())
