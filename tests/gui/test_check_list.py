"""The list of steps."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import CheckMark, CheckStage, CheckStep
from tegata.gui.buttons import Button
from tegata.gui.check_list import CheckList, StepRow
from tegata.gui.transcript_quote import Quote
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.reply import SmtpReply
from tegata.relay.diagnosis import Remedy
from tests.gui.fake_verbs import an_account

FOUND = CheckStep(CheckStage.RESOLVE, timedelta(milliseconds=24), None, {"host": "smtp.a.example"})
REFUSED = CheckStep(
    CheckStage.RECIPIENT,
    timedelta(seconds=1.2),
    Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",))),
    {"address": "ola@elsewhere.example"},
)


@pytest.fixture
def steps(qtbot: QtBot) -> CheckList:
    made = CheckList()
    qtbot.addWidget(made)
    made.resize(600, 300)
    return made


def test_each_step_is_a_row_with_its_time(steps: CheckList) -> None:
    assert steps.isHidden()
    steps.add(FOUND, an_account())
    steps.show()
    (row,) = steps.findChildren(StepRow)
    assert row.accessibleName() == "Found smtp.a.example, done, 24 ms"
    assert not steps.grab().isNull()


def test_a_failed_step_opens_with_the_servers_line_and_one_remedy(steps: CheckList) -> None:
    steps.add(FOUND, an_account())
    steps.add(REFUSED, an_account())
    (quote,) = steps.findChildren(Quote)
    assert quote.text() == "550 Relaying denied"
    (button,) = steps.findChildren(Button)
    heard: list[Remedy] = []
    steps.remedy.connect(heard.append)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == [Remedy.POP_LOGIN_AND_RETRY]
    assert not steps.grab().isNull()


def test_clearing_starts_over(steps: CheckList) -> None:
    steps.add(FOUND, an_account())
    steps.clear()
    assert steps.steps == []
    assert steps.isHidden()


def test_a_refusal_that_stands_in_no_ones_way_has_no_advice(steps: CheckList) -> None:
    note = Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))
    facts = {"domain": "elsewhere.example", "network": "other"}
    before = CheckStep(CheckStage.BEFORE_LOGIN, timedelta(0), None, facts, note, CheckMark.NEUTRAL)
    untried = CheckStep(CheckStage.RECIPIENT, timedelta(0), None, facts, without_trouble=CheckMark.NOT_TRIED)
    steps.add(before, an_account())
    steps.add(untried, an_account())
    assert steps.findChildren(Quote) == []
    first, second = [row.accessibleName() for row in steps.findChildren(StepRow)]
    assert first.endswith("another network, no, and nothing depends on it, 0 ms")
    assert second.endswith("the way is blocked, not tried")
    assert not steps.grab().isNull()
