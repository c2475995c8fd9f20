"""The question fits what was found."""

from datetime import timedelta

import pytest

from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.words.check_question import question
from tests.gui.fake_verbs import an_account

ZERO = timedelta(0)
DENIED = Refused(Phase.RCPT, SmtpReply(550, ("5.7.1 Relaying denied",)))
NO = Refused(Phase.POP, PopReply(ok=False, text="no", response_code="AUTH"))
HOME = CheckStep(CheckStage.BEFORE_LOGIN, ZERO, facts={"network": "own"})
LOGIN = CheckStep(CheckStage.POP_LOGIN, ZERO, facts={"minutes": "15"}, role=Role.POP)
TAKEN = CheckStep(CheckStage.RECIPIENT, ZERO, facts={"proves_relaying": "yes"})
AUTH = CheckStep(CheckStage.AUTH, ZERO)
REFUSED = CheckStep(CheckStage.RECIPIENT, ZERO, DENIED, {"proves_relaying": "no"})
DROPPED = CheckStep(CheckStage.CONNECT, ZERO, Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT), {"port": "25"})
PORT = CheckStep(CheckStage.PORT, ZERO, facts={"port": "587", "tls_version": "TLS 1.3", "auth": "PLAIN"})
TLS = CheckStep(CheckStage.SECURE, ZERO, Broken(Phase.TLS, Trouble.TLS_CERT, "self-signed certificate"))
CASES = {
    "at home": ((HOME, LOGIN, TAKEN), "On this network I can send", "another network"),
    "abroad": ((LOGIN, TAKEN), "after a POP login at pop.provider-a.example works", "abroad"),
    "auth": ((AUTH, TAKEN), "Sending works by SMTP AUTH", "no question"),
    "open": ((LOGIN, REFUSED), "I logged in by POP at pop.provider-a.example", "after a POP login?"),
    "no login": ((REFUSED,), "did not pass my letter on", "after a POP login"),
    "blocked": ((DROPPED, LOGIN, PORT), "to port 25 of smtp.provider-a.example", "but port 587 answers"),
    "blocked, no other": ((DROPPED, LOGIN), "port 587 or 465", "which login"),
    "certificate": ((TLS,), "No secure line", "certificate in order"),
    "login": ((CheckStep(CheckStage.POP_LOGIN, ZERO, NO, role=Role.POP),), "The login did not", "abroad"),
    "no password": (
        (CheckStep(CheckStage.POP_LOGIN, ZERO, Declined(Phase.POP, Objection.NO_PASSWORD)),),
        "Would you look at the step",
        "settings",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "begins", "asks"), CASES.values(), ids=CASES)
def test_it_fits(steps: tuple[CheckStep, ...], begins: str, asks: str) -> None:
    words = question(steps, an_account())
    assert begins in words
    assert asks in words
    assert "{" not in words


def test_a_server_that_asks_nobody() -> None:
    account = an_account(pop=None)
    step = CheckStep(CheckStage.BEFORE_LOGIN, ZERO, note=DENIED)
    assert "without any login" in question((step, TAKEN), account)
