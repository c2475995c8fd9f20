"""What steps are made of."""

import pytest

from tegata.accounts.account import Security, Server
from tegata.delivery.check_step import Stopwatch, facts_of, not_tried, trouble_step
from tegata.delivery.notices import CheckMark, CheckStage, Role
from tegata.protocols.outcome import Broken, Phase, Trouble
from tests.hand_clock import HandClock

MAIL = Server("mail.a.example", 25, Security.STARTTLS)


def test_a_lap_begins_where_the_last_one_ended() -> None:
    clock = HandClock()
    stopwatch = Stopwatch(clock)
    clock.tick(seconds=2)
    assert stopwatch.lap().total_seconds() == 2
    clock.tick(seconds=1)
    assert stopwatch.lap().total_seconds() == 1


@pytest.mark.parametrize(
    ("phase", "stage"),
    [
        (Phase.GREETING, CheckStage.CONNECT),
        (Phase.TLS, CheckStage.SECURE),
        (Phase.POP, CheckStage.POP_LOGIN),
        (Phase.MAIL, CheckStage.SENDER),
    ],
)
def test_trouble_belongs_to_the_stage_of_its_phase(phase: Phase, stage: CheckStage) -> None:
    clock = HandClock()
    step = trouble_step(Broken(phase, Trouble.CONN_DROPPED), MAIL, Stopwatch(clock).lap(), Role.POP)
    assert (step.stage, step.mark, step.role) == (stage, CheckMark.FAILED, Role.POP)
    assert step.facts == {"host": "mail.a.example", "port": "25"}


def test_what_was_not_tried_is_neither_good_nor_bad() -> None:
    assert not_tried(CheckStage.RECIPIENT, facts_of(MAIL)).mark is CheckMark.NOT_TRIED
