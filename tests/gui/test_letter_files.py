"""Letters as files: the name, the asking, the handing over."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import NotSaved, StoreTrouble
from tegata.gui.letter_files import LetterFiles, file_name
from tegata.store.parcel import ParcelState
from tegata.tasks import spawn
from tests.gui.fake_verbs import FakeVerbs, a_parcel

SENT = a_parcel(1, ParcelState.SENT, subject="Contract: 1/2")


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Contract: 1/2", "Contract 1 2.eml"),
        ("手形", "手形.eml"),
        ("..", "Letter.eml"),
        ("", "Letter.eml"),
        ("a\nb\x00c", "a b c.eml"),
        ("x" * 300, "x" * 80 + ".eml"),
    ],
)
def test_the_name_is_one_that_every_system_takes(subject: str, name: str) -> None:
    assert file_name(subject) == name


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    urls: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return urls


def a_window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


async def asked() -> QFileDialog:
    while not isinstance(dialog := QApplication.activeModalWidget(), QFileDialog):
        await asyncio.sleep(0)
    return dialog


async def test_it_is_saved_where_the_user_says(qtbot: QtBot, tmp_path: Path) -> None:
    verbs = FakeVerbs()
    saving = spawn(LetterFiles(verbs, a_window(qtbot)).save_as(SENT), "save")
    dialog = await asked()
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("mine")
    dialog.accept()
    assert await saving == "Saved as mine.eml"
    assert verbs.calls == [("save_letter", 1, tmp_path / "mine.eml")]


async def test_esc_saves_nothing(qtbot: QtBot) -> None:
    verbs = FakeVerbs()
    saving = spawn(LetterFiles(verbs, a_window(qtbot)).save_as(SENT), "save")
    (await asked()).reject()
    assert await saving is None
    assert verbs.calls == []


async def test_another_program_gets_a_copy(qtbot: QtBot, opened: list[QUrl]) -> None:
    verbs = FakeVerbs()
    assert await LetterFiles(verbs, a_window(qtbot)).hand_over(SENT) is None
    (url,) = opened
    assert verbs.calls == [("save_letter", 1, Path(url.toLocalFile()))]
    assert url.fileName() == "Contract 1 2.eml"


async def test_where_no_program_opens_it_that_is_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    said = await LetterFiles(FakeVerbs(), a_window(qtbot)).hand_over(SENT)
    assert said is not None
    assert said.startswith("No program")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (NotSaved(StoreTrouble.DISK_FULL), "The letter could not be saved: the disk is full"),
        (NotSaved(StoreTrouble.READ_ONLY), "The letter could not be saved: nothing may be written there"),
        (NotSaved(StoreTrouble.OTHER, "gone"), "The letter could not be saved: gone"),
    ],
)
async def test_what_goes_wrong_is_said_and_nothing_opened(
    qtbot: QtBot, opened: list[QUrl], trouble: NotSaved, words: str
) -> None:
    assert await LetterFiles(FakeVerbs(save_trouble=trouble), a_window(qtbot)).hand_over(SENT) == words
    assert opened == []
