"""The verdict."""

from datetime import timedelta

import pytest

from tegata.accounts.account import Login, Security, Server
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.gui.badge import Family
from tegata.gui.check_verdict import looking, no_account, verdict
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tests.gui.fake_verbs import an_account

ZERO = timedelta(0)
POP = CheckStep(CheckStage.POP_LOGIN, ZERO)
AUTH = CheckStep(CheckStage.AUTH, ZERO)
TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO)
NO_RELAY = CheckStep(CheckStage.RECIPIENT, ZERO, Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",))))
TIMEOUT = CheckStep(CheckStage.CONNECT, ZERO, Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT))
WRONG = CheckStep(
    CheckStage.POP_LOGIN, ZERO, Refused(Phase.POP, PopReply(ok=False, text="no", response_code="AUTH"))
)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((POP, TAKEN), "After a POP login that Tegata makes by itself. The window is 10 minutes."),
        ((AUTH, TAKEN), "SMTP AUTH proves who you are, from any network."),
        ((TAKEN,), "No login was needed to your own address; to others one may be."),
    ],
)
def test_good_says_how(steps: tuple[CheckStep, ...], sentence: str) -> None:
    found = verdict(steps, an_account())
    assert (found.good, found.headline, found.family) == (True, "You can send from here", Family.GO)
    assert found.sentence == sentence


def test_a_refusal_without_a_login_wants_one() -> None:
    assert verdict((NO_RELAY,), an_account()).headline == "Not yet: the server wants a login first"


def test_a_refusal_after_a_login_wants_something_else() -> None:
    assert "login first" not in verdict((POP, NO_RELAY), an_account()).headline


def test_silence_on_port_25_is_a_blocked_line() -> None:
    assert verdict((TIMEOUT,), an_account()).headline == "Not yet: this line blocks port 25"
    elsewhere = an_account(submission=Server("smtp.a.example", 587, Security.STARTTLS, login=Login.PASSWORD))
    assert verdict((TIMEOUT,), elsewhere).headline == "Not yet: the server did not answer in time"


def test_a_wrong_password_is_said_once() -> None:
    found = verdict((WRONG,), an_account())
    assert found.headline == "Not yet: the server did not take the user name or the password"
    assert not found.good


def test_the_moments_without_steps() -> None:
    assert looking().headline == "Looking…"
    assert no_account().family is Family.NEUTRAL
    assert verdict((), an_account()).headline == "Nothing could be checked"


def test_a_name_keeps_its_capital_in_the_middle_of_a_sentence() -> None:
    missing = CheckStep(CheckStage.POP_LOGIN, ZERO, Declined(Phase.POP, Objection.NO_PASSWORD))
    assert verdict((missing,), an_account()).headline == "Not yet: Tegata needs the password"
