"""When the last window closes."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.desk_leaving import DeskLeaving, Ending, Ways, is_due, leaves_later
from tegata.gui.farewell_card import FarewellCard
from tegata.gui.leaving_question import LeavingQuestion
from tegata.gui.tray import Tray
from tegata.profile import Preferences
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tests.gui.fake_verbs import NOON, a_parcel

UNDO = UndoUntil("process", timedelta(0), timedelta(seconds=7))
AT = SendAt(datetime(2199, 5, 4, 8, 0), "UTC")  # noqa: DTZ001 - the wall of its zone
AT_ITS_TIME = a_parcel(2, ParcelState.HELD, departure=AT, due=AT.moment())
SENDING = a_parcel(state=ParcelState.SENDING)
REFUSED = a_parcel(state=ParcelState.FAILED)


def again() -> Parcel:
    return a_parcel(3, tries=2, due=datetime.now(UTC) + timedelta(minutes=20))


@dataclass
class Surroundings:
    """What the desk would do."""

    preferences: Preferences = field(default_factory=Preferences)
    done: list[str] = field(default_factory=list)
    lasts: bool = True

    def prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences

    def leaving(self) -> DeskLeaving:
        return DeskLeaving(
            Ways(
                show_outbox=lambda: self.done.append("outbox"),
                new_letter=lambda: self.done.append("new"),
                leave=lambda: self.done.append("leave"),
                look_again=lambda: self.done.append("look"),
                preferences=lambda: self.preferences,
                prefer=self.prefer,
                lasts=self.lasts,
            )
        )


@pytest.fixture
def around(qtbot: QtBot) -> Surroundings:
    return Surroundings()


@pytest.fixture
def leaving(around: Surroundings) -> Iterator[DeskLeaving]:
    made = around.leaving()
    yield made
    made.come_back()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


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
def test_a_letter_that_can_wait_is_not_due(state: ParcelState, due: object, expected: bool) -> None:
    assert is_due(a_parcel(state=state, due=due), NOON) is expected


@pytest.mark.parametrize(
    ("parcel", "expected"),
    [
        (AT_ITS_TIME, True),
        (a_parcel(due=NOON + timedelta(minutes=5)), True),
        (a_parcel(due=NOON), False),
        (a_parcel(state=ParcelState.HELD, departure=UNDO), False),
        (a_parcel(state=ParcelState.HELD, departure=AT, hold=HoldReason.MISSED), False),
        (REFUSED, False),
        (SENDING, False),
    ],
)
def test_what_leaves_by_itself_but_not_now(parcel: Parcel, expected: bool) -> None:
    assert leaves_later(parcel, NOON) is expected
    assert not (expected and is_due(parcel, NOON))


def card(leaving: DeskLeaving) -> FarewellCard:
    assert leaving._card is not None
    return leaving._card


def test_with_nothing_due_it_ends_at_once(leaving: DeskLeaving) -> None:
    assert leaving.consider([REFUSED]) is Ending.LEAVE
    assert not leaving.speaks()


def test_it_stays_while_a_letter_is_due_and_says_so(leaving: DeskLeaving, around: Surroundings) -> None:
    assert leaving.consider([SENDING]) is Ending.STAY
    assert leaving.speaks()
    assert "on its way" in card(leaving).headline()
    card(leaving).outbox_wanted.emit()
    assert around.done == ["outbox"]
    assert leaving.consider([a_parcel(state=ParcelState.SENT)]) is Ending.LEAVE
    assert not leaving.speaks()


def test_bad_news_waits_until_it_was_seen(leaving: DeskLeaving, around: Surroundings) -> None:
    leaving.consider([SENDING])
    assert leaving.consider([REFUSED]) is Ending.STAY
    assert "needs a word" in card(leaving).headline()
    card(leaving).dismissed.emit()
    assert around.done == ["leave"]
    leaving.come_back()


@pytest.mark.parametrize("parcel", [AT_ITS_TIME, again()])
def test_a_letter_that_leaves_later_is_never_left_in_silence(leaving: DeskLeaving, parcel: Parcel) -> None:
    """Also where no window asked: the letter was due when the last one closed, and did not get out."""
    leaving.consider([SENDING])
    assert leaving.consider([parcel]) is Ending.STAY
    assert card(leaving).headline() == "1 letter has not left yet"
    assert card(leaving).stay_button.text() == "Keep sending"


def test_the_card_can_be_told_to_send_at_the_next_start(leaving: DeskLeaving, around: Surroundings) -> None:
    leaving.consider([again()])
    card(leaving).quit_button.click()
    assert around.done == ["look"]
    assert leaving.consider([again()]) is Ending.LEAVE


def test_what_is_on_its_way_is_finished_before_it_ends(leaving: DeskLeaving) -> None:
    leaving.consider([again()])
    card(leaving).quit_button.click()
    assert leaving.consider([again(), SENDING]) is Ending.STAY
    assert leaving.consider([again()]) is Ending.LEAVE


def test_the_card_can_be_told_to_go_on_out_of_sight(leaving: DeskLeaving) -> None:
    leaving.consider([again()])
    card(leaving).stay_button.click()
    assert leaving.consider([again()]) is Ending.STAY
    assert not leaving.speaks()
    assert leaving.consider([a_parcel(3, ParcelState.FAILED)]) is Ending.STAY
    assert leaving.speaks()


def test_a_profile_that_goes_with_the_program_has_no_next_start(qtbot: QtBot, window: QWidget) -> None:
    leaving = Surroundings(lasts=False).leaving()
    assert not leaving.holds_back(window, [again()])
    assert leaving.consider([again()]) is Ending.LEAVE


async def answered(window: QWidget, press: str, *, remember: bool = False) -> None:
    await asyncio.sleep(0.01)
    (question,) = window.findChildren(LeavingQuestion)
    question.remember.setChecked(remember)
    getattr(question, press).click()
    await asyncio.sleep(0.01)


@pytest.mark.usefixtures("running")
class TestTheQuestion:
    """The last window wants to close."""

    @pytest.mark.parametrize("parcels", [[], [REFUSED], [SENDING]])
    async def test_where_nothing_leaves_later_nothing_is_asked(
        self, leaving: DeskLeaving, window: QWidget, parcels: list[Parcel]
    ) -> None:
        assert not leaving.holds_back(window, parcels)

    @pytest.mark.parametrize(("press", "ending"), [("stay", Ending.STAY), ("next_start", Ending.LEAVE)])
    async def test_the_answer_holds_until_a_window_opens(
        self, leaving: DeskLeaving, window: QWidget, press: str, ending: Ending
    ) -> None:
        assert leaving.holds_back(window, [again()])
        assert leaving.holds_back(window, [again()])  # pressed twice, asked once
        await answered(window, press)
        assert not window.isVisible()
        assert not leaving.holds_back(window, [again()])
        assert leaving.consider([again()]) is ending
        leaving.come_back()
        assert leaving.holds_back(window, [again()])
        await answered(window, "cancel")

    async def test_cancel_keeps_the_window(self, leaving: DeskLeaving, window: QWidget) -> None:
        leaving.holds_back(window, [AT_ITS_TIME])
        await answered(window, "cancel")
        assert window.isVisible()
        assert leaving.holds_back(window, [AT_ITS_TIME])
        await answered(window, "cancel")

    @pytest.mark.parametrize(("press", "kept"), [("stay", "stay"), ("next_start", "quit")])
    async def test_a_tick_makes_it_the_last_time(
        self, leaving: DeskLeaving, around: Surroundings, window: QWidget, press: str, kept: str
    ) -> None:
        leaving.holds_back(window, [again()])
        await answered(window, press, remember=True)
        assert around.preferences == Preferences(on_leaving=kept)  # type: ignore[arg-type]
        leaving.come_back()
        assert not leaving.holds_back(window, [again()])

    async def test_it_goes_when_the_letters_have_left(self, leaving: DeskLeaving, window: QWidget) -> None:
        leaving.holds_back(window, [again()])
        await asyncio.sleep(0.01)
        leaving.take_in([again()])
        assert window.isVisible()
        leaving.take_in([])
        await asyncio.sleep(0.01)
        assert not window.isVisible()


class TestInTheTray:
    """Where the desktop has one, and Tegata is to go on."""

    @pytest.fixture(autouse=True)
    def tray(self, around: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Tray, "is_there", staticmethod(lambda: True))
        around.preferences = Preferences(on_leaving="stay")

    @pytest.mark.parametrize(
        ("parcel", "words"),
        [
            (again(), "1 letter has not left yet"),
            (SENDING, "1 letter has not left yet"),
            (a_parcel(3, ParcelState.FAILED), "1 letter needs a word from you"),
        ],
    )
    def test_the_icon_says_how_things_stand(self, leaving: DeskLeaving, parcel: Parcel, words: str) -> None:
        leaving.consider([again()])
        assert leaving.consider([parcel]) is Ending.STAY
        assert leaving.tray.icon.toolTip() == f"Tegata — {words}"
        assert not leaving.speaks()
        assert leaving.consider([]) is Ending.LEAVE
        assert not leaving.tray.icon.isVisible()

    def test_to_quit_is_to_leave_the_rest_for_the_next_start(
        self, leaving: DeskLeaving, around: Surroundings
    ) -> None:
        leaving.consider([again(), SENDING])
        leaving.tray.quit.emit()
        assert around.done == ["look"]
        assert not leaving.tray.icon.isVisible()
        assert leaving.consider([again(), SENDING]) is Ending.STAY
        assert leaving.speaks()
        assert leaving.consider([again()]) is Ending.LEAVE

    def test_what_is_still_asked_for_stands_on_the_card(
        self, leaving: DeskLeaving, around: Surroundings
    ) -> None:
        around.preferences = Preferences()
        leaving.consider([again()])
        assert leaving.speaks()
        card(leaving).stay_button.click()
        leaving.consider([again()])
        assert not leaving.speaks()
        assert leaving.tray.icon.isVisible()
        leaving.tray.new_letter.emit()
        leaving.tray.outbox.emit()
        assert around.done == ["look", "new", "outbox"]
