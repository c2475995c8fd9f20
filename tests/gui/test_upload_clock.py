"""How long an upload still takes."""

from datetime import timedelta

from tegata.gui.upload_clock import UploadClock


def at(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_it_is_silent_until_it_has_watched_for_two_seconds() -> None:
    clock = UploadClock()
    assert clock.left(0, 1000, at(0)) is None
    assert clock.left(100, 1000, at(1)) is None
    assert clock.left(200, 1000, at(2)) is None
    assert clock.left(300, 1000, at(3)) is not None


def test_it_reckons_by_the_mean_speed_and_rounds_up_to_fives() -> None:
    clock = UploadClock()
    clock.left(100, 2100, at(0))
    assert clock.left(600, 2100, at(5)) == 15
    assert clock.left(1100, 2100, at(8)) == 10
    assert clock.left(2090, 2100, at(20)) == 5


def test_a_standstill_is_told_from_a_pause() -> None:
    clock = UploadClock()
    assert clock.still(at(50)) is None
    clock.left(0, 1000, at(0))
    clock.left(100, 1000, at(1))
    clock.left(100, 1000, at(14))
    assert clock.still(at(15)) is None
    assert clock.still(at(16)) == at(15)
    clock.left(101, 1000, at(17))
    assert clock.still(at(20)) is None


def test_a_stalled_or_finished_upload_has_no_time_left() -> None:
    clock = UploadClock()
    clock.left(100, 1000, at(0))
    assert clock.left(100, 1000, at(5)) is None
    assert clock.left(1000, 1000, at(6)) is None
