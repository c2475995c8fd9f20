"""Undo seconds and send later on a clock that sleeps, jumps and changes to summer time: nothing early."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tegata.delivery.crew import Crew
from tegata.delivery.departures import MISSED, leaves_in, let_go
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tests.delivery.bench import Bench, account_at
from tests.hand_clock import HandClock

NOWHERE = account_at(9)
UNDO = timedelta(seconds=7)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SLEEPS = (MINUTE, HOUR, DAY, 3 * DAY)
JUMPS = (HOUR, -HOUR, DAY, -DAY)
ALLOWED = timedelta(seconds=2)


@dataclass
class Held:
    """A letter that leaves by itself, on a bench without couriers."""

    bench: Bench
    number: int = field(default=0)

    @property
    def clock(self) -> HandClock:
        return self.bench.clock

    async def queue(self, leaves: timedelta | SendAt) -> None:
        await self.bench.open(NOWHERE)
        self.number = await self.bench.queue(leaves=leaves)

    async def look(self) -> Parcel:
        """Look once, as a courier does."""
        await let_go(self.bench.office._office, await self.bench.store.outbox.leaving())
        return await self.bench.parcel(self.number)

    async def left(self) -> timedelta:
        left = leaves_in(await self.bench.parcel(self.number), self.bench.office._office)
        assert left is not None
        return left


@pytest.fixture
def held(bench: Bench) -> Held:
    return Held(bench)


def jump(clock: HandClock, span: timedelta) -> None:
    clock.wall_offset += span


def stand_at(clock: HandClock, utc: str) -> None:
    """Put the wall clock to this time."""
    jump(clock, datetime.fromisoformat(utc).replace(tzinfo=UTC) - clock.wall())


# undo -------------------------------------------------------------------------------------------------


async def test_it_is_on_disk_held_and_leaves_when_the_seconds_are_over(held: Held) -> None:
    await held.queue(UNDO)
    parcel = await held.look()
    assert parcel.leaves_by_itself
    assert isinstance(parcel.departure, UndoUntil)
    assert parcel.due == held.clock.wall() + UNDO
    held.clock.tick(seconds=6.9)
    assert (await held.look()).state is ParcelState.HELD
    held.clock.tick(seconds=0.1)
    assert (await held.look()).state is ParcelState.WAITING


async def test_without_undo_it_waits_to_be_sent_at_once(held: Held) -> None:
    await held.queue(timedelta(0))
    assert (await held.look()).state is ParcelState.WAITING


@pytest.mark.parametrize("span", JUMPS)
async def test_setting_the_clock_on_the_wall_moves_no_undo(held: Held, span: timedelta) -> None:
    await held.queue(UNDO)
    held.clock.tick(seconds=2)
    jump(held.clock, span)
    assert abs(await held.left() - timedelta(seconds=5)) <= ALLOWED
    assert (await held.look()).state is ParcelState.HELD
    held.clock.tick(seconds=5)
    assert (await held.look()).state is ParcelState.WAITING


@pytest.mark.parametrize("span", SLEEPS)
async def test_seconds_slept_through_are_over(held: Held, span: timedelta) -> None:
    await held.queue(UNDO)
    held.clock.tick(seconds=2)
    held.clock.sleep(seconds=span.total_seconds())
    assert abs(await held.left() - (timedelta(seconds=5) - span)) <= ALLOWED
    assert (await held.look()).state is ParcelState.WAITING


async def test_after_a_crash_it_asks_instead_of_leaving(held: Held) -> None:
    await held.queue(UNDO)
    await held.bench.close()
    held.clock.tick(minutes=1)
    await held.bench.open()
    await held.bench.office.recover()
    parcel = await held.look()
    assert (parcel.state, parcel.hold) == (ParcelState.HELD, HoldReason.UNDO_CUT_SHORT)
    assert leaves_in(parcel, held.bench.office._office) is None


async def test_taking_over_the_lock_late_does_not_cut_ones_own_seconds_short(held: Held) -> None:
    await held.queue(UNDO)
    assert await held.bench.office.recover() == ()
    assert (await held.look()).leaves_by_itself


async def test_the_seconds_of_another_process_are_left_to_it(held: Held) -> None:
    """As when a window has no lock yet, because a command in a terminal is delivering."""
    await held.queue(UNDO)
    terminal = Bench(held.bench.directory, held.clock)
    await terminal.open()
    held.clock.tick(seconds=8)
    assert await terminal.office.due() == ()
    assert terminal.office.leaves_in(await terminal.parcel(held.number)) is None
    await terminal.close()
    assert (await held.look()).state is ParcelState.WAITING


# later ------------------------------------------------------------------------------------------------


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@dataclass(frozen=True)
class Night:
    """From when to when, and which departure lies between."""

    begins: str
    at: SendAt
    moment: str


NIGHTS = (
    Night("2026-11-24 20:00", SendAt(wall("2026-11-25 08:00"), "Asia/Tokyo"), "2026-11-24 23:00"),
    Night("2026-03-28 23:00", SendAt(wall("2026-03-29 08:00"), "Europe/Berlin"), "2026-03-29 06:00"),
    Night("2026-10-24 23:00", SendAt(wall("2026-10-25 08:00"), "Europe/Berlin"), "2026-10-25 07:00"),
    Night("2026-03-28 23:00", SendAt(wall("2026-03-29 02:30"), "Europe/Berlin"), "2026-03-29 01:30"),
    Night("2026-10-24 23:00", SendAt(wall("2026-10-25 02:30"), "Europe/Berlin"), "2026-10-25 00:30"),
    Night("2026-04-04 10:00", SendAt(wall("2026-04-05 08:00"), "Australia/Sydney"), "2026-04-04 22:00"),
)


def disturb(clock: HandClock, kind: str, span: timedelta) -> None:
    if kind == "sleep":
        clock.sleep(seconds=span.total_seconds())
    elif kind == "jump":
        jump(clock, span)


DISTURBANCES: tuple[tuple[str, timedelta], ...] = (
    ("nothing", timedelta(0)),
    ("sleep", MINUTE),
    ("sleep", HOUR),
    ("jump", HOUR),
    ("jump", -HOUR),
    ("jump", -DAY),
)


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: f"{night.at.zone} {night.at.wall}")
@pytest.mark.parametrize(("kind", "span"), DISTURBANCES)
async def test_it_leaves_at_its_time_and_never_before(
    held: Held, night: Night, kind: str, span: timedelta
) -> None:
    stand_at(held.clock, night.begins)
    await held.queue(night.at)
    moment = wall(night.moment).replace(tzinfo=UTC)
    held.clock.tick(minutes=20)
    disturb(held.clock, kind, span)
    while (parcel := await held.look()).state is ParcelState.HELD and held.clock.wall() < moment + HOUR:
        assert abs(await held.left() - (moment - held.clock.wall())) <= ALLOWED
        held.clock.tick(minutes=5)
    assert parcel.state is ParcelState.WAITING
    assert moment <= held.clock.wall() < moment + timedelta(minutes=5)


@pytest.mark.parametrize(("late", "state"), [(MISSED, ParcelState.WAITING), (3 * DAY, ParcelState.HELD)])
@pytest.mark.parametrize("how", ["sleep", "jump", "not running"])
async def test_missed_by_more_than_an_hour_it_asks(
    held: Held, late: timedelta, state: ParcelState, how: str
) -> None:
    stand_at(held.clock, "2026-11-24 20:00")
    await held.queue(NIGHTS[0].at)
    span = timedelta(hours=3) + late
    if how == "not running":
        await held.bench.close()
        held.clock.tick(seconds=span.total_seconds())
        await held.bench.open()
        await held.bench.office.recover()
    else:
        disturb(held.clock, how, span)
    parcel = await held.look()
    assert parcel.state is state
    assert parcel.hold is (HoldReason.MISSED if state is ParcelState.HELD else None)
    if state is ParcelState.HELD:
        assert parcel.departure == NIGHTS[0].at, "the words say which time was missed"
        assert not (await held.look()).leaves_by_itself


async def test_travelling_to_another_zone_does_not_move_it(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(held.clock, "2026-11-24 20:00")
    await held.queue(NIGHTS[0].at)
    before = await held.left()
    monkeypatch.setenv("TZ", "America/New_York")
    assert await held.left() == before


async def test_new_rules_for_a_zone_keep_the_time_on_the_wall(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was reckoned at Send is not what counts, as long as the zone is known."""
    stand_at(held.clock, "2026-11-24 20:00")
    await held.queue(NIGHTS[0].at)
    before = await held.left()

    def with_summer_time(at: SendAt) -> datetime:
        return (at.wall - timedelta(hours=10)).replace(tzinfo=UTC)

    monkeypatch.setattr(SendAt, "moment", with_summer_time)
    assert await held.left() == before - HOUR
    monkeypatch.setattr(SendAt, "moment", lambda _at: None)
    assert await held.left() == before


NEXT_DAY = SendAt(wall("2026-11-26 08:00"), "Asia/Tokyo")


@pytest.mark.parametrize(
    "change",
    [
        lambda bench, number: bench.office.send_later(number, NEXT_DAY),
        lambda bench, number: bench.office.withdraw(number),
        lambda bench, number: bench.office.edit_again(number),
    ],
)
async def test_put_off_or_taken_back_it_does_not_leave_at_the_old_time(
    held: Held, change: Callable[[Bench, int], Any]
) -> None:
    stand_at(held.clock, "2026-11-24 20:00")
    await held.queue(NIGHTS[0].at)
    assert await change(held.bench, held.number)
    held.clock.tick(hours=3, minutes=1)
    assert (await held.look()).state is not ParcelState.WAITING


async def test_another_time_can_be_chosen_after_it_was_missed_and_not_once_sent(held: Held) -> None:
    stand_at(held.clock, "2026-11-25 20:00")
    await held.queue(NIGHTS[0].at)
    assert (await held.look()).hold is HoldReason.MISSED
    assert await held.bench.office.send_later(held.number, NEXT_DAY)
    assert (await held.look()).departure == NEXT_DAY
    assert await held.bench.office.withdraw(held.number)
    assert not await held.bench.office.send_later(held.number, NEXT_DAY)


async def test_an_account_that_goes_takes_the_departure_of_its_letters_away(held: Held) -> None:
    await held.queue(UNDO)
    await held.bench.office.remove_account("anna")
    held.clock.tick(seconds=8)
    assert (await held.look()).hold is HoldReason.SETTINGS


async def test_a_letter_put_for_later_by_another_process_wakes_the_courier(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(Crew, "wake", lambda _crew, account: woken.append(account))
    await held.queue(NEXT_DAY)
    woken.clear()
    parcel = await held.bench.office.deliver_now(held.number)
    assert parcel is not None
    assert parcel.leaves_by_itself
    assert woken == ["anna"]
