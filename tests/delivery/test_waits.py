"""A wait ends when it should, whatever the clock on the wall is set to."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tegata.delivery.waits import Waits
from tegata.store.parcel import Parcel, ParcelState
from tests.hand_clock import HandClock

FIVE = timedelta(minutes=5)
NOTHING = timedelta(0)


def waiting(since: datetime, due: datetime | None) -> Parcel:
    return Parcel(1, "a", "<1@a>", "", "a@a", (), False, 1, ParcelState.WAITING, since, since, due=due)


@pytest.mark.parametrize("hours", [-24, -1, 0, 1, 24])
def test_setting_the_clock_moves_no_wait(clock: HandClock, hours: int) -> None:
    waits, parcel = Waits(clock), waiting(clock.wall(), clock.wall() + FIVE)
    assert waits.left(parcel) == FIVE
    clock.wall_offset += timedelta(hours=hours)
    clock.tick(minutes=4)
    assert waits.left(parcel) == timedelta(minutes=1)
    assert not waits.is_over(parcel)
    clock.sleep(minutes=1)
    assert waits.left(parcel) == NOTHING
    assert waits.is_over(parcel)


@pytest.mark.parametrize("hours", [0, 1, 24])
def test_set_back_before_anybody_looked_it_is_no_longer_than_it_was_meant_to_be(
    clock: HandClock, hours: int
) -> None:
    parcel = waiting(clock.wall(), clock.wall() + FIVE)
    clock.wall_offset -= timedelta(hours=hours)
    waits = Waits(clock)
    assert waits.left(parcel) == FIVE
    clock.tick(minutes=5)
    assert waits.is_over(parcel)


def test_what_was_due_at_once_is_due_whatever_the_clock_says(clock: HandClock) -> None:
    parcel = waiting(clock.wall(), clock.wall())
    clock.wall_offset -= timedelta(days=1)
    assert Waits(clock).is_over(parcel)


def test_one_of_an_earlier_run_waits_for_the_rest_of_its_time(clock: HandClock) -> None:
    parcel = waiting(clock.wall(), clock.wall() + FIVE)
    clock.tick(minutes=3)
    assert Waits(clock).left(parcel) == timedelta(minutes=2)


def test_another_due_time_is_another_wait(clock: HandClock) -> None:
    waits, parcel = Waits(clock), waiting(clock.wall(), clock.wall() + FIVE)
    waits.left(parcel)
    assert waits.left(replace(parcel, due=clock.wall())) == NOTHING
    assert waits.left(replace(parcel, due=None)) == NOTHING
    assert waits.left(replace(parcel, due=clock.wall() + FIVE, id=2)) == FIVE


def test_what_waits_no_longer_is_forgotten(clock: HandClock) -> None:
    waits, parcel = Waits(clock), waiting(clock.wall(), clock.wall() + FIVE)
    waits.left(parcel)
    clock.wall_offset += timedelta(hours=1)
    waits.end(parcel.id)
    assert waits.is_over(parcel)
    waits.end(parcel.id)


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_what_is_shown_is_wrong_once_the_clock_was_set(clock: HandClock, hours: int) -> None:
    waits, parcel = Waits(clock), waiting(clock.wall(), clock.wall() + FIVE)
    assert not waits.is_wrong(parcel)
    clock.tick(minutes=1)
    assert not waits.is_wrong(parcel)
    clock.wall_offset += timedelta(hours=hours)
    assert waits.is_wrong(parcel)
    assert waits.left(parcel) == timedelta(minutes=4)
    clock.tick(minutes=4)
    assert not waits.is_wrong(parcel), "it is due, and needs no other time"


def test_what_due_times_are_reckoned_by_changes_only_when_the_clock_is_set(clock: HandClock) -> None:
    waits = Waits(clock)
    before = waits.reckoning()
    clock.sleep(hours=3)
    assert waits.reckoning() == before
    clock.wall_offset += timedelta(hours=1)
    assert waits.reckoning().set_forward(before) == timedelta(hours=1)
