"""One verdict from all the steps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.relay.diagnosis import Remedy
from tegata.words.check_verdict import Answer, looking, no_account, stopped, verdict

ZERO = timedelta(0)
DENIED = Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))
POP = CheckStep(CheckStage.POP_LOGIN, ZERO, facts={"minutes": "15"}, role=Role.POP)
AUTH = CheckStep(CheckStage.AUTH, ZERO)
TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes"})
EARLIER = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes", "window": "open"})
TO_MYSELF = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "no"})
NO_RELAY = CheckStep(CheckStage.RECIPIENT, ZERO, DENIED, {"proves_relaying": "no"})
TIMEOUT = CheckStep(CheckStage.CONNECT, ZERO, Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT), {"port": "25"})
WRONG = CheckStep(
    CheckStage.POP_LOGIN, ZERO, Refused(Phase.POP, PopReply(ok=False, text="no", response_code="AUTH"))
)
AT_HOME = CheckStep(CheckStage.BEFORE_LOGIN, ZERO, facts={"network": "own"})


def account() -> Account:
    return Account(
        name="anna",
        address="anna@provider-a.example",
        display_name="Anna",
        submission=Server("smtp.provider-a.example", 25, Security.STARTTLS),
        pop=Server("pop.provider-a.example", 995, Security.TLS),
        pop_before_send=PopBeforeSend(enabled=True),
    )


def port(number: int) -> CheckStep:
    facts = {"port": str(number), "tls_version": "TLS 1.3", "auth": "PLAIN"}
    return CheckStep(CheckStage.PORT, ZERO, None, facts)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((POP, TAKEN), "After a POP login that Tegata makes by itself. The window is 15 minutes."),
        ((AT_HOME, POP, TAKEN), "Even without a login: this seems to be your provider’s own network."),
        (
            (EARLIER,),
            "An earlier POP login still counts. After that letters may be refused: POP before send is off.",
        ),
        ((AUTH, TAKEN), "SMTP AUTH proves who you are, from any network."),
        ((TAKEN,), "Even without a login: this seems to be your provider’s own network."),
    ],
)
def test_good_says_how(steps: tuple[CheckStep, ...], sentence: str) -> None:
    found = verdict(steps, account())
    assert (found.answer, found.headline) == (Answer.YES, "You can send from here")
    assert found.sentence == sentence


@pytest.mark.parametrize("steps", [(POP, TO_MYSELF), (AUTH, TO_MYSELF), (TO_MYSELF,)])
def test_what_was_not_put_to_the_test_is_not_claimed(steps: tuple[CheckStep, ...]) -> None:
    found = verdict(steps, account())
    assert found.answer is Answer.AS_FAR_AS_ASKED
    assert "You can send" not in found.headline
    assert "recipient elsewhere would show" in found.sentence


def test_a_refusal_without_a_login_wants_one() -> None:
    found = verdict((NO_RELAY,), account())
    assert found.headline == "Not yet: the server wants a login first"
    assert found.remedy is Remedy.POP_LOGIN_AND_RETRY


def test_a_refusal_after_a_login_wants_something_else() -> None:
    assert "login first" not in verdict((POP, NO_RELAY), account()).headline


def test_a_line_that_blocks_the_port_and_the_port_that_gets_through() -> None:
    found = verdict((TIMEOUT, POP, port(465), port(587)), account())
    assert found.headline == "Not yet: this line blocks port 25"
    assert found.sentence == "Your provider also listens on port 587, and that one gets through."
    assert found.switch_to == "587"
    assert verdict((TIMEOUT, POP), account()).switch_to is None


def test_where_nothing_answers_no_line_is_blamed() -> None:
    assert verdict((TIMEOUT,), account()).headline == "Not yet: the server did not answer in time"


def test_a_sign_in_page_comes_before_all_else() -> None:
    known = CheckStep(CheckStage.PORTAL, ZERO, facts={"portal": "yes"}, without_trouble=CheckMark.NEUTRAL)
    found = verdict((known, TIMEOUT), account())
    assert found.headline == "Not yet: the network wants you to sign in first, in a browser"
    strange = CheckStep(CheckStage.SECURE, ZERO, Broken(Phase.TLS, Trouble.TLS_CERT, "Hostname mismatch"))
    assert verdict((strange,), account()).sentence.startswith("Perhaps this network wants you to sign in")


def test_no_network() -> None:
    nowhere = CheckStep(CheckStage.NETWORK, ZERO, facts={"online": "no"}, without_trouble=CheckMark.NEUTRAL)
    lost = CheckStep(CheckStage.RESOLVE, ZERO, Broken(Phase.RESOLVE, Trouble.DNS_FAILURE))
    assert verdict((nowhere, lost), account()).headline == "Not yet: this computer is on no network"


def test_a_wrong_password_is_said_once() -> None:
    found = verdict((WRONG,), account())
    assert found.headline == "Not yet: the server did not take the user name or the password"
    assert found.answer is Answer.NOT_YET


def test_the_moments_without_an_answer() -> None:
    assert looking().headline == "Looking…"
    assert no_account().answer is Answer.UNKNOWN
    assert stopped().answer is Answer.UNKNOWN
    assert verdict((), account()).headline == "Nothing could be checked"


def test_a_name_keeps_its_capital_in_the_middle_of_a_sentence() -> None:
    missing = CheckStep(CheckStage.POP_LOGIN, ZERO, Declined(Phase.POP, Objection.NO_PASSWORD))
    assert verdict((missing,), account()).headline == "Not yet: Tegata needs the password"


def test_an_account_that_relays_without_asking() -> None:
    plain = replace(account(), pop=None, pop_before_send=PopBeforeSend())
    assert plain.submission.login is Login.NONE
    assert verdict((CheckStep(CheckStage.BEFORE_LOGIN, ZERO), TAKEN), plain).sentence == (
        "The server relays without asking who you are."
    )


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        ("self-signed certificate", "has signed its certificate itself"),
        ("unable to get local issuer certificate", "signed by somebody this computer does not know"),
        ("certificate has expired", ""),
    ],
)
def test_a_certificate_that_is_no_sign_in_page_s_is_told_apart(detail: str, says: str) -> None:
    broken = Broken(Phase.TLS, Trouble.TLS_CERT, detail)
    found = verdict((CheckStep(CheckStage.SECURE, ZERO, broken, {"port": "25"}),), account())
    assert says in found.sentence
    assert "sign in first" not in found.sentence


def test_another_name_on_a_line_that_is_not_tampered_with() -> None:
    strange = CheckStep(CheckStage.SECURE, ZERO, Broken(Phase.TLS, Trouble.TLS_CERT, "Hostname mismatch"))
    assert verdict((strange, port(587)), account()).sentence.startswith(
        "The certificate is made out to another name"
    )
