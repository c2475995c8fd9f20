"""What is remembered of each account."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.relay.learned import Learned
from tegata.relay.window import AuthenticationWindow, SeenFrom
from tegata.store.ledger import Ledger, Login
from tegata.store.store import Store
from tests.store.samples import NOW

HOTEL = SeenFrom("10.0.0.7", 4, "198.51.100.9")
HOME = SeenFrom("2001:db8::7", 6)
WINDOW = AuthenticationWindow(
    opened_at=timedelta(days=3, seconds=7, microseconds=123457),
    opened_wall=NOW,
    good_for=timedelta(minutes=7.5),
    seen_from=replace(HOTEL, gateway="10.0.0.1", gateway_hardware="02:00:5e:00:53:01"),
    boot_id="this-boot",
    asleep_at_opening=timedelta(hours=5, microseconds=1),
    server_address="192.0.2.25",
)


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return store.ledger


async def test_a_window_comes_back_as_it_was(ledger: Ledger) -> None:
    assert await ledger.load_window("home") is None
    await ledger.save_window("home", WINDOW)
    assert await ledger.load_window("home") == WINDOW
    assert await ledger.load_window("work") is None


async def test_the_newest_window_counts_until_it_is_cleared(ledger: Ledger) -> None:
    newer = replace(WINDOW, opened_at=timedelta(days=4), server_address=None)
    await ledger.save_window("home", WINDOW)
    await ledger.save_window("home", newer)
    assert await ledger.load_window("home") == newer
    await ledger.clear_window("home")
    assert await ledger.load_window("home") is None


async def test_another_process_sees_the_window(ledger: Ledger, tmp_path: Path) -> None:
    await ledger.save_window("home", WINDOW)
    other = await Store.open(tmp_path / "store")
    assert isinstance(other, Store)
    assert await other.ledger.load_window("home") == WINDOW
    await other.close()


async def test_what_servers_have_shown_is_remembered_until_it_is_forgotten(ledger: Ledger) -> None:
    assert await ledger.load_learned("home") == Learned()
    await ledger.save_learned("home", Learned(login_first=True))
    await ledger.save_learned("home", Learned(chunking_fails=True))
    assert await ledger.load_learned("home") == Learned(chunking_fails=True)
    assert await ledger.load_learned("work") == Learned()
    await ledger.forget_learned("home")
    assert await ledger.load_learned("home") == Learned()


async def test_own_networks_are_remembered_once_and_forgotten(ledger: Ledger) -> None:
    for where in (HOME, HOTEL, HOME):
        await ledger.remember_own_network("home", where)
    assert set(await ledger.own_networks("home")) == {HOME, HOTEL}
    assert len(await ledger.own_networks("home")) == 2
    assert await ledger.own_networks("work") == ()
    await ledger.forget_own_network("home", HOME)
    assert await ledger.own_networks("home") == (HOTEL,)


async def test_the_login_that_helped_is_the_last_one_before(ledger: Ledger) -> None:
    times = [NOW + timedelta(minutes=minutes) for minutes in (0, 10, 20)]
    for at in times:
        await ledger.note_login("home", at)
    await ledger.note_login("work", times[1])
    await ledger.note_helped("home", NOW + timedelta(minutes=15))
    assert await ledger.logins("home", NOW) == (
        Login(times[0], useful=False),
        Login(times[1], useful=True),
        Login(times[2], useful=False),
    )
    assert await ledger.logins("home", times[1]) == (
        Login(times[1], useful=True),
        Login(times[2], useful=False),
    )
    assert await ledger.logins("work", NOW) == (Login(times[1], useful=False),)
