"""The traveller's check on real servers: what it says of the way, and that it sends nothing."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from tests.real.bed import Bed
from tests.real.neighbours import blocked
from tests.real.places import HOME, LINE_C, Place
from tests.real.traveller import POPS, SUBMISSION, Entrance, Settings, Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"
POSTFIX = Entrance("smtp.provider-a.example", 25, "starttls")
EXIM_AT_RCPT = Entrance("exim.provider-a.example", 25, "starttls")
EXIM_AT_CONNECT = Entrance("exim.provider-a.example", 26, "starttls")
SERVERS = {"Postfix": POSTFIX, "Exim": EXIM_AT_RCPT, "Exim at connect": EXIM_AT_CONNECT}
ANY_SERVER = pytest.mark.parametrize("smtp", SERVERS.values(), ids=SERVERS)


@dataclass(frozen=True, slots=True)
class Walked:
    """How `tegata check` ended, step by step."""

    code: int
    rows: list[dict[str, Any]]
    printed: str

    def step(self, stage: str, port: str | None = None) -> dict[str, Any]:
        """Return the last step of this stage."""
        found = [row for row in self.rows if row["step"] == stage]
        return [row for row in found if port is None or row["facts"]["port"] == port][-1]

    def stages(self) -> set[str]:
        return {row["step"] for row in self.rows}


def walked(anna: Traveller, *options: str) -> Walked:
    ended = anna.check("--to", BOB, *options)
    last = json.loads(ended.stdout.splitlines()[-1])
    return Walked(ended.returncode, last["steps"], ended.stderr)


@ANY_SERVER
def test_abroad_the_relay_is_refused_before_the_login_and_accepted_after_it(
    anna: Traveller, bed: Bed, smtp: Entrance
) -> None:
    anna.settle(Settings(smtp=smtp, pop=POPS))
    found = walked(anna)
    assert found.code == 0, found.printed
    assert "You can send from here\nAfter a POP login that Tegata makes by itself." in found.printed
    before, after = found.step("before-login"), found.step("recipient")
    assert before["mark"] == "neutral"
    assert before["facts"]["window"] == "closed"
    assert (after["mark"], after["facts"]["proves_relaying"]) == ("good", "yes")
    assert len(bed.logins()) == 1
    assert bed.letters() == []


@ANY_SERVER
def test_at_home_it_sees_the_provider_s_own_network(anna: Traveller, bed: Bed, smtp: Entrance) -> None:
    anna.place = HOME
    anna.settle(Settings(smtp=smtp, pop=POPS))
    found = walked(anna, "--before-leaving")
    assert found.code == 0, found.printed
    assert (
        "You can send from here\nEven without a login: this seems to be your provider’s own" in found.printed
    )
    assert found.step("before-login")["facts"]["network"] == "own"
    assert "? Does it work from another network?" in found.printed
    assert "! Only port 25 is used" in found.printed or smtp.port != 25
    assert len(bed.logins()) == 1
    assert bed.letters() == []


def test_the_login_of_a_check_serves_the_next_letter(anna: Traveller, bed: Bed) -> None:
    assert walked(anna).code == 0
    assert anna.send(BOB).code == 0
    assert len(bed.arrived(1)) == 1
    assert len(bed.logins()) == 1


@pytest.mark.parametrize("place", [HOME, LINE_C], ids=["home", "abroad"])
def test_without_pop_before_send_only_home_is_let_through(anna: Traveller, bed: Bed, place: Place) -> None:
    anna.place = place
    anna.settle(Settings(pop_before_send=False))
    found = walked(anna, "--before-leaving")
    assert found.code == (0 if place is HOME else 10), found.printed
    assert "Nothing proves who you are" in found.printed
    assert ("wants a login first" in found.printed) is (place is LINE_C)
    assert bed.logins() == []
    assert bed.letters() == []


def test_a_blocked_port_25_is_named_and_587_offered(anna: Traveller, bed: Bed) -> None:
    with blocked(LINE_C, 25):
        found = walked(anna, "--timeout", "4")
    assert found.code == 11, found.printed
    assert "Not yet: this line blocks port 25" in found.printed
    assert "Your provider also listens on port 587, and that one gets through." in found.printed
    assert found.step("port", "587")["mark"] == "good"
    assert found.step("recipient")["mark"] == "not-tried"
    assert len(bed.logins()) == 1
    assert bed.letters() == []


def test_a_wrong_password_is_one_login_and_no_more(anna: Traveller, bed: Bed) -> None:
    anna.password = "cAnary-wrong"
    found = walked(anna)
    assert found.code == 10, found.printed
    assert found.step("pop-login")["mark"] == "failed"
    assert found.step("recipient")["mark"] == "not-tried"
    assert "cAnary-wrong" not in found.printed
    assert (bed.failed_logins(), bed.logins()) == (1, [])


def test_by_smtp_auth_there_is_no_pop_login(anna: Traveller, bed: Bed) -> None:
    anna.settle(Settings(smtp=SUBMISSION, smtp_auth=True))
    found = walked(anna)
    assert found.code == 0, found.printed
    assert "SMTP AUTH proves who you are, from any network." in found.printed
    assert "before-login" not in found.stages()
    assert bed.logins() == []
    assert bed.letters() == []


def test_the_report_names_nobody(anna: Traveller, bed: Bed) -> None:
    anna.settle(Settings(pop_before_send=False))
    printed = anna.check("--to", BOB, "--report", "-").stdout
    report, _json = printed.rstrip().rsplit("\n", 1)
    assert "Relay access denied" in report
    assert "May I send through it from another network after a POP login" in report
    for name in ("anna", "bob@", anna.password):
        assert name not in report
    assert bed.letters() == []
