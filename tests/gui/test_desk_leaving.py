"""When the last window has closed."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from tegata.gui.desk_leaving import DeskLeaving, Ending, is_due, needs_a_word
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, ParcelState
from tests.gui.fake_verbs import NOON, a_parcel


def leaving() -> tuple[DeskLeaving, list[str]]:
    asked: list[str] = []
    return DeskLeaving(lambda: asked.append("outbox"), lambda: asked.append("leave")), asked


@pytest.mark.parametrize(
    ("state", "due", "expected"),
    [
        (ParcelState.SENDING, None, True),
        (ParcelState.COMMITTED, None, True),
        (ParcelState.WAITING, None, True),
        (ParcelState.WAITING, NOON, True),
        (ParcelState.WAITING, NOON + timedelta(minutes=5), False),
        (ParcelState.HELD, None, False),
        (ParcelState.SENT, None, False),
    ],
)
def test_a_letter_that_can_wait_holds_nobody_up(state: ParcelState, due: object, expected: bool) -> None:
    assert is_due(a_parcel(state=state, due=due), NOON) is expected


def test_what_the_user_stopped_needs_no_word() -> None:
    assert not needs_a_word(a_parcel(state=ParcelState.HELD, hold=HoldReason.CANCELLED))
    assert needs_a_word(a_parcel(state=ParcelState.HELD, hold=HoldReason.PASSWORD_NEEDED))
    assert needs_a_word(a_parcel(state=ParcelState.UNCERTAIN))


def test_with_nothing_due_it_ends_at_once(qtbot: QtBot) -> None:
    desk, _asked = leaving()
    assert desk.consider([a_parcel(state=ParcelState.FAILED)]) is Ending.LEAVE
    assert desk._card is None


def test_it_stays_while_a_letter_is_due_and_says_so(qtbot: QtBot) -> None:
    desk, asked = leaving()
    assert desk.consider([a_parcel(state=ParcelState.SENDING)]) is Ending.STAY
    assert desk._card is not None
    assert "on its way" in desk._card.headline()
    desk._card.outbox_wanted.emit()
    assert asked == ["outbox"]
    assert desk.consider([a_parcel(state=ParcelState.SENT)]) is Ending.LEAVE
    assert desk._card is None


def test_bad_news_waits_until_it_was_seen(qtbot: QtBot) -> None:
    desk, asked = leaving()
    desk.consider([a_parcel(state=ParcelState.SENDING)])
    assert desk.consider([a_parcel(state=ParcelState.FAILED)]) is Ending.STAY
    assert desk._card is not None
    desk._card.dismissed.emit()
    assert asked == ["leave"]
    desk.come_back()
    desk.come_back()


def test_a_letter_that_can_be_undone_still_leaves_and_one_for_another_day_can_wait() -> None:
    undo = UndoUntil("process", timedelta(0), timedelta(seconds=7))
    at = SendAt(NOON.replace(tzinfo=None), "UTC")
    seconds, later = (a_parcel(state=ParcelState.HELD, departure=each) for each in (undo, at))
    assert is_due(seconds, NOON)
    assert not is_due(later, NOON)
    assert not needs_a_word(seconds)
    assert needs_a_word(a_parcel(state=ParcelState.HELD, hold=HoldReason.MISSED, departure=at))
