"""The countdown's clockwork: it ticks only while seen, faster at the end, and announces sparingly."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import pass_watch
from tegata.gui.pass_watch import PassWatch
from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tests.gui.fake_verbs import FakeVerbs, an_open_window


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(pass_watch, "announce", lambda _widget, text: words.append(text))
    return words


def watching(qtbot: QtBot, verbs: FakeVerbs) -> tuple[PassWatch, QWidget]:
    owner = QWidget()
    qtbot.addWidget(owner)
    watch = PassWatch(verbs, owner)
    watch.set_account("anna")
    return watch, owner


def test_it_rests_while_nobody_looks(qtbot: QtBot, verbs: FakeVerbs) -> None:
    watch, owner = watching(qtbot, verbs)
    assert not watch._timer.isActive()
    owner.show()
    assert watch._timer.interval() == 1000
    assert watch._timer.isActive()
    owner.hide()
    assert not watch._timer.isActive()


def test_in_the_last_minute_it_looks_four_times_a_second(qtbot: QtBot, verbs: FakeVerbs) -> None:
    verbs.status = an_open_window(timedelta(seconds=42))
    watch, owner = watching(qtbot, verbs)
    owner.show()
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
    assert said[1].startswith("One minute left")
    assert said[2].startswith("Window ended")


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


def test_the_host_is_the_accounts_pop_server(qtbot: QtBot, verbs: FakeVerbs) -> None:
    watch, _owner = watching(qtbot, verbs)
    assert watch.host == "pop.provider-a.example"
    watch.set_account("")
    assert watch.host == ""
    assert watch.status.state is WindowState.UNKNOWN
