"""One letter from Send to its end."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QObject

from tegata.delivery.notices import (
    Change,
    Flawed,
    NotQueued,
    ParcelChanged,
    Progress,
    Stage,
    StoreTrouble,
    WindowChanged,
)
from tegata.gui.footer_moments import FooterDeed, Moment, Tone
from tegata.gui.ring import RingLook
from tegata.gui.send_flow import SendFlow
from tegata.mail.draft import Draft
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tests.gui.fake_verbs import FakeVerbs, a_parcel

pytestmark = pytest.mark.usefixtures("running")
DRAFT = Draft("anna", to=("yuki@b.example",), subject="Contract")
DENIED = Diagnosis(Cause.RELAY_DENIED, Confidence.LIKELY, (), (), "550 5.7.1 Relaying denied")


class Playing:
    """A flow, and everything that it said."""

    def __init__(self, verbs: FakeVerbs) -> None:
        self.verbs = verbs
        self.owner = QObject()
        self.flow = SendFlow(verbs, self.owner)
        self.moments: list[Moment] = []
        self.flaws: list[object] = []
        self.refused: list[Parcel] = []
        self.flow.moment.connect(self.moments.append)
        self.flow.flawed.connect(self.flaws.append)
        self.flow.refused.connect(self.refused.append)

    async def becomes(self, parcel: Parcel) -> None:
        self.verbs.the_parcels[parcel.id] = parcel
        self.flow.hear(ParcelChanged(parcel.id))
        await asyncio.sleep(0.01)


@pytest.fixture
async def stage(verbs: FakeVerbs) -> Playing:
    verbs.the_parcels[1] = a_parcel(state=ParcelState.WAITING)
    made = Playing(verbs)
    await made.flow.send(DRAFT, 7)
    return made


async def test_queued_is_told_and_followed(stage: Playing) -> None:
    assert ("send", DRAFT, 7, timedelta(0)) in stage.verbs.calls
    assert stage.moments[-1].deeds == (FooterDeed.CANCEL,)
    assert stage.flow.parcel_id == 1


async def test_flaws_and_a_full_disk_leave_the_letter_open(verbs: FakeVerbs) -> None:
    stage = Playing(verbs)
    flaws = (Flaw(Field.TO, Reason.NO_RECIPIENT),)
    verbs.send_result = Flawed(flaws)
    await stage.flow.send(DRAFT, None)
    assert stage.flaws == [flaws]
    verbs.send_result = NotQueued(StoreTrouble.DISK_FULL)
    await stage.flow.send(DRAFT, None)
    assert stage.moments[-1].tone is Tone.DANGER
    assert stage.flow.parcel_id is None


async def test_progress_of_this_letter_only(stage: Playing) -> None:
    before = len(stage.moments)
    others: list[Change] = [Progress(2, frozenset({Stage.SENDING})), ParcelChanged(2), WindowChanged("anna")]
    for change in others:
        stage.flow.hear(change)
    await asyncio.sleep(0.01)
    assert len(stage.moments) == before
    stage.flow.hear(Progress(1, frozenset({Stage.SENDING}), sent=5, total=10))
    assert stage.moments[-1].bar == 0.5


async def test_an_upload_that_does_not_move_says_so_until_it_does(
    stage: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("tegata.gui.send_flow.time.monotonic", lambda: clock[0])
    for clock[0], sent in ((0.0, 1), (4.0, 400)):
        stage.flow.hear(Progress(1, frozenset({Stage.SENDING}), sent=sent, total=1000))
    assert stage.flow._tick.isActive()
    said = [stage.moments[-1].aside]
    for clock[0] in (9.0, 24.0):
        stage.flow._count()
        said.append(stage.moments[-1].aside)
    stage.flow.hear(Progress(1, frozenset({Stage.SENDING}), sent=500, total=1000))
    assert said == ["about 10 s left", "about 10 s left", "nothing has left for 0:20"]
    assert "nothing" not in stage.moments[-1].aside


async def test_another_line_is_measured_from_its_own_start(
    stage: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("tegata.gui.send_flow.time.monotonic", lambda: clock[0])
    stage.flow.hear(Progress(1, frozenset({Stage.SENDING}), sent=900, total=1000))
    clock[0] = 60.0
    stage.flow.hear(Progress(1, frozenset({Stage.CONNECTING})))
    assert not stage.flow._tick.isActive()
    stage.flow.hear(Progress(1, frozenset({Stage.SENDING}), sent=1, total=1000))
    stage.flow._count()
    assert stage.moments[-1].aside == ""


async def test_after_the_last_dot_the_seconds_count_up(stage: Playing) -> None:
    stage.flow.hear(Progress(1, frozenset({Stage.ANSWER}), sent=10, total=10))
    assert stage.moments[-1].headline.endswith("0:00")
    assert stage.flow._tick.isActive()
    stage.flow._count()
    await stage.becomes(a_parcel(state=ParcelState.COMMITTED))
    assert stage.moments[-1].bar == 1.0
    await stage.becomes(a_parcel(state=ParcelState.SENT))
    assert not stage.flow._tick.isActive()
    assert stage.moments[-1].closes_itself


async def test_a_refusal_is_explained_once(stage: Playing) -> None:
    stage.verbs.diagnoses[1] = DENIED
    failed = a_parcel(state=ParcelState.FAILED, tries=1)
    await stage.becomes(failed)
    await stage.becomes(failed)
    assert stage.refused == [failed]
    assert stage.moments[-1].tone is Tone.DANGER


@pytest.mark.parametrize("hold", [HoldReason.CANCELLED, HoldReason.PASSWORD_REFUSED])
async def test_what_the_user_knows_or_is_asked_is_not_explained(stage: Playing, hold: HoldReason) -> None:
    stage.verbs.diagnoses[1] = DENIED
    await stage.becomes(a_parcel(state=ParcelState.HELD, hold=hold, tries=1))
    assert stage.refused == []


async def test_a_temporary_failure_says_when_it_is_tried_again(stage: Playing) -> None:
    stage.verbs.diagnoses[1] = DENIED
    later = datetime.now(UTC) + timedelta(minutes=5)
    await stage.becomes(a_parcel(state=ParcelState.WAITING, tries=1, due=later))
    assert FooterDeed.CLOSE in stage.moments[-1].deeds
    assert stage.refused == []


async def test_cancel_try_now_and_taking_back(stage: Playing) -> None:
    await stage.flow.cancel()
    await stage.flow.try_now()
    taken = await stage.flow.take_back()
    assert {call[0] for call in stage.verbs.calls} >= {"cancel", "try_now", "edit_again"}
    assert taken is not None
    assert stage.flow.parcel_id is None
    assert await stage.flow.take_back() is None


async def test_too_late_to_take_back(stage: Playing) -> None:
    stage.verbs.cancellable = False
    assert await stage.flow.take_back() is None
    assert stage.flow.parcel_id == 1


UNDO = UndoUntil("process", timedelta(hours=5), timedelta(seconds=7))
HELD = a_parcel(state=ParcelState.HELD, departure=UNDO)
AT = SendAt(datetime.fromisoformat("2030-11-25 08:00"), "Asia/Tokyo")


@pytest.fixture
async def undoable(verbs: FakeVerbs) -> Playing:
    verbs.the_parcels[1] = HELD
    made = Playing(verbs)
    await made.flow.send(DRAFT, 7, UNDO.span)
    return made


async def test_the_seconds_are_counted_down_and_announced_once(undoable: Playing) -> None:
    assert undoable.verbs.calls == [("send", DRAFT, 7, UNDO.span)]
    undoable.verbs.left = timedelta(seconds=6.05)
    await asyncio.sleep(0)
    undoable.flow._count_down()
    assert undoable.flow._second.interval() == 50
    undoable.verbs.left = timedelta(seconds=5.99)
    await asyncio.sleep(0.2)
    middles = [moment.sign.middle for moment in undoable.moments if isinstance(moment.sign, RingLook)]
    assert middles == ["7", "7", "6"]
    assert [bool(moment.spoken) for moment in undoable.moments] == [True, False, False]


async def test_when_they_are_over_the_letter_is_followed_as_any_other(undoable: Playing) -> None:
    await undoable.becomes(a_parcel(state=ParcelState.WAITING))
    assert undoable.moments[-1].deeds == (FooterDeed.CANCEL,)
    assert not undoable.flow._second.isActive()
    undoable.flow._count_down()
    await undoable.becomes(a_parcel(state=ParcelState.SENT))
    assert undoable.moments[-1].closes_itself


async def test_given_another_time_the_seconds_stop(undoable: Playing) -> None:
    await undoable.becomes(a_parcel(state=ParcelState.HELD, departure=AT))
    assert undoable.moments[-1].headline == "Leaves on 2030-11-25 at 08:00"
    assert not undoable.flow._second.isActive()


async def test_taken_back_from_elsewhere_its_window_is_told(undoable: Playing) -> None:
    gone: list[bool] = []
    undoable.flow.gone.connect(lambda: gone.append(True))
    await undoable.becomes(a_parcel(state=ParcelState.WITHDRAWN))
    assert gone == [True]
    assert undoable.flow.parcel_id is None
    assert not undoable.flow._second.isActive()


async def test_taken_back_here_nobody_else_has_done_it(undoable: Playing) -> None:
    gone: list[bool] = []
    undoable.flow.gone.connect(lambda: gone.append(True))
    undoable.flow._taking_back = True
    await undoable.becomes(a_parcel(state=ParcelState.WITHDRAWN))
    assert gone == []
