"""A settings file edited while a window is open."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tegata.accounts.accounts_file import SettingsTrouble
from tegata.assembly.settings_watch import SettingsWatch
from tegata.profile import BrokenFile
from tegata.store.trouble import StoreError, StoreTrouble, Trouble

BROKEN = BrokenFile(Path("accounts.toml"), "Invalid value", 7)
ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


@dataclass
class Around:
    """Plays the post office and the desk."""

    troubles: tuple[SettingsTrouble, ...] = ()
    error: StoreError | None = None
    looks: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)

    async def take_in_edits(self) -> tuple[SettingsTrouble, ...]:
        self.looks += 1
        if self.error is not None:
            raise self.error
        return self.troubles

    def say(self, headline: str, detail: str) -> None:
        self.said.append((headline, detail))


@pytest.fixture
def around() -> Around:
    return Around()


@pytest.fixture
def watch(qapp: QGuiApplication, around: Around) -> SettingsWatch:
    return SettingsWatch(qapp, cast("Any", around), cast("Any", around))


async def test_it_looks_when_somebody_comes_back(
    qapp: QGuiApplication, watch: SettingsWatch, around: Around
) -> None:
    watch.start()
    for state in (INACTIVE, ACTIVE, INACTIVE):
        qapp.applicationStateChanged.emit(state)
    await asyncio.sleep(0.01)
    watch.stop()
    qapp.applicationStateChanged.emit(ACTIVE)
    await asyncio.sleep(0.01)
    assert around.looks == 1
    assert around.said == []


async def test_a_line_that_cannot_be_used_is_named(watch: SettingsWatch, around: Around) -> None:
    around.troubles = (BROKEN,)
    await watch.look()
    ((headline, detail),) = around.said
    assert "still in use" in headline
    assert "accounts.toml, line 7" in detail


async def test_a_disk_that_fails_costs_nothing_but_the_look(watch: SettingsWatch, around: Around) -> None:
    around.error = StoreError(Trouble(StoreTrouble.OTHER, "no"))
    await watch.look()
    assert around.said == []
