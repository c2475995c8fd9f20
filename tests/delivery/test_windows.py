"""What is known of a window, over logins, letters, moves and new starts."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.accounts.account import PopBeforeSend
from tegata.delivery.lessons import Lessons
from tegata.delivery.windows import Windows
from tegata.network.whereabouts import Way
from tegata.relay.window import AuthenticationWindow, NotNeeded, SeenFrom, Void, WindowState, WindowStatus
from tegata.store.ledger import Ledger
from tegata.store.store import Store
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.delivery.bench import account_at, with_auth
from tests.hand_clock import NOON, HandClock

ANNA = account_at(25, 110)
SWITCHED_OFF = replace(ANNA, pop_before_send=PopBeforeSend())
HOME = Way("192.168.1.7", 4)
CAFE = Way("10.0.0.3", 4)
AT_HOME = SeenFrom("192.168.1.7", 4)


class Traveller:
    """Where we are; `way` is what the system says about the way to the server."""

    def __init__(self, ledger: Ledger, clock: HandClock) -> None:
        self.way: Way | None = HOME
        self.other_family: Way | None = None
        self.in_use = [ANNA, SWITCHED_OFF]
        self.addresses: set[str] = set()
        self.clock = clock
        self.ledger = ledger
        self.windows = self.new_start()

    def new_start(self) -> Windows:
        self.windows = Windows(
            self.ledger,
            self.clock,
            self.way_towards,
            Lessons(self.ledger),
            lambda account: account in self.in_use,
        )
        return self.windows

    def way_towards(self, server: str, leave_from: str | None = None) -> Way | None:
        if leave_from is not None and leave_from not in self.addresses:
            return None
        return self.other_family if ":" in server else self.way

    def window(self, seen_from: SeenFrom = AT_HOME) -> AuthenticationWindow:
        clock = self.clock
        return AuthenticationWindow(
            clock.now(), clock.wall(), timedelta(minutes=10), seen_from, clock.boot_id(), clock.asleep(),
            "192.0.2.1",
        )  # fmt: skip

    async def log_in(self) -> None:
        await self.windows.opened(ANNA, self.window())
        self.windows.counted(ANNA, 3)

    async def move(self) -> None:
        self.windows.moved()

    async def travel(self) -> None:
        self.windows.travelled({"anna"})

    def state(self) -> tuple[WindowState, object]:
        status = self.windows.status(ANNA)
        return status.state, status.why


@pytest.fixture
async def traveller(tmp_path: Path, clock: HandClock) -> AsyncIterator[Traveller]:
    store = await Store.open(tmp_path)
    assert isinstance(store, Store)
    yield Traveller(store.ledger, clock)
    await store.close()


async def test_at_first_nothing_is_known(traveller: Traveller) -> None:
    await traveller.windows.load([ANNA])
    assert traveller.state() == (WindowState.UNKNOWN, None)
    assert traveller.windows.here(ANNA) is None


async def test_a_login_opens_the_window_and_says_what_waits(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.clock.tick(minutes=2)
    status = traveller.windows.status(ANNA)
    assert (status.state, status.remaining) == (WindowState.OPEN, timedelta(minutes=8))
    assert status.letters_waiting == 3


async def test_a_window_of_a_family_that_this_network_has_not_counts_for_nothing(
    traveller: Traveller,
) -> None:
    await traveller.log_in()
    traveller.way, traveller.other_family = None, Way("2001:db8:c::2", 6)
    assert traveller.state() == (WindowState.VOID, Void.MOVED)
    traveller.way = HOME
    assert traveller.state() == (WindowState.OPEN, None)


async def test_a_window_outlasts_a_line_that_is_down(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.way = None
    assert traveller.state() == (WindowState.OPEN, None)


async def test_forgotten_nothing_of_its_servers_is_known(traveller: Traveller) -> None:
    await traveller.windows.relayed(SWITCHED_OFF, AT_HOME)
    await traveller.log_in()
    traveller.clock.tick(hours=1)
    assert traveller.state() == (WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK)
    await traveller.windows.forget(ANNA.name)
    assert traveller.windows.here(ANNA) is None
    assert await traveller.ledger.own_networks(ANNA.name) == ()
    await traveller.log_in()
    traveller.clock.tick(hours=1)
    assert traveller.state() == (WindowState.EXPIRED, None)


async def test_a_login_under_way_shows_over_every_state(traveller: Traveller) -> None:
    async with traveller.windows.one_login(ANNA, since=traveller.clock.now()):
        assert traveller.windows.status(ANNA).logging_in
    assert not traveller.windows.status(ANNA).logging_in


@pytest.mark.parametrize("succeeds", [True, False])
async def test_logins_come_one_after_the_other_and_the_second_may_be_spared(
    traveller: Traveller, succeeds: bool
) -> None:
    spared: list[bool] = []

    async def log_in() -> None:
        async with traveller.windows.one_login(ANNA, since=traveller.clock.now()) as window:
            spared.append(window is not None)
            await asyncio.sleep(0)
            if succeeds and window is None:
                await traveller.log_in()

    await asyncio.gather(log_in(), log_in())
    assert spared == [False, succeeds]
    traveller.clock.tick(seconds=1)
    await log_in()
    assert spared[2:] == [False]


async def test_another_process_sees_the_window(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.new_start()
    await traveller.windows.load([ANNA])
    assert traveller.state() == (WindowState.OPEN, None)
    traveller.way = CAFE
    assert traveller.state() == (WindowState.VOID, Void.MOVED)


async def test_what_another_process_learns_meanwhile_can_be_read(traveller: Traveller) -> None:
    ours = traveller.windows
    await ours.load([ANNA])
    traveller.new_start()
    await traveller.log_in()
    assert ours.status(ANNA).state is WindowState.UNKNOWN
    await ours.read_anew([ANNA])
    assert ours.status(ANNA).state is WindowState.OPEN


async def test_after_another_boot_the_window_is_not_known(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.clock.boot = "boot-2"
    traveller.new_start()
    await traveller.windows.load([ANNA])
    assert traveller.state() == (WindowState.UNKNOWN, None)
    traveller.clock.tick(minutes=11)
    assert traveller.state() == (WindowState.CLOSED, None)


async def test_what_is_loaded_again_does_not_hide_what_was_learned(traveller: Traveller) -> None:
    await traveller.log_in()
    await traveller.ledger.clear_window("anna")
    await traveller.windows.load([ANNA])
    assert traveller.state() == (WindowState.OPEN, None)


async def test_a_changed_window_length_counts_at_once(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.clock.tick(minutes=3)
    longer = replace(ANNA, pop_before_send=PopBeforeSend(enabled=True, window=timedelta(minutes=20)))
    assert traveller.windows.status(longer).remaining == timedelta(minutes=17)


async def test_moving_voids_the_window_and_coming_back_revives_it(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.way = CAFE
    assert traveller.state() == (WindowState.VOID, Void.MOVED)
    traveller.way = HOME
    assert traveller.state() == (WindowState.OPEN, None)


async def test_when_the_system_says_that_we_moved_it_stays_void_until_a_login(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.windows.moved()
    assert traveller.state() == (WindowState.VOID, Void.MOVED)
    await traveller.log_in()
    assert traveller.state() == (WindowState.OPEN, None)


async def test_without_a_route_nobody_claims_that_we_moved(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.way = None
    assert traveller.state() == (WindowState.OPEN, None)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (replace(HOME, gateway="192.168.1.1", gateway_hardware="02:00:5e:00:53:01"), WindowState.OPEN),
        (replace(HOME, gateway="192.168.1.1"), WindowState.OPEN),  # back, and the router not met yet
        (replace(HOME, gateway="192.168.1.254"), WindowState.VOID),
        (replace(HOME, gateway="192.168.1.1", gateway_hardware="02:00:5e:00:53:99"), WindowState.VOID),
    ],
)
async def test_the_same_address_behind_another_router_is_another_network(
    traveller: Traveller, now: Way, state: WindowState
) -> None:
    traveller.way = replace(HOME, gateway="192.168.1.1", gateway_hardware="02:00:5e:00:53:01")
    await traveller.log_in()
    traveller.new_start()
    await traveller.windows.load([ANNA])
    assert traveller.state() == (WindowState.OPEN, None)
    traveller.way = now
    assert traveller.state()[0] is state


async def test_a_login_from_elsewhere_is_not_taken_to_be_from_here(traveller: Traveller) -> None:
    """The network may have changed while the server was answering."""
    traveller.way = replace(CAFE, gateway="10.0.0.1")
    await traveller.log_in()
    assert traveller.state() == (WindowState.VOID, Void.MOVED)
    traveller.way = replace(HOME, gateway="192.168.1.1")
    assert traveller.state() == (WindowState.OPEN, None)


async def test_what_the_server_sees_is_filled_in_and_kept(traveller: Traveller) -> None:
    gateway, hardware = "192.168.1.1", "02:00:5e:00:53:01"
    traveller.way = replace(HOME, gateway=gateway, gateway_hardware=hardware)
    await traveller.log_in()
    seen = replace(AT_HOME, server_sees="203.0.113.7")
    await traveller.windows.met(ANNA, seen, "192.0.2.1")
    whole = replace(seen, gateway=gateway, gateway_hardware=hardware)
    assert traveller.windows.here(ANNA) == whole
    kept = await traveller.ledger.load_window("anna")
    assert kept is not None
    assert kept.seen_from == whole


async def test_what_the_server_saw_is_old_after_a_move_and_after_a_login(traveller: Traveller) -> None:
    for change in (traveller.log_in, traveller.move, traveller.travel):
        await traveller.windows.met(ANNA, replace(AT_HOME, server_sees="203.0.113.7"), "192.0.2.1")
        await change()
        assert traveller.windows.here(ANNA) == AT_HOME


async def test_behind_the_same_router_address_the_server_sees_that_we_moved(traveller: Traveller) -> None:
    """Many homes hand out 192.168.1.7; only the server knows which one it is."""
    await traveller.log_in()
    await traveller.windows.met(ANNA, replace(AT_HOME, server_sees="203.0.113.7"), "192.0.2.1")
    await traveller.windows.met(ANNA, replace(AT_HOME, server_sees="198.51.100.9"), "192.0.2.1")
    assert traveller.state() == (WindowState.VOID, Void.MOVED)


async def test_a_network_that_relays_without_proof_is_the_providers_own(traveller: Traveller) -> None:
    await traveller.windows.met(SWITCHED_OFF, AT_HOME, "192.0.2.1")
    await traveller.windows.relayed(SWITCHED_OFF, AT_HOME)
    assert traveller.state() == (WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK)
    traveller.way = CAFE
    assert traveller.state() == (WindowState.UNKNOWN, None)
    assert await traveller.ledger.own_networks("anna") == (AT_HOME,)


async def test_the_own_network_is_forgotten_when_it_refuses(traveller: Traveller) -> None:
    await traveller.windows.met(SWITCHED_OFF, AT_HOME, "192.0.2.1")
    await traveller.windows.relayed(SWITCHED_OFF, AT_HOME)
    await traveller.windows.refused(
        ANNA, replace(AT_HOME, server_sees="203.0.113.7"), asked_at=traveller.clock.now()
    )
    assert traveller.state()[0] is WindowState.UNKNOWN
    assert await traveller.ledger.own_networks("anna") == ()


async def test_after_a_move_our_own_address_proves_no_network(traveller: Traveller) -> None:
    """A home behind the same kind of router has the same address inside."""
    seen = replace(AT_HOME, server_sees="192.0.2.10")
    await traveller.windows.met(SWITCHED_OFF, seen, "192.0.2.1")
    await traveller.windows.relayed(SWITCHED_OFF, seen)
    traveller.new_start()
    await traveller.windows.load([ANNA])
    await traveller.windows.met(ANNA, AT_HOME, "192.0.2.1")
    assert traveller.state() == (WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK)
    traveller.windows.travelled({"anna"})
    assert traveller.state() == (WindowState.UNKNOWN, None)
    await traveller.windows.met(ANNA, seen, "192.0.2.1")
    assert traveller.state() == (WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK)


async def test_a_login_that_helped_a_letter_out_is_counted_as_such(traveller: Traveller) -> None:
    await traveller.log_in()
    traveller.clock.tick(minutes=20)
    await traveller.log_in()
    traveller.clock.tick(minutes=1)
    await traveller.windows.relayed(ANNA, AT_HOME)
    logins = await traveller.ledger.logins("anna", NOON)
    assert [login.useful for login in logins] == [False, True]


async def test_what_proves_nothing_teaches_nothing(traveller: Traveller) -> None:
    await traveller.windows.relayed(ANNA, AT_HOME)
    await traveller.windows.relayed(with_auth(SWITCHED_OFF), AT_HOME)
    assert await traveller.ledger.own_networks("anna") == ()


async def test_a_letter_in_an_open_window_says_nothing_about_the_network(traveller: Traveller) -> None:
    await traveller.log_in()
    await traveller.windows.relayed(SWITCHED_OFF, AT_HOME)
    assert await traveller.ledger.own_networks("anna") == ()
    traveller.clock.tick(minutes=11)
    await traveller.windows.relayed(SWITCHED_OFF, AT_HOME)
    assert await traveller.ledger.own_networks("anna") == (AT_HOME,)


async def test_a_refusal_ends_the_window_for_every_process(traveller: Traveller) -> None:
    await traveller.log_in()
    await traveller.windows.refused(ANNA, AT_HOME, asked_at=traveller.clock.now())
    assert traveller.state() == (WindowState.CLOSED, None)
    traveller.new_start()
    await traveller.windows.load([ANNA])
    assert traveller.state() == (WindowState.UNKNOWN, None)


async def test_an_account_with_other_servers_begins_anew(traveller: Traveller) -> None:
    await traveller.log_in()
    await traveller.windows.forget("anna")
    assert traveller.state() == (WindowState.UNKNOWN, None)
    assert await traveller.ledger.load_window("anna") is None


async def test_a_full_disk_costs_the_memory_and_nothing_else(
    traveller: Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_anything: object) -> None:
        raise StoreError(Trouble(StoreTrouble.DISK_FULL))

    monkeypatch.setattr(Ledger, "_note", full)
    await traveller.log_in()
    status: WindowStatus = traveller.windows.status(ANNA)
    assert status.state is WindowState.OPEN
    await traveller.windows.refused(ANNA, AT_HOME, asked_at=traveller.clock.now())
    assert traveller.state() == (WindowState.CLOSED, None)


async def test_a_refusal_that_was_asked_for_before_the_login_says_nothing_of_its_window(
    traveller: Traveller,
) -> None:
    asked_at = traveller.clock.now()
    traveller.clock.tick(seconds=1)
    await traveller.log_in()
    await traveller.windows.refused(ANNA, AT_HOME, asked_at=asked_at)
    assert traveller.state()[0] is WindowState.OPEN


async def test_whether_we_are_away_from_the_provider_s_network(traveller: Traveller) -> None:
    assert traveller.windows.away(ANNA) is None
    await traveller.windows.met(SWITCHED_OFF, AT_HOME, "192.0.2.1")
    await traveller.windows.relayed(SWITCHED_OFF, AT_HOME)
    assert traveller.windows.away(ANNA) is False
    traveller.way = CAFE
    assert traveller.windows.away(ANNA) is True


async def test_servers_that_are_not_in_use_any_more_teach_nothing(traveller: Traveller) -> None:
    await traveller.log_in()
    before = traveller.windows.status(ANNA)
    former = account_at(26, 110)
    await traveller.windows.opened(former, replace(traveller.window(), server_address="192.0.2.9"))
    await traveller.windows.met(former, replace(AT_HOME, server_sees="203.0.113.7"), "192.0.2.9")
    await traveller.windows.relayed(replace(former, pop_before_send=PopBeforeSend()), AT_HOME)
    await traveller.windows.refused(former, AT_HOME, asked_at=traveller.clock.now())
    traveller.windows.counted(former, 9)
    assert traveller.windows.status(ANNA) == before
    assert await traveller.ledger.own_networks("anna") == ()


PRIVATE, NEXT_PRIVATE = "2001:db8:c::aaaa", "2001:db8:c::bbbb"


@pytest.mark.parametrize(
    ("valid", "way", "state"),
    [
        ({PRIVATE, NEXT_PRIVATE}, Way(NEXT_PRIVATE, 6), (WindowState.OPEN, None)),
        ({NEXT_PRIVATE}, Way(NEXT_PRIVATE, 6), (WindowState.VOID, Void.READDRESSED)),
        ({PRIVATE, NEXT_PRIVATE}, Way(NEXT_PRIVATE, 6, "fe80::2"), (WindowState.VOID, Void.MOVED)),
        ({PRIVATE, "2001:db8:b::2"}, Way("2001:db8:b::2", 6), (WindowState.VOID, Void.MOVED)),
    ],
    ids=["still valid", "not valid any more", "another router", "another network"],
)
async def test_the_next_private_address_leaves_the_window_to_the_one_it_was_opened_from(
    traveller: Traveller, valid: set[str], way: Way, state: tuple[WindowState, object]
) -> None:
    traveller.addresses, traveller.other_family = valid, Way(PRIVATE, 6, "fe80::1")
    window = traveller.window(SeenFrom(PRIVATE, 6))
    await traveller.windows.opened(ANNA, replace(window, server_address="2001:db8:a::1"))
    traveller.other_family = replace(way, gateway=way.gateway or "fe80::1")
    assert traveller.state() == state
