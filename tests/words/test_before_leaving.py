"""What to look at before a journey, case by case."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.relay.learned import Learned
from tegata.words.before_leaving import AtHome, Deed, Point, Worth, before_leaving, button_of
from tests.gui.fake_verbs import an_account

ZERO = timedelta(0)
HOME = CheckStep(CheckStage.BEFORE_LOGIN, ZERO, facts={"network": "own"})
AWAY = CheckStep(CheckStage.BEFORE_LOGIN, ZERO, facts={"network": "other"})
LOGIN = CheckStep(CheckStage.POP_LOGIN, ZERO, facts={"minutes": "15"}, role=Role.POP)
TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes"})
OFFER = CheckStep(CheckStage.OFFERS, ZERO, facts={"auth": "PLAIN"})
NO_PROOF = an_account(pop_before_send=PopBeforeSend(enabled=False))
AUTH = an_account(submission=Server("smtp.a", 587, Security.STARTTLS, login=Login.PASSWORD))
IN_CLEAR = an_account(pop=Server("pop.a", 110, Security.NONE))


def port(number: int, auth: str = "") -> CheckStep:
    facts = {"port": str(number), "tls_version": "TLS 1.3", "auth": auth}
    return CheckStep(CheckStage.PORT, ZERO, facts=facts)


def about(word: str, home: AtHome) -> Point:
    (found,) = [point for point in before_leaving(home) if word in point.sentence]
    return found


@pytest.mark.parametrize(
    ("word", "account", "known", "worth", "deed"),
    [
        ("SMTP AUTH proves", AUTH, {}, Worth.GOOD, None),
        ("logs in by POP", an_account(), {}, Worth.GOOD, None),
        ("Nothing proves", NO_PROOF, {}, Worth.TO_DO, Deed.SETTINGS),
        ("Nothing proves", NO_PROOF, {"steps": (OFFER,)}, Worth.TO_DO, Deed.TRY_AUTH),
        ("Nothing proves", NO_PROOF, {"learned": Learned(offers_auth=True)}, Worth.TO_DO, Deed.TRY_AUTH),
        ("Only port 25", an_account(), {}, Worth.TO_DO, None),
        ("Only port 25", an_account(), {"steps": (port(587),)}, Worth.TO_DO, Deed.SETTINGS),
        ("Only port 25", an_account(), {"steps": (port(587, "PLAIN"),)}, Worth.TO_DO, Deed.TRY_AUTH),
        ("Port 587 is open on most", AUTH, {}, Worth.GOOD, None),
        ("password is at hand", an_account(), {"has_password": True}, Worth.GOOD, None),
        ("password is not kept", an_account(), {}, Worth.TO_DO, None),
        ("protected by TLS", an_account(), {}, Worth.GOOD, None),
        ("travels unprotected", IN_CLEAR, {}, Worth.TO_DO, Deed.SETTINGS),
        ("not known yet; the settings say 10 minutes", an_account(), {}, Worth.TO_ASK, None),
        ("has accepted 13 minutes", an_account(), {"learned": Learned(accepted_at=780)}, Worth.GOOD, None),
        ("from abroad", an_account(), {}, Worth.TO_ASK, None),
        ("from another network", an_account(), {"steps": (HOME, LOGIN, TAKEN)}, Worth.TO_ASK, None),
        ("this one", an_account(), {"steps": (AWAY, LOGIN, TAKEN)}, Worth.GOOD, None),
    ],
)
def test_each_point(
    word: str, account: Account, known: dict[str, Any], worth: Worth, deed: Deed | None
) -> None:
    point = about(word, AtHome(account, **known))
    assert (point.worth, point.deed) == (worth, deed)


def test_what_is_to_be_done_comes_first() -> None:
    worth = [point.worth for point in before_leaving(AtHome(NO_PROOF))]
    assert worth == sorted(worth, key=list(Worth).index)
    assert worth[0] is Worth.TO_DO


def test_without_pop_before_send_nothing_is_said_of_the_mailbox() -> None:
    sentences = " ".join(point.sentence for point in before_leaving(AtHome(replace(IN_CLEAR, pop=None))))
    assert "POP login" not in sentences
    assert "counts" not in sentences
    assert "password" not in sentences


def test_every_deed_has_its_button() -> None:
    assert [button_of(deed) for deed in Deed] == ["Open settings…", "Try SMTP AUTH…"]
