"""Answers that come late, lines cut anywhere, and computers that sleep or whose clock is set."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.network.whereabouts import Way
from tegata.store.parcel import ParcelState
from tests.crash.post import Said
from tests.crash.power_scenes import answering
from tests.crash.virtual_loop import Wire
from tests.crash.world import World
from tests.delivery.bench import BOB

_S = ParcelState
_TWO_SECONDS = timedelta(seconds=2)
AWAY = [timedelta(minutes=1), timedelta(minutes=9), timedelta(hours=1), timedelta(days=3)]
_WINDOW = timedelta(minutes=10)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()
    assert world.faults == []


class CutOnce(Wire):
    """A line that is cut after so many octets, the first time only."""

    def __init__(self, octets: int) -> None:
        self._cuts = [octets]

    def cut_after(self) -> int | None:
        return self._cuts.pop() if self._cuts else None


@pytest.mark.parametrize(
    ("seconds", "state"),
    [(1, _S.SENT), (300, _S.SENT), (599, _S.SENT), (601, _S.UNCERTAIN), (3600, _S.UNCERTAIN)],
)
def test_an_answer_is_waited_for_ten_minutes(world: World, seconds: float, state: ParcelState) -> None:
    world.post.mood = answering({("dot", ""): Said("250 2.0.0 taken", after=seconds)})
    world.queue()
    world.pass_time(min(seconds, 600) - 0.5)
    assert world.state(1) is _S.COMMITTED
    world.pass_time(3 * 3600)
    world.look()
    assert world.state(1) is state
    assert world.post.taken.total() == 1


@pytest.mark.parametrize("seconds", [299, 599])
def test_a_refusal_that_comes_late_is_no_perhaps(world: World, seconds: float) -> None:
    world.post.mood = answering({("dot", ""): Said("554 5.7.1 no", after=seconds)})
    world.queue()
    world.pass_time(3600)
    assert world.state(1) is _S.FAILED


@pytest.mark.parametrize(("seconds", "state"), [(0, _S.SENT), (1, _S.SENT), (3, _S.UNCERTAIN)])
def test_an_orderly_end_waits_a_moment_for_the_answer(
    world: World, seconds: float, state: ParcelState
) -> None:
    world.post.mood = answering({("dot", ""): Said("250 2.0.0 taken", after=2 + seconds)})
    world.queue()
    world.pass_time(2)
    assert world.state(1) is _S.COMMITTED
    world.restart()
    assert world.state(1) is state


def test_nothing_is_sent_after_the_end_has_begun(world: World) -> None:
    world.post.mood = answering({("dot", ""): Said("250 2.0.0 taken", after=1)})
    world.queue()
    world.few_turns(1)
    world.queue()
    world.pass_time(0.5)
    world.run(world.bench.close())
    world.pass_time(10)
    assert world.post.taken.total() == 1
    world.start()
    world.pass_time(10)
    assert [world.state(number) for number in (1, 2)] == [_S.SENT, _S.SENT]


def sent_over(directory: Path, wire: Wire) -> tuple[ParcelState, int, int]:
    """Return how a letter stands, how often it was accepted, and the octets heard at first."""
    world = World(directory, pop=False)
    world.loop.wire = lambda: wire
    world.queue()
    world.pass_time(1)
    heard = world.post.heard
    world.pass_time(3600)
    world.look()
    ends = world.state(1), world.post.taken.total(), heard
    world.close()
    assert world.faults == []
    return ends


def test_a_line_cut_anywhere_loses_nothing_and_sends_nothing_twice(tmp_path: Path) -> None:
    """Uncertain exactly from the moment the last octets have left us, on a wire that takes all at once."""
    state, accepted, whole = sent_over(tmp_path / "whole", Wire())
    assert (state, accepted) == (_S.SENT, 1)
    dot = len(".\r\n")
    for cut in (*range(1, whole - dot, 29), whole - dot):
        assert sent_over(tmp_path / str(cut), CutOnce(cut))[:2] == (_S.SENT, 1)
    for cut in range(whole - dot + 1, whole):
        assert sent_over(tmp_path / str(cut), CutOnce(cut))[:2] == (_S.UNCERTAIN, 0)
    assert sent_over(tmp_path / "all", CutOnce(whole))[:2] == (_S.UNCERTAIN, 1)


@pytest.mark.parametrize("away", AWAY)
def test_the_window_counts_the_time_slept(world: World, away: timedelta) -> None:
    log_in(world)
    world.pass_time(10)
    world.sleep(away.total_seconds())
    world.pass_time(10)
    left = world.office.window("anna").remaining or timedelta(0)
    assert abs(max(timedelta(0), _WINDOW - away - timedelta(seconds=20)) - left) <= _TWO_SECONDS


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_setting_the_clock_moves_no_window(world: World, hours: int) -> None:
    log_in(world)
    world.clock.wall_offset += timedelta(hours=hours)
    world.pass_time(60)
    left = world.office.window("anna").remaining
    assert left is not None
    assert abs(_WINDOW - timedelta(minutes=1) - left) <= _TWO_SECONDS


def test_a_retry_is_not_made_early_and_soon_after_sleep(world: World) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    world.post.mood = answering({})
    world.sleep(60)
    world.pass_time(120)
    assert world.post.taken.total() == 0
    world.sleep(3600)
    world.pass_time(40)
    assert world.post.taken.total() == 1


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_setting_the_clock_moves_no_retry(world: World, hours: int) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    world.post.mood = answering({})
    world.clock.wall_offset += timedelta(hours=hours)
    world.pass_time(239)
    assert world.post.taken.total() == 0
    world.pass_time(122)
    assert world.post.taken.total() == 1


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_what_is_said_of_a_retry_stays_true_when_the_clock_is_set(world: World, hours: int) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    left = due_in(world)
    world.clock.wall_offset += timedelta(hours=hours)
    world.pass_time(60)
    assert abs(left - timedelta(minutes=1) - due_in(world)) <= _TWO_SECONDS


@pytest.mark.parametrize("hours", [1, 24])
def test_set_back_before_a_start_the_clock_prolongs_no_wait(world: World, hours: int) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    world.post.mood = answering({})
    world.clock.wall_offset -= timedelta(hours=hours)
    world.restart()
    world.pass_time(239)
    assert world.post.taken.total() == 0
    world.pass_time(122)
    assert world.post.taken.total() == 1


@pytest.mark.parametrize("killed", [False, True])
@pytest.mark.parametrize("hours", [1, 24])
def test_set_forward_before_a_start_the_clock_shortens_no_wait(
    world: World, hours: int, killed: bool
) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    left = due_in(world)
    world.post.mood = answering({})
    world.crash() if killed else world.run(world.bench.close())
    world.clock.wall_offset += timedelta(hours=hours)
    world.start()
    world.pass_time(60)
    assert abs(left - timedelta(minutes=1) - due_in(world)) <= _TWO_SECONDS
    world.pass_time(179)
    assert world.post.taken.total() == 0
    world.pass_time(122)
    assert world.post.taken.total() == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_what_was_put_right_in_one_run_is_right_in_the_next(world: World, hours: int) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    left = due_in(world)
    for _ in range(2):
        world.clock.wall_offset += timedelta(hours=hours)
        world.pass_time(59)
        world.crash()
        world.start()
        world.pass_time(1)
    assert abs(left - timedelta(minutes=2) - due_in(world)) <= _TWO_SECONDS


def test_after_a_new_boot_the_clock_on_the_wall_is_all_there_is(world: World) -> None:
    world.post.mood = answering({("RCPT", BOB): Said("450 4.2.1 later")})
    world.queue()
    world.pass_time(1)
    world.post.mood = answering({})
    world.run(world.bench.close())
    world.clock.wall_offset += timedelta(minutes=3)
    world.clock.boot = "boot-2"
    world.start()
    world.pass_time(122)
    assert world.post.taken.total() == 1


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_setting_the_clock_delays_no_letter_that_is_to_leave_at_once(world: World, hours: int) -> None:
    """Also not one that has stood in line behind another when the process was killed."""
    world.post.mood = answering({("dot", ""): Said("250 2.0.0 taken", after=300)})
    world.queue()
    world.pass_time(1)
    world.queue()
    world.pass_time(1)
    world.crash()
    world.clock.wall_offset += timedelta(hours=hours)
    world.post.mood = answering({})
    world.start()
    world.pass_time(1)
    assert [world.state(number) for number in (1, 2)] == [_S.UNCERTAIN, _S.SENT]


def due_in(world: World) -> timedelta:
    """Return how long until the first letter's next try, by what is on disk and the clock on the wall."""
    due = world.parcels()[1].due
    assert due is not None
    return due - world.clock.wall()


def log_in(world: World) -> None:
    """Open a window from a place that this computer knows again."""
    world.bench.tools["whereabouts"] = lambda *_: Way("0.0.0.0", 4)  # noqa: S104 - as simulated sockets have it
    world.restart()
    world.run(world.office.login_now("anna"))
    assert world.office.window("anna").remaining is not None
