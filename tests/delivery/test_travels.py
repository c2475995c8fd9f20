"""What a look finds: moves, a network that is back, sleep. And what it then does to windows and letters."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.delivery.notices import Change, WindowChanged
from tegata.delivery.post_office import PostOffice
from tegata.network.whereabouts import Way
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider
from tegata.relay.window import Void, WindowState
from tegata.store.parcel import ParcelState
from tests.delivery.bench import Bench, account_at
from tests.hand_clock import HandClock
from tests.scripted_server import DROP
from tests.servers import Start

HOME = Way("127.0.0.1", 4, "192.168.1.1", "02:00:5e:00:53:01")
NOT_MET_YET = replace(HOME, gateway_hardware=None)
CAFE = Way("10.0.0.3", 4, "10.0.0.1", "02:00:5e:00:53:02")
SAME_INSIDE = replace(HOME, gateway_hardware="02:00:5e:00:53:03")
"""Another router, which happens to hand out the same addresses."""


class World:
    """Where the computer is, and what the post office says of it."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.way: Way | None = HOME
        bench.tools["whereabouts"] = lambda server: self.way if ":" not in server else None

    @property
    def office(self) -> PostOffice:
        return self.bench.office

    async def go(self, way: Way | None) -> list[Change]:
        """Be there, look, and return what was told."""
        self.way = way
        return await self.look()

    async def look(self) -> list[Change]:
        changes = self.office.changes()
        await self.office.travels.look()
        return await all_of(changes)

    def state(self, account: str = "practice") -> tuple[WindowState, object]:
        status = self.office.window(account)
        return status.state, status.why


async def all_of(changes: AsyncIterator[Change]) -> list[Change]:
    told: list[Change] = []
    while True:
        try:
            told.append(await asyncio.wait_for(anext(changes), 0.05))
        except TimeoutError:
            return told


@pytest.fixture
def world(bench: Bench) -> World:
    return World(bench)


@pytest.fixture
async def inside(world: World, provider: PracticeProvider) -> World:
    """An open window, and a look taken."""
    await world.bench.open(practice_account(provider))
    await world.office.login_now("practice")
    await world.look()
    return world


async def test_the_first_look_finds_nothing_new(inside: World) -> None:
    inside.office.travels._last.clear()
    assert await inside.look() == []
    assert inside.state() == (WindowState.OPEN, None)


@pytest.mark.parametrize("there", [CAFE, SAME_INSIDE, replace(HOME, gateway="192.168.1.254")])
async def test_a_move_voids_the_window_and_is_told(inside: World, there: Way) -> None:
    assert await inside.go(there) == [WindowChanged("practice")]
    assert inside.state() == (WindowState.VOID, Void.MOVED)
    assert await inside.look() == []


@pytest.mark.parametrize("now", [HOME, NOT_MET_YET])
async def test_the_same_network_again_keeps_the_window(inside: World, now: Way) -> None:
    assert await inside.go(None) == []
    await inside.go(now)
    assert inside.state() == (WindowState.OPEN, None)


async def test_a_router_that_is_met_later_is_still_compared(inside: World) -> None:
    await inside.go(NOT_MET_YET)
    assert await inside.go(SAME_INSIDE) == [WindowChanged("practice")]
    assert inside.state() == (WindowState.VOID, Void.MOVED)


async def test_back_where_it_was_opened_the_window_counts_again(inside: World) -> None:
    await inside.go(CAFE)
    await inside.go(HOME)
    assert inside.state() == (WindowState.OPEN, None)


async def test_a_window_that_ran_out_in_sleep_is_told_at_once(inside: World, clock: HandClock) -> None:
    clock.sleep(minutes=20)
    assert await inside.look() == [WindowChanged("practice")]
    assert inside.state() == (WindowState.VOID, Void.SLEPT)
    assert await inside.look() == []


async def test_clocks_read_one_after_the_other_are_no_sleep(inside: World, clock: HandClock) -> None:
    clock.slept += timedelta(milliseconds=3)
    assert await inside.look() == []


async def test_a_move_nobody_can_see_voids_the_window_until_a_login(inside: World) -> None:
    changes = inside.office.changes()
    await inside.office.travels.moved()
    assert await all_of(changes) == [WindowChanged("practice")]
    await inside.look()
    assert inside.state() == (WindowState.VOID, Void.MOVED)
    await inside.office.login_now("practice")
    assert inside.state() == (WindowState.OPEN, None)


# letters that wait ------------------------------------------------------------------------------------


Event = Callable[[World], object]


async def come_back(world: World) -> None:
    await world.go(None)
    await world.go(HOME)


async def move(world: World) -> None:
    await world.go(CAFE)


async def wake_up(world: World) -> None:
    clock = world.bench.clock
    clock.slept += timedelta(minutes=1)
    await world.look()


async def be_told(world: World) -> None:
    await world.office.travels.moved()


async def hear_of_the_internet(world: World) -> None:
    await world.office.travels.set_out_again()


@pytest.mark.parametrize("event", [come_back, move, wake_up, be_told, hear_of_the_internet])
async def test_a_letter_that_found_no_way_is_tried_anew(world: World, smtp: Start, event: Event) -> None:
    server = await smtp({"greeting": [DROP, "220 ready"]})
    await world.bench.open(account_at(server.port))
    await world.look()
    await world.office.start()
    lost = await tried_in_vain(world)
    await event(world)  # type: ignore[misc]
    await world.bench.until(lost, ParcelState.SENT)


async def test_one_that_was_put_off_by_the_server_waits_on(world: World, smtp: Start) -> None:
    server = await smtp({"RCPT": "450 4.7.1 greylisted, come back later"})
    await world.bench.open(account_at(server.port))
    await world.look()
    await world.office.start()
    put_off = await tried_in_vain(world)
    await move(world)
    assert (await world.bench.parcel(put_off)).tries == 1


async def test_while_there_is_no_way_at_all_nothing_is_tried(
    world: World, smtp: Start, clock: HandClock
) -> None:
    server = await smtp({"greeting": [DROP, "220 ready"]})
    await world.bench.open(account_at(server.port))
    await world.look()
    await world.office.start()
    lost = await tried_in_vain(world)
    world.way = None
    await wake_up(world)
    assert (await world.bench.parcel(lost)).tries == 1
    await world.go(HOME)
    await world.bench.until(lost, ParcelState.SENT)


async def test_a_letter_after_a_move_goes_on_a_line_of_its_own(world: World, smtp: Start) -> None:
    """The one that was kept leaves from an address that is gone."""
    server = await smtp()
    await world.bench.open(account_at(server.port))
    await world.look()
    await world.bench.deliver()
    await move(world)
    await world.bench.deliver()
    assert len(server.sessions) == 2


async def tried_in_vain(world: World) -> int:
    changes = world.office.changes()
    lost = await world.bench.queue()
    while (await world.bench.parcel(lost)).tries == 0:
        await anext(changes)
    return lost
