from datetime import timedelta

import pytest

from tegata.delivery.check_patience import while_somebody_waits
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.passwords import Passwords
from tegata.network.patience import Patience
from tegata.protocols.outcome import Phase
from tests.hand_clock import HandClock


def waiting(patience: Patience) -> Patience:
    passwords = Passwords(KeyRing(find=lambda: KeyTrouble.NO_KEYRING))
    return while_somebody_waits(Tools(HandClock(), passwords, patience)).patience


@pytest.mark.parametrize(("phase", "seconds"), [(Phase.CONNECT, 10), (Phase.RCPT, 60), (Phase.QUIT, 6)])
def test_a_blocked_port_is_given_up_soon(phase: Phase, seconds: float) -> None:
    assert waiting(Patience()).seconds(phase) == seconds


def test_a_patience_that_was_asked_for_stays() -> None:
    assert waiting(Patience(timedelta(seconds=90))).seconds(Phase.CONNECT) == 90
