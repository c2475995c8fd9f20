"""What a failed step means."""

from datetime import timedelta

import pytest

from tegata.delivery.notices import CheckStage, CheckStep
from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import SmtpReply
from tegata.relay.diagnosis import Cause, Remedy
from tegata.words.check_advice import advice
from tests.gui.fake_verbs import an_account

NO_RELAY = CheckStep(
    CheckStage.RECIPIENT, timedelta(0), Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))
)


def test_a_refusal_to_relay_is_answered_by_a_login() -> None:
    found = advice(NO_RELAY, an_account())
    assert found.server_words == "550 Relaying denied"
    assert found.remedy is Remedy.POP_LOGIN_AND_RETRY
    assert found.button == "Log in by &POP and try again"


def test_after_a_login_another_one_is_not_the_answer() -> None:
    assert advice(NO_RELAY, an_account(), logged_in=True).remedy is not Remedy.POP_LOGIN_AND_RETRY


def test_a_broken_line_has_a_cause_too() -> None:
    step = CheckStep(
        CheckStage.RESOLVE, timedelta(0), Broken(Phase.RESOLVE, Trouble.DNS_FAILURE, "no such name")
    )
    found = advice(step, an_account())
    assert (found.cause, found.server_words) == (Cause.DNS_FAILURE, "no such name")


def test_a_step_that_went_well_has_no_advice() -> None:
    with pytest.raises(ValueError, match="went well"):
        advice(CheckStep(CheckStage.RESOLVE, timedelta(0)), an_account())
