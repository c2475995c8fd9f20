"""The smallest goes first, and nobody waits for ever."""

from collections.abc import Iterator
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from tegata.delivery.turns import AT_MOST, Turns, smallest_first
from tegata.store.parcel import Parcel, ParcelState
from tests.hand_clock import NOON


def parcel(number: int, size: int) -> Parcel:
    return Parcel(number, "a", f"<{number}@a>", "", "a@a", (), False, size, ParcelState.WAITING, NOON, NOON)


def order(turns: Turns, due: list[Parcel]) -> Iterator[Parcel]:
    """Yield them as their turns come."""
    while (chosen := turns.next(due)) is not None:
        due.remove(chosen)
        yield chosen


def test_by_size_and_those_of_one_size_by_age() -> None:
    due = [parcel(1, 300), parcel(2, 20), parcel(3, 300), parcel(4, 1)]
    assert [each.id for each in order(Turns(), due)] == [4, 2, 1, 3]


def test_one_that_ten_have_overtaken_goes_next() -> None:
    turns, large, numbers = Turns(), parcel(1, 1000), count(2)
    went = [turns.next([large, parcel(next(numbers), 5), parcel(next(numbers), 5)]) for _ in range(AT_MOST)]
    assert large not in went
    assert turns.next([large, parcel(next(numbers), 5)]) is large
    assert turns.next([large, parcel(next(numbers), 5)]) is not large, "it has had its turn"


def test_who_was_there_before_overtakes_nobody() -> None:
    turns, small = Turns(), [parcel(number, 5) for number in range(1, 3 * AT_MOST)]
    large = parcel(99, 1000)
    assert list(order(turns, [*small, large])) == [*small, large]


def test_of_several_kept_waiting_the_oldest_goes_first() -> None:
    turns, numbers = Turns(), count(3)
    larger, large = parcel(1, 2000), parcel(2, 1000)
    for _ in range(AT_MOST):
        turns.next([large, larger, parcel(next(numbers), 5)])
    assert turns.next([large, larger, parcel(next(numbers), 5)]) is larger
    assert turns.next([large, parcel(next(numbers), 5)]) is large


def test_who_was_tried_in_vain_lets_the_others_try() -> None:
    due = [parcel(1, 5), parcel(2, 9), parcel(3, 7)]
    assert [Turns().next(due, failed=failed) for failed in ((1,), (1, 3), (1, 2, 3))] == [
        due[2],
        due[1],
        due[0],
    ]


@given(st.lists(st.integers(1, 9), max_size=60))
def test_everybody_has_one_turn(sizes: list[int]) -> None:
    due = [parcel(number, size) for number, size in enumerate(sizes, 1)]
    assert sorted(each.id for each in order(Turns(), list(due))) == [each.id for each in due]
    assert [each.size for each in smallest_first(due)] == sorted(sizes)
