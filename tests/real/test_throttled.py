"""A mailbox that minds logins which follow each other closely: it is left alone, and the letter kept.

Dovecot knows no `LOGIN-DELAY` (RFC 2449 section 8.1.1) of its own. The login, its password and its count are
Dovecot's; the answer comes from the script that Dovecot runs between the password and the mailbox.
"""

from datetime import timedelta

import pytest

from tests.real.bed import Bed
from tests.real.scenes import Stage
from tests.real.traveller import Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"


def test_a_login_that_comes_too_soon_is_not_made_again_until_its_time(
    anna: Traveller, bed: Bed, scene: Stage
) -> None:
    first = anna.send(BOB)
    assert first.code == 0, first.printed
    bed.close_windows()
    bed.set_login_delay(timedelta(minutes=1))
    second = anna.send(BOB)
    assert (second.code, second.outcome, second.cause) == (11, "temp", "login-throttled"), second.printed
    assert second.steps == ["not-accepted", "pop-login-failed"]
    assert anna.send_what_is_due() == 0  # nothing is
    assert [parcel["state"] for parcel in anna.outbox()] == ["waiting", "sent"]
    scene("A POP server that throttles logins", first, second, arrived=1, logins=1, not_let_in=1)
