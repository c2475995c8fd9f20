"""A badge for every cause."""

import pytest

from tegata.gui import icons
from tegata.gui.badge import CROSSED_TAG
from tegata.gui.refusal_looks import is_about_relaying, look
from tegata.relay.diagnosis import Cause


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_a_badge_that_can_be_painted(cause: Cause, qapp: object) -> None:
    _family, icon = look(cause)
    assert icon == CROSSED_TAG or not icons.pixmap(icon, 20, "#000000").isNull()


def test_only_refusals_for_want_of_a_proof_are_about_relaying() -> None:
    assert is_about_relaying(Cause.RELAY_DENIED)
    assert is_about_relaying(Cause.NEEDS_POP_BEFORE_SMTP)
    assert not is_about_relaying(Cause.WRONG_CREDENTIALS)
    assert not is_about_relaying(Cause.USER_UNKNOWN)
