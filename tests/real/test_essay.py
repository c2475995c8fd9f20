"""The essay, told by `tegata send` and counted by the servers."""

import time
from datetime import timedelta

import pytest

from tests.real.bed import Bed
from tests.real.places import HOME, LINE_B, LINE_C, Place
from tests.real.scenes import Stage
from tests.real.traveller import BODY, Settings, Traveller

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real")]

BOB = "bob@elsewhere.example"
OTTO = "otto@provider-a.example"
TOGGLE_OFF = Settings(pop_before_send=False)


def test_from_the_own_network_a_letter_goes_out_without_any_login(anna: Traveller, bed: Bed) -> None:
    anna.place = HOME
    anna.settle(TOGGLE_OFF)
    sent = anna.send(BOB)
    assert (sent.code, sent.outcome) == (0, "sent"), sent.printed
    (letter,) = bed.arrived(1)
    assert letter.recipients == (BOB,)
    assert letter.text == BODY
    assert sent.report["message_id"].encode() in letter.content
    assert bed.logins() == []


def test_from_another_network_it_is_refused_and_explained(anna: Traveller, bed: Bed, scene: Stage) -> None:
    anna.settle(TOGGLE_OFF)
    sent = anna.send(BOB)
    assert (sent.code, sent.outcome) == (10, "perm"), sent.printed
    assert sent.report["recipients"][BOB]["code"] == 554
    assert "Relay access denied" in sent.report["recipients"][BOB]["reply"]
    assert "POP" in sent.printed
    assert sent.cause == "needs-pop-before-smtp"
    scene("Postfix, no proof", sent, arrived=0, logins=0)


def test_with_pop_before_send_one_login_lets_it_through(anna: Traveller, bed: Bed) -> None:
    sent = anna.send(BOB)
    assert sent.code == 0, sent.printed
    assert len(bed.arrived(1)) == 1
    assert len(bed.logins()) == 1


def test_a_second_letter_inside_the_window_needs_no_login(anna: Traveller, scene: Stage) -> None:
    letters = anna.send(BOB), anna.send(BOB)
    assert [sent.steps for sent in letters] == [["pop-login", "accepted"], ["accepted"]]
    scene("Postfix, a live map: two letters in one window", *letters, arrived=2, logins=1)


def test_after_the_window_one_login_is_made_again(anna: Traveller, bed: Bed) -> None:
    bed.set_window(timedelta(seconds=3))
    anna.settle(Settings(window_minutes=0.05))
    assert anna.send(BOB).code == 0
    time.sleep(3)
    assert anna.send(BOB).code == 0
    assert len(bed.arrived(2)) == 2
    assert len(bed.logins()) == 2


def test_when_the_provider_has_shortened_the_window_the_letter_still_goes_once(
    anna: Traveller, bed: Bed
) -> None:
    bed.set_window(timedelta(seconds=1))
    assert anna.send(BOB).code == 0
    time.sleep(1)
    assert anna.send(BOB).code == 0
    assert len(bed.arrived(2)) == 2
    assert len(bed.logins()) == 2


def test_moving_voids_the_window(anna: Traveller, bed: Bed, scene: Stage) -> None:
    anna.place = LINE_B
    at_b = anna.send(BOB)
    anna.place = LINE_C
    at_c = anna.send(BOB)
    assert [login.address in LINE_C.net6 for login in bed.logins()] == [False, True]
    assert at_c.steps == ["pop-login", "accepted"]  # no refusal was needed to find out
    scene("From line B to line C in mid-window", at_b, at_c, arrived=2, logins=2)


@pytest.mark.parametrize("place", [HOME, LINE_B, LINE_C], ids=lambda place: place.name)
def test_the_own_domain_is_reached_from_anywhere(anna: Traveller, bed: Bed, place: Place) -> None:
    anna.place = place
    anna.settle(TOGGLE_OFF)
    assert anna.send(OTTO).code == 0
    assert bed.arrived(1)[0].recipients == (OTTO,)
    assert bed.logins() == []


def test_one_login_serves_the_whole_queue(anna: Traveller, bed: Bed) -> None:
    queued = [anna.send(BOB, options=["--queue-only"]) for _ in range(3)]
    assert [sent.outcome for sent in queued] == ["queued"] * 3
    assert bed.logins() == []
    assert anna.send_what_is_due() == 0
    assert len(bed.arrived(3)) == 3
    assert len(bed.logins()) == 1


def test_at_b_polling_makes_it_work_by_luck_and_at_c_the_luck_has_ended(anna: Traveller, bed: Bed) -> None:
    anna.settle(TOGGLE_OFF)
    anna.place = LINE_B
    assert anna.log_in() == 0  # what the friend's mailer did every ten minutes
    assert anna.send(BOB).code == 0
    anna.place = LINE_C
    assert anna.send(BOB).code == 10
    assert len(bed.arrived(1)) == 1
