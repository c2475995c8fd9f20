"""The report for the help desk."""

from datetime import timedelta

from tegata.delivery.notices import CheckStage, CheckStep
from tegata.gui.check_report import report
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import SmtpReply
from tests.gui.fake_verbs import NOON, an_account


def test_it_holds_what_was_tried_and_the_servers_words_and_no_user_name() -> None:
    steps = (
        CheckStep(CheckStage.RESOLVE, timedelta(milliseconds=24), None, {"host": "smtp.provider-a.example"}),
        CheckStep(
            CheckStage.RECIPIENT,
            timedelta(milliseconds=30),
            Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied", "ask us"))),
            {"address": "ola@elsewhere.example"},
        ),
    )
    text = report(an_account(), steps, NOON)
    assert "o Found smtp.provider-a.example (24 ms)" in text
    assert "x The server did not take the recipient ola@elsewhere.example (30 ms)" in text
    assert "    550 Relaying denied\n    550 ask us" in text
    assert "smtp.provider-a.example:25, starttls" in text
    assert "pop.provider-a.example:995, tls" in text
    assert "2026-05-04T14:22:03" in text


def test_an_account_without_a_mailbox_has_one_server() -> None:
    assert "POP3" not in report(an_account(pop=None), (), NOON)
