"""The list of steps."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import CheckStage, CheckStep
from tegata.gui.buttons import Button
from tegata.gui.check_list import CheckList, StepRow, duration
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


@pytest.mark.parametrize(
    ("took", "words"),
    [
        (timedelta(milliseconds=41), "41 ms"),
        (timedelta(microseconds=900), "1 ms"),
        (timedelta(seconds=1.24), "1.2 s"),
        (timedelta(seconds=10), "10 s"),
    ],
)
def test_a_span_is_written_in_the_unit_that_suits_it(took: timedelta, words: str) -> None:
    assert duration(took) == words
