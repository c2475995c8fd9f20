"""A wait ends when it should, whatever the clock on the wall is set to."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tegata.delivery.waits import Waits
from tegata.store.parcel import Parcel, ParcelState, Standing
from tests.hand_clock import HandClock

FIVE = timedelta(minutes=5)


def parcel(due: datetime | None) -> Parcel:
    then = HandClock().wall()
    return Parcel(1, "a", "<1@a>", "", "a@a", (), False, 1, ParcelState.WAITING, then, then, due=due)


@pytest.mark.parametrize("hours", [-24, -1, 0, 1, 24])
def test_setting_the_clock_moves_no_wait(clock: HandClock, hours: int) -> None:
    waits, due = Waits(clock), clock.wall() + FIVE
    waits.begin(1, Standing(ParcelState.WAITING, due=due))
    clock.wall_offset += timedelta(hours=hours)
    clock.tick(minutes=4)
    assert waits.left(parcel(due)) == timedelta(minutes=1)
    clock.sleep(minutes=1)
    assert waits.left(parcel(due)) == timedelta(0)
    assert waits.horizon() >= due


def test_another_due_time_is_the_wall_s(clock: HandClock) -> None:
    waits, due = Waits(clock), clock.wall() + FIVE
    waits.begin(1, Standing(ParcelState.WAITING, due=due))
    assert waits.left(parcel(clock.wall())) == timedelta(0)
    assert waits.left(parcel(None)) == timedelta(0)
    assert waits.left(replace(parcel(due + FIVE), id=2)) == 2 * FIVE
    assert waits.horizon() == clock.wall()


def test_what_waits_no_longer_is_forgotten(clock: HandClock) -> None:
    waits, due = Waits(clock), clock.wall() + FIVE
    waits.begin(1, Standing(ParcelState.WAITING, due=due))
    waits.begin(1, Standing(ParcelState.SENT))
    clock.wall_offset -= timedelta(hours=1)
    clock.tick(minutes=5)
    assert waits.horizon() == clock.wall()
