from datetime import UTC, datetime, timedelta

import pytest

from tegata.relay.window import AuthenticationWindow, NotNeeded, SeenFrom, Void, WindowState, WindowStatus
from tegata.words.times import clock_time
from tegata.words.windows import letters_waiting, pass_lines

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
END = NOON + timedelta(minutes=10)
WINDOW = AuthenticationWindow(
    timedelta(hours=1), NOON, timedelta(minutes=10), SeenFrom("192.168.1.7", 4, "203.0.113.7"), "boot-1"
)


def of(state: WindowState, why: NotNeeded | Void | None = None, **more: object) -> WindowStatus:
    left = timedelta(minutes=9, seconds=41) if state is WindowState.OPEN else timedelta(seconds=41)
    counts = state in {WindowState.OPEN, WindowState.ENDING}
    return WindowStatus(
        state,
        why,
        window=WINDOW,
        remaining=left if counts else None,
        ends_wall=END,
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("status", "first", "second"),
    [
        (of(WindowState.OPEN), "9:41", f"Window open until {clock_time(END)}"),
        (of(WindowState.ENDING), "0:41", "Ends soon. Tegata logs in again if needed"),
        (of(WindowState.UNKNOWN), "Not known yet", "Tegata finds out when you send"),
        (of(WindowState.CLOSED), "Window closed", "Tegata logs in when you send"),
        (
            of(WindowState.EXPIRED),
            f"Window ended at {clock_time(END)}",
            "Tegata logs in again when you send",
        ),
        (WindowStatus(WindowState.EXPIRED), "Window ended", "Tegata logs in again when you send"),
        (of(WindowState.VOID, Void.SLEPT), "This computer slept", "Tegata logs in again when you send"),
        (
            of(WindowState.VOID, Void.READDRESSED),
            "This computer’s address has changed",
            "Tegata logs in again when you send",
        ),
        (
            of(WindowState.VOID, Void.MOVED),
            "Network changed",
            "The login from “203.0.113.7” does not count here",
        ),
        (
            WindowStatus(WindowState.VOID, Void.MOVED),
            "Network changed",
            "The login from “” does not count here",
        ),
        (
            of(WindowState.NOT_NEEDED, NotNeeded.SMTP_AUTH),
            "No login needed",
            "SMTP AUTH proves who you are",
        ),
        (
            of(WindowState.NOT_NEEDED, NotNeeded.OWN_NETWORK),
            "No login needed",
            "You are on your provider’s own network",
        ),
        (of(WindowState.NOT_NEEDED, NotNeeded.SWITCHED_OFF), "No login is made", "POP before send is off"),
        (of(WindowState.OPEN, logging_in=True), "Logging in…", "Asking pop.a.example"),
    ],
)
def test_the_two_lines_of_the_pass(status: WindowStatus, first: str, second: str) -> None:
    lines = pass_lines(status, host="pop.a.example")
    assert (lines.first, lines.second) == (first, second)
    assert lines.brief
    assert lines.spoken


def test_every_state_has_words() -> None:
    assert all(pass_lines(of(state)).first for state in WindowState)


def test_the_accessible_text_says_the_whole() -> None:
    spoken = f"Open until {clock_time(END)}, 9 minutes 41 seconds left"
    assert pass_lines(of(WindowState.OPEN)).spoken == spoken
    assert pass_lines(of(WindowState.CLOSED)).spoken == "Window closed. Tegata logs in when you send"


def test_where_it_is_narrow_the_second_line_is_brief() -> None:
    assert pass_lines(of(WindowState.OPEN)).brief == f"until {clock_time(END)}"
    assert pass_lines(of(WindowState.ENDING)).brief == "ends soon"


def test_an_open_window_without_an_end_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="remaining"):
        pass_lines(WindowStatus(WindowState.OPEN))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (None, ""),
        (0, "0 letters waiting, left untouched"),
        (1, "1 letter waiting, left untouched"),
        (3, "3 letters waiting, left untouched"),
    ],
)
def test_what_waits(count: int | None, said: str) -> None:
    assert letters_waiting(count) == said
