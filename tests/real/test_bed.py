"""The bed proves itself with the standard library's clients, before Tegata is judged on it."""

import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.real.bed import Bed
from tests.real.dovecot import PASSWORD
from tests.real.places import HOME, LINE_B, LINE_C, Place

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"
DENIED = "554 5.7.1 <bob@elsewhere.example>: Relay access denied"


def test_the_own_network_relays_and_the_others_do_not(bed: Bed) -> None:
    assert visit(bed, HOME, "smtp", "smtp.provider-a.example", BOB).startswith("250")
    assert visit(bed, LINE_B, "smtp", "smtp.provider-a.example", BOB) == DENIED
    assert visit(bed, LINE_C, "smtp", "smtp.provider-a.example", BOB) == DENIED
    (letter,) = bed.arrived(1)
    assert letter.recipients == (BOB,)


@pytest.mark.parametrize("family", ["4", "6"])
def test_a_login_opens_a_window_for_its_own_address_alone(bed: Bed, family: str) -> None:
    assert visit(bed, LINE_C, "pop", f"pop{family}.provider-a.example", PASSWORD) == "2"
    (login,) = bed.logins()
    assert login.address == (LINE_C.ipv4 if family == "4" else LINE_C.ipv6)
    assert visit(bed, LINE_C, "smtp", f"smtp{family}.provider-a.example", BOB).startswith("250")
    other_family = {"4": "6", "6": "4"}[family]
    assert visit(bed, LINE_C, "smtp", f"smtp{other_family}.provider-a.example", BOB) == DENIED
    assert visit(bed, LINE_B, "smtp", f"smtp{family}.provider-a.example", BOB) == DENIED


def test_the_window_closes(bed: Bed) -> None:
    bed.set_window(timedelta(seconds=1))
    visit(bed, LINE_C, "pop", "pop.provider-a.example", PASSWORD)
    time.sleep(1)
    assert visit(bed, LINE_C, "smtp", "smtp.provider-a.example", BOB) == DENIED


def test_a_wrong_password_opens_nothing(bed: Bed) -> None:
    assert "[AUTH]" in visit(bed, LINE_C, "pop", "pop.provider-a.example", "wrong")
    assert bed.logins() == []


def test_the_own_domain_is_accepted_from_anywhere(bed: Bed) -> None:
    assert visit(bed, LINE_C, "smtp", "smtp.provider-a.example", "otto@provider-a.example").startswith("250")
    (letter,) = bed.arrived(1)
    assert letter.recipients == ("otto@provider-a.example",)


def test_smtp_auth_relays_from_anywhere(bed: Bed) -> None:
    assert visit(bed, LINE_C, "auth", str(bed.ca_file), BOB).startswith("250")
    assert bed.logins() == []


def visit(bed: Bed, place: Place, *arguments: str) -> str:
    ended = bed.run(place, sys.executable, Path(__file__).with_name("visitor.py"), *arguments)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()
