"""The outbox window in the desk's hands: made once, ahead or when it is wanted, gone with the program."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from tegata.delivery.notices import ParcelChanged
from tegata.gui.desk_errands import DeskErrands
from tegata.gui.desk_outbox import DeskOutbox
from tegata.gui.outbox_window import OutboxWindow
from tegata.gui.uploads import Uploads
from tegata.store.departure import SendAt, UndoUntil
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tegata.tasks import spawn
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs, a_parcel
from tests.gui.waiting import until

pytestmark = pytest.mark.usefixtures("running")


class Hall:
    """Makes the windows, and remembers those that were shown."""

    def __init__(self, verbs: FakeVerbs) -> None:
        self.errands = DeskErrands(verbs, FakeDesk(), Uploads())
        self.shown: list[QWidget] = []
        self.outbox = DeskOutbox(lambda: self.errands, self.welcome)

    def welcome(self, window: QWidget) -> None:
        self.shown.append(window)
        window.show()

    async def opened(self, parcel_id: int | None = None) -> OutboxWindow:
        self.outbox.open(parcel_id)
        await until(lambda: self.outbox.window is not None and not self.outbox.is_awaited)
        assert self.outbox.window is not None
        return self.outbox.window


@pytest.fixture
def hall(verbs: FakeVerbs) -> Iterator[Hall]:
    made = Hall(verbs)
    yield made
    made.outbox.let_go()


def stands_at(window: OutboxWindow, number: int) -> Callable[[], bool]:
    return lambda: window.list.current_parcel() == number


async def test_opened_twice_it_is_the_same_window(hall: Hall) -> None:
    hall.outbox.open()
    hall.outbox.open()
    assert hall.outbox.is_awaited
    await until(lambda: not hall.outbox.is_awaited)
    window = await hall.opened()
    assert hall.shown == [window] * 3


async def test_made_ahead_it_has_its_letters_and_is_opened_at_once(verbs: FakeVerbs, hall: Hall) -> None:
    verbs.the_parcels[1] = a_parcel()
    await hall.outbox.prepare()
    window = hall.outbox.window
    assert window is not None
    assert window.list.model().rowCount() == 2
    assert not window.isVisible()
    hall.outbox.open()
    assert hall.shown == [window]


@pytest.mark.parametrize("turns", range(12))
async def test_when_the_program_ends_while_it_is_made_ahead_it_goes(hall: Hall, turns: int) -> None:
    making = spawn(hall.outbox.prepare(), "prepare")
    for _turn in range(turns):
        await asyncio.sleep(0)
    hall.outbox.let_go()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await making
    assert hall.outbox.window is None


async def test_others_have_their_turn_while_it_is_made(hall: Hall) -> None:
    turns = 0

    async def count() -> None:
        nonlocal turns
        while not hall.shown:
            turns += 1
            await asyncio.sleep(0)

    hall.outbox.open()
    await count()
    assert turns > 3


async def test_a_letter_can_be_pointed_at(verbs: FakeVerbs, hall: Hall) -> None:
    verbs.the_parcels = {n: a_parcel(n, ParcelState.FAILED) for n in (1, 2)}
    for number in (2, 1):
        window = await hall.opened(number)
        await until(stands_at(window, number))


async def test_where_letters_wait_it_is_made_soon_and_once(hall: Hall) -> None:
    hall.outbox._soon.setInterval(10)
    hall.outbox.expect([a_parcel(1, ParcelState.FAILED)])
    await until(lambda: hall.outbox.window is not None)
    hall.outbox.expect([a_parcel(1, ParcelState.FAILED)])
    assert not hall.outbox._soon.isActive()
    assert hall.shown == []


IN_ITS_UNDO_SECONDS = a_parcel(
    1, ParcelState.HELD, departure=UndoUntil("p", timedelta(hours=1), timedelta(seconds=7))
)


@pytest.mark.parametrize(
    "parcel",
    [
        IN_ITS_UNDO_SECONDS,
        a_parcel(1, ParcelState.WAITING, tries=0),
        a_parcel(1, ParcelState.SENDING),
        a_parcel(1, ParcelState.COMMITTED),
        a_parcel(1, ParcelState.HELD, hold=HoldReason.PASSWORD_NEEDED),
    ],
)
async def test_for_one_letter_that_is_just_leaving_it_is_not_made(hall: Hall, parcel: Parcel) -> None:
    hall.outbox.expect([parcel])
    assert not hall.outbox._soon.isActive()
    hall.outbox.expect([parcel, replace(parcel, id=2)])
    assert hall.outbox._soon.isActive()
    hall.outbox.expect([])
    assert not hall.outbox._soon.isActive()


@pytest.mark.parametrize(
    "parcel",
    [
        a_parcel(1, ParcelState.WAITING, tries=1),
        a_parcel(1, ParcelState.HELD, hold=HoldReason.PASSWORD_REFUSED),
        replace(IN_ITS_UNDO_SECONDS, departure=SendAt(datetime(2031, 1, 1, 8), "Europe/Berlin")),  # noqa: DTZ001
        a_parcel(1, ParcelState.UNCERTAIN),
    ],
)
async def test_for_one_that_stays_it_is_made(hall: Hall, parcel: Parcel) -> None:
    hall.outbox.expect([parcel])
    assert hall.outbox._soon.isActive()


async def test_it_hears_what_happens_once_it_is_there(verbs: FakeVerbs, hall: Hall) -> None:
    hall.outbox.hear(ParcelChanged(1))
    window = await hall.opened()
    assert window.list.model().rowCount() == 0
    verbs.the_parcels[1] = a_parcel()
    hall.outbox.hear(ParcelChanged(1))
    await until(lambda: window.list.model().rowCount() > 1)


@pytest.mark.parametrize("turns", range(6))
async def test_when_the_program_ends_meanwhile_nothing_is_shown(hall: Hall, turns: int) -> None:
    hall.outbox.open(1)
    for _turn in range(turns):
        await asyncio.sleep(0)
    before = list(hall.shown)
    hall.outbox.let_go()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await asyncio.sleep(0.03)
    assert hall.outbox.window is None
    assert hall.shown == before
    hall.outbox.expect([a_parcel(1, ParcelState.FAILED)])
    assert not hall.outbox._soon.isActive()
