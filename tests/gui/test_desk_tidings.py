"""Telling somebody who is not looking."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from tegata.gui import desk_tidings
from tegata.gui.desk_tidings import DeskTidings, Onlookers
from tegata.gui.desktop_notes import DesktopNotes
from tegata.store.parcel import Attempt, Parcel, ParcelState
from tegata.tasks import spawn
from tegata.words.tidings import Notice
from tests.gui.fake_verbs import FakeVerbs, a_parcel
from tests.gui.waiting import until

pytestmark = pytest.mark.usefixtures("running")

REFUSED = a_parcel(1, ParcelState.FAILED)
OTHER = a_parcel(2, ParcelState.UNCERTAIN)


@dataclass
class Desktop:
    """Takes notices, or does not."""

    wanted: bool = True
    takes: bool = True
    present: bool = False
    locked: bool = False
    told: list[tuple[Notice, int | None]] = field(default_factory=list)
    in_the_tray: list[Notice] = field(default_factory=list)

    async def tell(self, notice: Notice, parcel_id: int | None) -> bool:
        if self.takes:
            self.told.append((notice, parcel_id))
        return self.takes

    def headlines(self) -> list[str]:
        return [notice.headline for notice, _ in self.told]


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    made = Desktop()
    monkeypatch.setattr(DesktopNotes, "tell", lambda _self, notice, number: made.tell(notice, number))
    monkeypatch.setattr(desk_tidings, "_GATHER", 5)
    return made


@pytest.fixture
async def teller(desktop: Desktop, verbs: FakeVerbs) -> AsyncIterator[DeskTidings]:
    onlookers = Onlookers(
        wanted=lambda: desktop.wanted,
        present=lambda: desktop.present,
        locked=lambda: desktop.locked,
        show_outbox=lambda _number: None,
        tell=desktop.in_the_tray.append,
    )
    made = DeskTidings(verbs, onlookers)
    await made.consider(())  # the first look
    yield made
    await made.close()


def a_try(minutes_ago: float) -> tuple[Attempt, ...]:
    began = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    return (Attempt(1, began, began, (), ""), Attempt(2, datetime.now(UTC), datetime.now(UTC), (), ""))


async def gathered() -> None:
    await asyncio.sleep(0.05)


async def test_a_refusal_is_told_once(teller: DeskTidings, desktop: Desktop) -> None:
    await teller.consider([REFUSED])
    await gathered()
    await teller.consider([REFUSED])
    await gathered()
    assert [number for _, number in desktop.told] == [1]
    assert desktop.headlines() == ["A letter was refused"]


async def test_several_one_after_the_other_are_one_notice(teller: DeskTidings, desktop: Desktop) -> None:
    await teller.consider([REFUSED])
    await teller.consider([OTHER, REFUSED])
    await gathered()
    assert desktop.headlines() == ["2 letters need a word from you"]
    assert desktop.told[0][1] is None


async def test_who_comes_meanwhile_is_not_told(teller: DeskTidings, desktop: Desktop) -> None:
    await teller.consider([REFUSED])
    desktop.present = True
    await gathered()
    assert not desktop.told


async def test_where_nobody_wants_notices_there_are_none_and_none_afterwards(
    teller: DeskTidings, desktop: Desktop
) -> None:
    desktop.wanted = False
    await teller.consider([REFUSED])
    await gathered()
    desktop.wanted = True
    await teller.consider([REFUSED])
    await gathered()
    assert not desktop.told
    assert not desktop.in_the_tray


async def test_what_has_settled_meanwhile_is_not_told(teller: DeskTidings, desktop: Desktop) -> None:
    await teller.consider([REFUSED])
    await teller.consider([a_parcel(1, ParcelState.WAITING)])
    await gathered()
    assert not desktop.told


async def test_a_locked_screen_names_nothing(teller: DeskTidings, desktop: Desktop) -> None:
    desktop.locked = True
    await teller.consider([REFUSED])
    await gathered()
    assert desktop.told == [(Notice("1 letter needs a word from you"), 1)]


async def test_where_the_desktop_takes_none_the_tray_may(teller: DeskTidings, desktop: Desktop) -> None:
    desktop.takes = False
    await teller.consider([REFUSED])
    await gathered()
    assert [notice.headline for notice in desktop.in_the_tray] == ["A letter was refused"]


@pytest.mark.parametrize(("minutes", "told"), [(14, []), (16, ["1 letter has not left yet"])])
async def test_late_counts_from_the_first_try(
    teller: DeskTidings, desktop: Desktop, verbs: FakeVerbs, minutes: float, told: list[str]
) -> None:
    verbs.the_attempts[1] = a_try(minutes)
    await teller.consider([a_parcel(1, tries=2)])
    await gathered()
    assert desktop.headlines() == told


async def test_at_the_end_it_asks_for_nothing_more(
    teller: DeskTidings, desktop: Desktop, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look that is under way then comes back to a store that has closed."""
    asked, answer = asyncio.Event(), asyncio.Event()

    async def unsent() -> tuple[Parcel, ...]:
        asked.set()
        await answer.wait()
        return (REFUSED, a_parcel(2, tries=2))

    async def attempts(_parcel_id: int) -> tuple[Attempt, ...]:
        raise AssertionError("the store has closed")

    monkeypatch.setattr(verbs, "unsent", unsent)
    monkeypatch.setattr(verbs, "attempts", attempts)
    looking = spawn(teller._look(), "look")
    await asked.wait()
    await teller.close()
    answer.set()
    await looking
    await gathered()
    assert not desktop.told
    asked.clear()
    await teller._look()
    assert not asked.is_set()


async def test_it_looks_by_itself_when_a_letter_becomes_late(
    teller: DeskTidings, desktop: Desktop, verbs: FakeVerbs
) -> None:
    waiting: Parcel = a_parcel(1, tries=2)
    verbs.the_parcels[1] = waiting
    verbs.the_attempts[1] = a_try(15 - 0.05 / 60)
    await teller.consider([waiting])
    assert not desktop.told
    await until(lambda: desktop.told)
    assert desktop.headlines() == ["1 letter has not left yet"]
