"""The account dialog at the desk."""

import asyncio
import threading
from pathlib import Path

import pytest

from tegata.gui import theme
from tegata.gui.around import Around
from tegata.gui.desk_settings import DeskSettings
from tegata.profile import Preferences
from tests.gui.fake_verbs import FakeVerbs

pytestmark = pytest.mark.usefixtures("running")


class Asked:
    """Settings, and what came of them."""

    def __init__(self, verbs: FakeVerbs, look: theme.Theme, tmp_path: Path) -> None:
        self.heard: list[object] = []
        around = Around(
            theme=look,
            preferences=Preferences(),
            save_preferences=self.heard.append,
            logs=tmp_path,
            start_practice=lambda: self.heard.append("practice"),
        )
        self.settings = DeskSettings(verbs, around, lambda: self.heard.append("closed"))


@pytest.fixture
def asked(verbs: FakeVerbs, look: theme.Theme, tmp_path: Path) -> Asked:
    return Asked(verbs, look, tmp_path)


async def test_there_is_one_dialog_at_a_time(asked: Asked) -> None:
    assert asked.settings.shown() is None
    asked.settings.show_account("anna", "POP")
    dialog = asked.settings.dialog()
    asked.settings.show_account(None, None)
    assert asked.settings.dialog() is dialog
    dialog.reject()
    assert asked.settings.shown() is None
    assert asked.heard == ["closed"]


async def test_colours_change_at_once_and_are_saved(asked: Asked) -> None:
    asked.settings.dialog().preferences_changed.emit(Preferences(theme="dark"))
    assert theme.current().dark
    await asyncio.sleep(0)
    await asked.settings.settle()
    assert asked.heard == [Preferences(theme="dark")]
    asked.settings.dialog().practice_wanted.emit()
    assert asked.heard[-1] == "practice"
    asked.settings.dialog().reject()


async def test_a_slow_disk_holds_up_nobody_and_the_last_saving_is_the_last(
    verbs: FakeVerbs, look: theme.Theme, tmp_path: Path
) -> None:
    disk = threading.Event()
    saved: list[tuple[str, bool]] = []

    def save(preferences: Preferences) -> None:
        if not saved:
            disk.wait(20)
        saved.append((preferences.language, threading.current_thread() is threading.main_thread()))

    around = Around(theme=look, preferences=Preferences(), save_preferences=save, logs=tmp_path)
    settings = DeskSettings(verbs, around, lambda: None)
    dialog = settings.dialog()
    dialog.preferences_changed.emit(Preferences(language="ja"))
    dialog.preferences_changed.emit(Preferences(language="en"))
    await asyncio.sleep(0.01)
    assert saved == []
    disk.set()
    await settings.settle()
    assert saved == [("ja", False), ("en", False)]
    dialog.reject()
