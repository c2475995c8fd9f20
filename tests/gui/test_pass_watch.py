"""The countdown's clockwork: it ticks only while seen, faster at the end, and announces sparingly."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QExposeEvent, QRegion
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import pass_watch
from tegata.gui.pass_watch import PassWatch
from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tests.gui.fake_verbs import FakeVerbs, an_open_window


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(pass_watch, "announce", lambda _widget, text: words.append(text))
    monkeypatch.setattr(PassWatch, "_is_in_front", lambda _watch: True)
    return words


def watching(qtbot: QtBot, verbs: FakeVerbs) -> tuple[PassWatch, QWidget]:
    owner = QWidget()
    qtbot.addWidget(owner)
    watch = PassWatch(verbs, owner)
    watch.set_account("anna")
    return watch, owner


def seen(qtbot: QtBot, owner: QWidget) -> None:
    """Show the owner and wait until it is on the screen."""
    with qtbot.waitExposed(owner):
        owner.show()


def test_it_rests_while_nobody_looks(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.status = an_open_window()
    watch, owner = watching(qtbot, verbs)
    assert not watch._timer.isActive()
    seen(qtbot, owner)
    assert watch._timer.isActive()
    assert watch._timer.interval() == 1000
    owner.hide()
    assert not watch._timer.isActive()
    watch.look()
    assert not watch._timer.isActive()


@pytest.mark.parametrize(
    "state",
    [
        WindowState.NOT_NEEDED,
        WindowState.UNKNOWN,
        WindowState.CLOSED,
        WindowState.EXPIRED,
        WindowState.VOID,
    ],
)
def test_where_nothing_counts_down_no_clock_runs(qtbot: QtBot, verbs: FakeVerbs, state: WindowState) -> None:
    verbs.status = WindowStatus(state)
    watch, owner = watching(qtbot, verbs)
    seen(qtbot, owner)
    watch.look()
    assert not watch._timer.isActive()
    verbs.status = an_open_window()
    watch.look()
    assert watch._timer.isActive()
    verbs.status = WindowStatus(state)
    watch.look()
    assert not watch._timer.isActive()


def test_a_window_that_is_nowhere_on_a_screen_stops_the_clock(
    qtbot: QtBot, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    verbs.status = an_open_window()
    watch, owner = watching(qtbot, verbs)
    seen(qtbot, owner)
    window = owner.windowHandle()
    monkeypatch.setattr(watch, "_in_sight", lambda: False)
    QCoreApplication.sendEvent(window, QExposeEvent(QRegion()))
    assert not watch._timer.isActive()
    monkeypatch.undo()
    QCoreApplication.sendEvent(window, QExposeEvent(QRegion(0, 0, 10, 10)))
    assert watch._timer.isActive()


def test_it_looks_again_when_somebody_turns_to_the_window(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.status = WindowStatus(WindowState.EXPIRED)
    watch, owner = watching(qtbot, verbs)
    seen(qtbot, owner)
    verbs.status = WindowStatus(WindowState.CLOSED)  # after an hour that is no news any more
    QCoreApplication.sendEvent(owner, QEvent(QEvent.Type.WindowActivate))
    assert watch.status.state is WindowState.CLOSED


def test_in_the_last_minute_it_looks_four_times_a_second(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.status = an_open_window(timedelta(seconds=42))
    watch, owner = watching(qtbot, verbs)
    seen(qtbot, owner)
    assert watch._timer.interval() == 250


def test_what_is_worth_interrupting_for_is_said_once(qtbot: QtBot, verbs: FakeVerbs, said: list[str]) -> None:
    watch, _owner = watching(qtbot, verbs)
    for status in (
        an_open_window(),
        an_open_window(timedelta(minutes=5)),
        an_open_window(timedelta(seconds=59)),
        an_open_window(timedelta(seconds=20)),
        WindowStatus(WindowState.EXPIRED),
    ):
        verbs.status = status
        watch.look()
    assert len(said) == 3
    assert said[0].startswith("Open until")
    assert said[1].startswith("59 seconds left. Ends soon")
    assert said[2].startswith("Window ended")


def test_a_window_that_opens_during_a_login_is_announced_at_its_end(
    qtbot: QtBot, verbs: FakeVerbs, said: list[str]
) -> None:
    watch, _owner = watching(qtbot, verbs)
    for status in (replace(an_open_window(), logging_in=True), an_open_window()):
        verbs.status = status
        watch.look()
    assert [words[:10] for words in said] == ["Open until"]


def test_of_two_windows_only_the_one_in_front_speaks(
    qtbot: QtBot, verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoke: list[QWidget] = []
    monkeypatch.setattr(pass_watch, "announce", lambda widget, _text: spoke.append(widget))
    (first, before), (second, behind) = watching(qtbot, verbs), watching(qtbot, verbs)
    for each in (behind, before):
        seen(qtbot, each)
    before.activateWindow()
    qtbot.waitUntil(before.isActiveWindow)
    verbs.status = an_open_window()
    first.look()
    second.look()
    assert spoke == [before]
    card = QDialog(before)
    with qtbot.waitExposed(card):
        card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    verbs.status = WindowStatus(WindowState.EXPIRED)
    first.look()
    second.look()
    assert spoke == [before, before]  # what lies over a window speaks for it, not against it


@pytest.mark.parametrize(
    "status",
    [
        WindowStatus(WindowState.NOT_NEEDED, why=NotNeeded.SMTP_AUTH),
        WindowStatus(WindowState.UNKNOWN),
        WindowStatus(WindowState.VOID, why=Void.MOVED),
    ],
)
def test_a_quiet_state_is_not_announced(
    qtbot: QtBot, verbs: FakeVerbs, said: list[str], status: WindowStatus
) -> None:
    watch, _owner = watching(qtbot, verbs)
    verbs.status = status
    watch.look()
    assert said == []


def test_moving_away_from_an_open_window_is_announced(
    qtbot: QtBot, verbs: FakeVerbs, said: list[str]
) -> None:
    verbs.status = an_open_window()
    watch, _owner = watching(qtbot, verbs)
    verbs.status = WindowStatus(WindowState.VOID, why=Void.SLEPT)
    watch.look()
    assert len(said) == 1


@pytest.mark.parametrize("why", list(Void))
def test_with_no_letter_waiting_or_being_written_the_end_is_shown_and_not_announced(
    qtbot: QtBot, verbs: FakeVerbs, said: list[str], why: Void
) -> None:
    watch, _owner = watching(qtbot, verbs)
    watch.be_quiet(True)
    shown: list[WindowStatus] = []
    watch.changed.connect(shown.append)
    ends = (
        an_open_window(timedelta(seconds=42)),
        WindowStatus(WindowState.EXPIRED),
        an_open_window(),
        WindowStatus(WindowState.VOID, why=why),
    )
    for status in (an_open_window(), *ends):
        verbs.status = status
        watch.look()
    assert shown[1:] == [*ends]
    assert [words[:10] for words in said] == ["Open until", "Open until"]  # somebody logged in by hand
    verbs.status = an_open_window()
    watch.look()
    watch.be_quiet(False)
    verbs.status = WindowStatus(WindowState.VOID, why=why)
    watch.look()
    assert len(said) == 4


def test_the_host_is_the_accounts_pop_server(qtbot: QtBot, verbs: FakeVerbs) -> None:
    watch, _owner = watching(qtbot, verbs)
    assert watch.host == "pop.provider-a.example"
    watch.set_account("")
    assert watch.host == ""
    assert watch.status.state is WindowState.UNKNOWN
