"""Why can't I send? The six points, told for anybody and for one account."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tegata.accounts.account import Account, Login, Polling, PopBeforeSend, Security, Server
from tegata.relay.window import AuthenticationWindow, NotNeeded, SeenFrom, Void, WindowState, WindowStatus
from tegata.words.times import clock_time
from tegata.words.why import Topic, points, sparse_bill, window_for

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TEN = timedelta(minutes=10)
CLOSED = WindowStatus(WindowState.CLOSED)
ANNA = Account(
    name="anna",
    address="anna@provider-a.example",
    display_name="Anna",
    submission=Server("smtp.provider-a.example", 25, Security.STARTTLS),
    pop=Server("pop.provider-a.example", 995, Security.TLS, user="anna"),
    pop_before_send=PopBeforeSend(enabled=True, window=TEN),
)
OFF = replace(ANNA, pop_before_send=PopBeforeSend(enabled=False))
BY_AUTH = replace(ANNA, submission=replace(ANNA.submission, login=Login.PASSWORD))


def seen(state: WindowState, why: Void | None = None) -> WindowStatus:
    window = AuthenticationWindow(
        timedelta(hours=1), NOON, TEN, SeenFrom("192.168.1.7", 4, "203.0.113.7"), "boot-1"
    )
    return WindowStatus(state, why, window, ends_wall=NOON + TEN)


def own(topic: Topic, account: Account | None = ANNA, status: WindowStatus = CLOSED) -> str:
    return next(point.own for point in points(account, status) if point.topic is topic)


def test_there_is_one_point_for_each_topic_in_order_and_none_is_empty() -> None:
    told = points(ANNA, CLOSED)
    assert [point.topic for point in told] == list(Topic)
    assert all(point.title and point.text and point.picture for point in told)


def test_without_an_account_nothing_is_claimed_about_one() -> None:
    told = points(None, WindowStatus(WindowState.UNKNOWN))
    assert [point.own for point in told] == [""] * 6
    assert not any("{" in part for point in told for part in (point.text, point.picture))


def test_every_abbreviation_is_explained_where_it_comes_first() -> None:
    text = "\n".join(point.text for point in points(None, CLOSED))
    for name in ("relaying", "SMTP", "POP"):
        assert name in text
    assert "is called relaying" in text
    assert "(SMTP is how letters leave.)" in text
    assert "(POP is how letters are fetched.)" in text


def test_the_servers_are_named() -> None:
    assert own(Topic.RELAYING) == "For you, that server is smtp.provider-a.example."
    assert own(Topic.PROOFS) == (
        "For you, a login at pop.provider-a.example lets letters through at smtp.provider-a.example"
        " for 10 minutes."
    )
    one_host = replace(ANNA, submission=replace(ANNA.submission, host="pop.provider-a.example"))
    assert own(Topic.PROOFS, one_host) == (
        "For you, a login at pop.provider-a.example lets letters through there for 10 minutes."
    )
    assert own(Topic.PROOFS, BY_AUTH) == "Your account uses SMTP AUTH at smtp.provider-a.example."
    assert own(Topic.PROOFS, OFF) == "Your account uses neither of them now."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (WindowStatus(WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK), "without a login."),
        (seen(WindowState.OPEN), "at the address 203.0.113.7."),
        (CLOSED, ""),
    ],
)
def test_what_is_known_of_the_network_is_said(status: WindowStatus, said: str) -> None:
    found = own(Topic.RULES, status=status)
    assert found.endswith(said)
    assert bool(found) is bool(said)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (seen(WindowState.OPEN), f"{clock_time(NOON)}; its window is open until {clock_time(NOON + TEN)}."),
        (seen(WindowState.ENDING), f"its window is open until {clock_time(NOON + TEN)}."),
        (seen(WindowState.EXPIRED), f"{clock_time(NOON)}; its window is over."),
        (seen(WindowState.VOID, Void.MOVED), f"{clock_time(NOON)}, on another network."),
        (seen(WindowState.VOID, Void.SLEPT), "its window is over."),
        (CLOSED, "for 10 minutes."),
    ],
)
def test_the_last_login_is_told(status: WindowStatus, said: str) -> None:
    assert own(Topic.PROOFS, status=status).endswith(said)


def test_the_figures_are_those_of_the_accounts_window() -> None:
    told = {point.topic: point for point in points(ANNA, CLOSED)}
    assert "every 10 minutes" in told[Topic.LUCK].text
    cost = told[Topic.POLLING].text
    for figure in ("every 15 minutes", "96 logins a day", "1,111 logins a second", "8 hours of the day"):
        assert figure in cost
    brief = replace(ANNA, pop_before_send=PopBeforeSend(enabled=True, window=timedelta(minutes=5)))
    cost = next(point.text for point in points(brief, CLOSED) if point.topic is Topic.POLLING)
    assert "every 7.5 minutes makes 192 logins" in cost


@pytest.mark.parametrize("minutes", [0.2, 1, 5, 10, 30, 60])
def test_the_picture_of_polling_shows_one_letter_too_late_whatever_the_window(minutes: float) -> None:
    window = timedelta(minutes=minutes)
    account = replace(ANNA, pop_before_send=PopBeforeSend(enabled=True, window=window))
    found = sparse_bill(account)
    assert (found.would_fail, len(found.letters)) == (1, 4)
    assert found.window == window


def test_a_window_too_long_to_draw_gives_way_to_the_usual_one() -> None:
    long = replace(ANNA, pop_before_send=PopBeforeSend(enabled=True, window=timedelta(hours=6)))
    assert window_for(long) == TEN


def test_what_the_user_has_turned_on_or_off_is_said() -> None:
    polling = replace(ANNA, polling=Polling(timedelta(minutes=1)))
    assert own(Topic.POLLING, polling) == "You have turned it on, every 1 minute."
    assert own(Topic.POLLING) == ""
    assert "Press the pass" in own(Topic.TEGATA, OFF)
    assert own(Topic.TEGATA) == ""
    assert own(Topic.TEGATA, BY_AUTH) == ""
