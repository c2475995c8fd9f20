"""How far the letters on their way have got."""

from datetime import timedelta

import pytest

from tegata.delivery.notices import AccountsChanged, Change, ParcelChanged, Progress, Stage
from tegata.gui.uploads import Uploads


class Hands:
    """A clock that a test moves."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


def sending(sent: int, parcel_id: int = 1) -> Progress:
    return Progress(parcel_id, frozenset({Stage.SENDING}), sent=sent, total=10_000_000)


def test_the_newest_is_remembered_for_each_letter() -> None:
    uploads = Uploads()
    for change in (sending(1), sending(7, 2), sending(3), AccountsChanged()):
        uploads.hear(change)
    assert uploads.progress(1) == sending(3)
    assert uploads.progress(2) == sending(7, 2)
    assert (uploads.progress(3), uploads.left(3), uploads.still(3)) == (None, None, None)


CONNECTING = Progress(1, frozenset({Stage.CONNECTING}))


@pytest.mark.parametrize(
    ("change", "known"), [(ParcelChanged(2), sending(5_000_000)), (ParcelChanged(1), None)]
)
def test_another_state_says_nothing_of_the_one_before(change: ParcelChanged, known: Progress | None) -> None:
    uploads = Uploads()
    uploads.hear(sending(5_000_000))
    uploads.hear(change)
    assert uploads.progress(1) == known


@pytest.mark.parametrize("between", [ParcelChanged(1), CONNECTING])
def test_another_line_is_measured_from_its_own_start(hands: Hands, between: Change) -> None:
    uploads = Uploads(hands)
    uploads.hear(sending(5_000_000))
    hands.seconds += 20
    uploads.hear(between)
    uploads.hear(sending(1))
    assert (uploads.left(1), uploads.still(1)) == (None, None)


@pytest.mark.parametrize("times", [1, 2])
def test_the_time_left_is_reckoned_from_the_first_octet(hands: Hands, times: int) -> None:
    uploads = Uploads(hands)
    for seconds, sent in ((0, 0), (5, 1_000_000), (3, 4_000_000)):
        hands.seconds += seconds
        for _time in range(times):
            uploads.hear(sending(sent))
    assert uploads.left(1) == timedelta(seconds=10)


def test_it_is_noticed_that_nothing_leaves(hands: Hands) -> None:
    uploads = Uploads(hands)
    uploads.hear(sending(5))
    hands.seconds += 20
    uploads.hear(sending(5))
    assert uploads.still(1) == timedelta(seconds=20)
    uploads.hear(sending(6))
    assert uploads.still(1) is None
