"""Where an account stands: every state of the window, and what leads to it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account, Login, PopBeforeSend
from tegata.relay.standing import Known, is_ending, standing
from tegata.relay.window import NotNeeded, SeenFrom, Void, WindowState
from tests.hand_clock import HandClock
from tests.relay.test_window import HOTEL, window

OPEN = Known(window=window(), here=HOTEL, ever_logged_in=True)


def test_smtp_auth_wins_over_the_toggle(account: Account, clock: HandClock) -> None:
    with_auth = replace(account, submission=replace(account.submission, login=Login.PASSWORD))
    status = standing(with_auth, OPEN, clock)
    assert (status.state, status.why) == (WindowState.NOT_NEEDED, NotNeeded.SMTP_AUTH)


def test_with_the_toggle_off_no_login_is_needed(account: Account, clock: HandClock) -> None:
    off = replace(account, pop_before_send=PopBeforeSend(enabled=False))
    status = standing(off, OPEN, clock)
    assert (status.state, status.why) == (WindowState.NOT_NEEDED, NotNeeded.SWITCHED_OFF)


def test_before_the_first_login_nothing_is_known(account: Account, clock: HandClock) -> None:
    assert standing(account, Known(), clock).state is WindowState.UNKNOWN


def test_without_a_window_after_earlier_logins_it_is_closed(account: Account, clock: HandClock) -> None:
    assert standing(account, Known(ever_logged_in=True), clock).state is WindowState.CLOSED


def test_an_open_window_counts_down(account: Account, clock: HandClock) -> None:
    clock.tick(seconds=19)
    status = standing(account, OPEN, clock)
    assert status.state is WindowState.OPEN
    assert status.remaining == timedelta(minutes=9, seconds=41)


def test_the_wall_clock_does_not_move_the_window(account: Account, clock: HandClock) -> None:
    clock.wall_offset = timedelta(hours=-1)
    assert standing(account, OPEN, clock).remaining == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("good_for_s", "left_s", "ending"),
    [(600, 61, False), (600, 60, True), (240, 49, False), (240, 48, True), (5, 2, False), (5, 1, True)],
)
def test_the_last_minute_or_the_last_fifth_of_a_short_window_is_its_end(
    good_for_s: int, left_s: int, ending: bool
) -> None:
    assert is_ending(timedelta(seconds=left_s), timedelta(seconds=good_for_s)) is ending


def test_a_window_that_has_run_out_says_when(account: Account, clock: HandClock) -> None:
    clock.tick(minutes=11)
    status = standing(account, OPEN, clock)
    assert status.state is WindowState.EXPIRED
    assert status.ends_wall is not None
    assert status.remaining is None


def test_hours_later_an_ended_window_is_no_news(account: Account, clock: HandClock) -> None:
    clock.tick(hours=2)
    assert standing(account, OPEN, clock).state is WindowState.CLOSED


def test_moving_voids_an_open_window(account: Account, clock: HandClock) -> None:
    moved = replace(OPEN, here=SeenFrom("192.168.4.2", 4))
    status = standing(account, moved, clock)
    assert (status.state, status.why) == (WindowState.VOID, Void.MOVED)


@pytest.mark.parametrize(
    ("here", "why"),
    [
        (SeenFrom("2001:db8:c::bbbb", 6, gateway="fe80::1"), Void.READDRESSED),
        (SeenFrom("2001:db8:c::bbbb", 6, gateway="fe80::2"), Void.MOVED),
        (SeenFrom("2001:db8:b::bbbb", 6, gateway="fe80::1"), Void.MOVED),
    ],
)
def test_another_address_of_the_same_ipv6_network_is_no_move(
    account: Account, clock: HandClock, here: SeenFrom, why: Void
) -> None:
    assert OPEN.window is not None
    window = replace(OPEN.window, seen_from=SeenFrom("2001:db8:c::aaaa", 6, gateway="fe80::1"))
    status = standing(account, replace(OPEN, window=window, here=here), clock)
    assert (status.state, status.why) == (WindowState.VOID, why)


def test_a_window_that_ran_out_in_sleep_is_void_and_says_so(account: Account, clock: HandClock) -> None:
    clock.tick(minutes=2)
    clock.sleep(minutes=30)
    status = standing(account, OPEN, clock)
    assert (status.state, status.why) == (WindowState.VOID, Void.SLEPT)


def test_a_nap_shorter_than_the_window_costs_only_its_own_length(account: Account, clock: HandClock) -> None:
    clock.sleep(minutes=3)
    status = standing(account, OPEN, clock)
    assert (status.state, status.remaining) == (WindowState.OPEN, timedelta(minutes=7))


def test_another_boot_makes_an_open_window_unknown(account: Account, clock: HandClock) -> None:
    clock.boot = "boot-2"
    assert standing(account, OPEN, clock).state is WindowState.UNKNOWN


def test_another_boot_long_after_leaves_it_closed(account: Account, clock: HandClock) -> None:
    clock.boot = "boot-2"
    clock.tick(minutes=30)
    assert standing(account, OPEN, clock).state is WindowState.CLOSED


def test_a_network_that_relayed_without_a_login_needs_none(account: Account, clock: HandClock) -> None:
    status = standing(account, Known(here=HOTEL, own_network=True), clock)
    assert (status.state, status.why) == (WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK)


def test_an_open_window_is_shown_even_on_the_own_network(account: Account, clock: HandClock) -> None:
    assert standing(account, replace(OPEN, own_network=True), clock).state is WindowState.OPEN


def test_a_login_under_way_lies_over_the_state(account: Account, clock: HandClock) -> None:
    assert standing(account, replace(OPEN, logging_in=True), clock).logging_in
