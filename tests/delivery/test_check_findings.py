"""What steps come to, taken together."""

from datetime import timedelta

import pytest

from tegata.delivery.check_certificates import Doubt
from tegata.delivery.check_findings import Network, Portal, Proof, findings, is_settled
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply

ZERO = timedelta(0)
DENIED = Refused(Phase.RCPT, SmtpReply(554, ("Relay access denied",)))
TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes"})
TO_MYSELF = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "no"})
REFUSED = CheckStep(CheckStage.RECIPIENT, ZERO, DENIED, {"proves_relaying": "no"})
LOGIN = CheckStep(CheckStage.POP_LOGIN, ZERO, role=Role.POP)
AUTH = CheckStep(CheckStage.AUTH, ZERO)


def before(note: Refused | None = None, **facts: str) -> CheckStep:
    mark = CheckMark.GOOD if note is None else CheckMark.NEUTRAL
    return CheckStep(CheckStage.BEFORE_LOGIN, ZERO, None, facts, note, mark)


def port(number: int, **facts: str) -> CheckStep:
    return CheckStep(CheckStage.PORT, ZERO, None, {"port": str(number)} | facts)


def no_connection(trouble: Trouble = Trouble.CONN_TIMEOUT) -> CheckStep:
    return CheckStep(CheckStage.CONNECT, ZERO, Broken(Phase.CONNECT, trouble), {"port": "25"})


def test_relaying_is_proved_by_a_recipient_elsewhere_alone() -> None:
    assert findings((LOGIN, TAKEN)).relaying_proved
    assert not findings((LOGIN, TO_MYSELF)).relaying_proved
    assert not findings((before(), REFUSED)).relaying_proved


@pytest.mark.parametrize(
    ("steps", "proof"),
    [((LOGIN, TAKEN), Proof.POP_LOGIN), ((AUTH, TAKEN), Proof.SMTP_AUTH), ((TAKEN,), Proof.NONE)],
)
def test_what_proved_who_we_are(steps: tuple[CheckStep, ...], proof: Proof) -> None:
    found = findings(steps)
    assert found.proof is proof
    assert found.logged_in is (proof is Proof.POP_LOGIN)


@pytest.mark.parametrize(
    ("steps", "network"),
    [
        ((before(DENIED, network="other"), LOGIN, TAKEN), Network.OTHER),
        ((before(DENIED), LOGIN, TAKEN), Network.OTHER),  # whatever the refusal said, the login mended it
        ((before(DENIED), LOGIN, REFUSED), Network.UNKNOWN),
        ((before(network="own"), LOGIN, TAKEN), Network.OWN),
        ((before(), LOGIN, TO_MYSELF), Network.UNKNOWN),
        ((TAKEN,), Network.OWN),
        ((AUTH, TAKEN), Network.UNKNOWN),
        ((TO_MYSELF,), Network.UNKNOWN),
    ],
)
def test_whose_network_this_is(steps: tuple[CheckStep, ...], network: Network) -> None:
    assert findings(steps).network is network


def test_a_blocked_port_and_the_one_that_answers_in_its_stead() -> None:
    secure = {"tls_version": "TLS 1.3"}
    found = findings((no_connection(), port(465, **secure), port(587, **secure, auth="PLAIN")))
    assert (found.blocked_port, found.other_port, found.other_port_has_auth) == ("25", "587", True)
    found = findings((no_connection(), port(465, **secure)))
    assert (found.other_port, found.other_port_has_auth) == ("465", False)


def test_a_port_without_tls_is_no_way_out() -> None:
    assert findings((no_connection(), port(587))).other_port is None


def test_where_nothing_answers_no_port_is_blocked() -> None:
    assert findings((no_connection(),)).blocked_port is None
    assert findings((no_connection(), LOGIN)).blocked_port == "25"
    assert findings((no_connection(Trouble.GARBAGE), LOGIN)).blocked_port is None


def test_another_certificate_may_be_a_sign_in_page() -> None:
    def of(detail: str) -> CheckStep:
        return CheckStep(CheckStage.SECURE, ZERO, Broken(Phase.TLS, Trouble.TLS_CERT, detail))

    assert findings((of("Hostname mismatch"),)).portal is Portal.PERHAPS
    assert findings((of("certificate has expired"),)).portal is Portal.NOT_SEEN
    alone = findings((of("self-signed certificate"),))
    assert (alone.portal, alone.doubt) == (Portal.NOT_SEEN, Doubt.SELF_SIGNED)
    known = CheckStep(CheckStage.PORTAL, ZERO, facts={"portal": "yes"}, without_trouble=CheckMark.NEUTRAL)
    assert findings((known, TAKEN)).portal is Portal.YES


def test_on_no_network() -> None:
    nowhere = CheckStep(CheckStage.NETWORK, ZERO, facts={"online": "no"})
    assert not findings((nowhere,)).online
    assert findings((TAKEN,)).online


@pytest.mark.parametrize(
    ("steps", "settled"),
    [
        ((LOGIN,), False),
        ((LOGIN, CheckStep(CheckStage.SENDER, ZERO)), False),
        ((LOGIN, CheckStep(CheckStage.SENDER, ZERO, DENIED)), True),
        ((LOGIN, TAKEN), True),
        ((LOGIN, REFUSED), True),
        (
            (no_connection(), CheckStep(CheckStage.RECIPIENT, ZERO, without_trouble=CheckMark.NOT_TRIED)),
            False,
        ),
    ],
)
def test_the_servers_word_on_the_letter_settles_it_and_a_blocked_way_does_not(
    steps: tuple[CheckStep, ...], settled: bool
) -> None:
    assert is_settled(steps) is settled
