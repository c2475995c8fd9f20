from datetime import timedelta

import pytest

from tegata.network.patience import Patience
from tegata.protocols.outcome import Phase


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_a_limit(phase: Phase) -> None:
    assert 1 <= Patience().seconds(phase) <= 600


@pytest.mark.parametrize(
    ("phase", "minutes"),
    [(Phase.GREETING, 5), (Phase.MAIL, 5), (Phase.RCPT, 5), (Phase.DATA, 3), (Phase.FINAL, 10)],
)
def test_limits_of_the_standard(phase: Phase, minutes: int) -> None:
    assert Patience().seconds(phase) == minutes * 60


def test_one_limit_for_all() -> None:
    patience = Patience(timedelta(seconds=7))
    assert {patience.seconds(phase) for phase in Phase} == {7}
