"""The outbox window."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.accounts.account import PopBeforeSend
from tegata.delivery.notices import ParcelChanged, Progress, Stage
from tegata.gui import calls
from tegata.gui.outbox_row import Deed
from tegata.gui.outbox_watch import Counts, OutboxWatch
from tegata.gui.outbox_window import OutboxWindow, summary
from tegata.gui.tool_bar import ToolButton
from tegata.protocols.outcome import Broken, Phase, Trouble
from tegata.store.parcel import Parcel, ParcelState
from tests.gui.fake_verbs import NOON, FakeVerbs, a_parcel, an_account


@pytest.fixture
async def window(qtbot: QtBot, verbs: FakeVerbs) -> AsyncIterator[OutboxWindow]:
    verbs.the_parcels[1] = a_parcel(1, ParcelState.UNCERTAIN)
    verbs.the_parcels[2] = a_parcel(2, ParcelState.WAITING, due=NOON + timedelta(minutes=5), tries=1)
    made = OutboxWindow(verbs, OutboxWatch(verbs, now=lambda: NOON))
    qtbot.addWidget(made)
    await made.fetch()
    calls.close()
    yield made
    calls.close()


async def test_the_footer_and_the_tool_bar_count(window: OutboxWindow) -> None:
    window.show()
    assert window.findChild(ToolButton, options=Qt.FindChildOption.FindChildrenRecursively) is not None
    assert "2 unsent letters" in window.tool_bar.outbox_button.accessibleName()
    calls.close()


async def changed(window: OutboxWindow, *parcels: int) -> None:
    """Let the window hear that these have changed, and fetch them."""
    for parcel_id in parcels:
        window._watch.hear(ParcelChanged(parcel_id))
    await window.fetch()


ALL = range(10)


def test_the_footer_names_only_what_there_is() -> None:
    assert summary(Counts(1, 4, 2)) == "1 sending, 4 waiting, 2 need you"
    assert summary(Counts(0, 0, 1)) == "1 needs you"
    assert summary(Counts(0, 0, 0)) == ""


async def test_nothing_waiting_shows_the_empty_page(window: OutboxWindow, verbs: FakeVerbs) -> None:
    window.show()
    calm = [window.pass_corner._quiet]
    verbs.the_parcels.clear()
    await changed(window, *ALL)
    assert window.empty.isVisible()
    calm.append(window.pass_corner._quiet)
    assert calm == [False, True]
    heard: list[None] = []
    window.new_letter.connect(lambda: heard.append(None))
    window.empty.button.click()
    assert heard == [None]
    calls.close()


async def test_the_focus_goes_along_when_the_page_turns(window: OutboxWindow, verbs: FakeVerbs) -> None:
    window.show()
    window.activateWindow()
    kept = dict(verbs.the_parcels)
    verbs.the_parcels.clear()
    await changed(window, *ALL)
    assert window.focusWidget() is window.empty.button
    verbs.the_parcels.update(kept)
    await changed(window, *ALL)
    assert window.focusWidget() is window.list
    calls.close()


async def test_progress_is_shown_without_fetching(window: OutboxWindow, verbs: FakeVerbs) -> None:
    verbs.the_parcels[3] = a_parcel(3, ParcelState.SENDING)
    await changed(window, 3)
    calls.open_up()
    window.hear(Progress(3, frozenset({Stage.SENDING}), 1_000_000, 6_300_000))
    await asyncio.sleep(0.1)
    calls.close()
    model = window.list.model()
    spoken = [str(model.index(n, 0).data()) for n in range(model.rowCount())]
    assert any("Sending 1.0 of 6.3 MB" in words for words in spoken)


async def test_changes_are_fetched_together_and_only_in_sight(
    window: OutboxWindow, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def start(coro: Coroutine[Any, Any, Any], name: str) -> None:
        begun.append(name)
        coro.close()

    monkeypatch.setattr(calls, "start", start)
    window.hear(ParcelChanged(1))
    assert begun == []
    window.show()
    for parcel_id in (1, 2, 3):
        window.hear(ParcelChanged(parcel_id))
    assert begun == ["outbox: fetch"]


async def test_reveal_makes_the_row_current(window: OutboxWindow) -> None:
    window.reveal(2)
    assert window.list.current_parcel() == 2
    window.reveal(99)
    assert window.list.current_parcel() == 2


async def test_what_could_not_be_done_is_said_until_something_else_is_pressed(
    window: OutboxWindow, verbs: FakeVerbs
) -> None:
    window.show()
    window.deeds.said.emit("Too late to edit: the letter is on its way.")
    assert window.news.isVisible()
    window.list.pressed.emit(Deed.IT_ARRIVED, 1)
    assert not window.news.isVisible()
    window.deeds.login_failed.emit(Broken(Phase.POP, Trouble.CONN_TIMEOUT))
    assert window.news.isVisible()
    calls.close()


async def test_f6_goes_round_the_parts(window: OutboxWindow, qtbot: QtBot) -> None:
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    window.list.setFocus()
    seen = []
    for _turn in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen == [window.pass_corner, window.tool_bar.new_button, window.search, window.list]
    calls.close()


async def test_after_a_login_by_hand_that_worked_the_switch_is_offered(
    window: OutboxWindow, verbs: FakeVerbs
) -> None:
    verbs.the_accounts = [an_account(pop_before_send=PopBeforeSend(enabled=False))]
    window.show()
    window.deeds.logged_in_for.emit(2)
    await window.fetch()
    assert not window.offer.isVisible()
    verbs.the_parcels[2] = a_parcel(2, ParcelState.SENT)
    await changed(window, 2)
    assert window.offer.isVisible()
    assert window.offer.button is not None
    calls.open_up()
    window.offer.button.click()
    await asyncio.sleep(0)
    calls.close()
    saved = [call for call in verbs.calls if call[0] == "save_account"]
    assert len(saved) == 1
    assert verbs.the_accounts[0].pop_before_send.enabled
    assert not window.offer.isVisible()


@pytest.mark.parametrize(("width", "words"), [(900, True), (600, False)])
async def test_narrow_leaves_the_tools_words_out(window: OutboxWindow, width: int, words: bool) -> None:
    window.resize(900, 600)
    window.show()
    wide = window.tool_bar.check_button.sizeHint().width()
    window.resize(width, 600)
    QApplication.processEvents()
    assert (window.tool_bar.check_button.sizeHint().width() == wide) is words
    calls.close()


async def test_it_ticks_only_while_it_is_seen(window: OutboxWindow) -> None:
    window.show()
    await window.fetch()
    assert window.ticking()
    window.hide()
    assert not window.ticking()
    assert [timer for timer in window.findChildren(QTimer) if timer.isActive()] == []
    calls.close()


async def test_what_is_typed_is_searched_for_and_escape_shows_all_again(
    window: OutboxWindow, verbs: FakeVerbs
) -> None:
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.search, "no such word")
    await window.fetch()
    assert window.nothing_found.isVisible()
    assert not window.empty.isVisible()
    assert window.focusWidget() is window.search
    QTest.keyClick(window.search, Qt.Key.Key_Escape)
    await window.fetch()
    assert window.list.isVisible()
    calls.close()


async def test_the_next_page_comes_when_the_list_asks_for_it(window: OutboxWindow, verbs: FakeVerbs) -> None:
    verbs.the_parcels = {
        n: a_parcel(n, ParcelState.SENT, changed_at=NOON + timedelta(minutes=n)) for n in range(20, 25)
    }
    verbs.page = 2
    window._watch.search("")
    await changed(window, 1, 2)
    model = window.list.model()
    assert model.rowCount() == 1 + 2
    calls.close()
    calls.open_up()
    model.fetchMore(QModelIndex())
    while model.rowCount() < 1 + 4:
        await asyncio.sleep(0)
    calls.close()


async def test_what_was_fetched_for_a_window_that_is_gone_is_shown_nowhere(verbs: FakeVerbs) -> None:
    window = OutboxWindow(verbs, OutboxWatch(verbs))
    fetching = window.fetch()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    await fetching


async def test_at_rest_it_has_fetched_what_it_began_and_fetches_nothing_more(
    window: OutboxWindow, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def slowly(number: int) -> Parcel:
        asked.append(number)
        await asyncio.sleep(0.01)
        return verbs.the_parcels[number]

    monkeypatch.setattr(verbs, "parcel", slowly)
    under_way = asyncio.get_running_loop().create_task(changed(window, 1, 2))
    await asyncio.sleep(0.005)
    await window.rest()
    assert asked == [1, 2]
    await under_way
    await changed(window, 1)
    await window._fetch_more()
    assert asked == [1, 2]
