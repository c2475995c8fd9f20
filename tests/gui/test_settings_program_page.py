"""The program's own settings."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.settings_program_page import ProgramPage
from tegata.profile import Preferences


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> ProgramPage:
    made = ProgramPage(tmp_path)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    "preferences",
    [
        Preferences(),
        Preferences(
            language="ja", theme="dark", hello_name="laptop.example", date_zone="utc", undo_seconds=30
        ),
        Preferences(notices=False),
    ],
)
def test_what_is_loaded_comes_back_unchanged(page: ProgramPage, preferences: Preferences) -> None:
    page.load(preferences)
    assert page.preferences() == preferences


def test_languages_are_named_in_themselves(page: ProgramPage) -> None:
    names = [page.language.itemText(n) for n in range(page.language.count())]
    assert names == ["As the system", "English", "日本語"]


def test_notices_can_be_turned_off(page: ProgramPage, qtbot: QtBot) -> None:
    page.load(Preferences())
    assert page.notices.accessibleName() == "Show notices on the desktop"
    with qtbot.waitSignal(page.changed):
        page.notices.click()
    assert not page.preferences().notices


def test_an_empty_greeting_is_none(page: ProgramPage) -> None:
    page.load(Preferences(hello_name="x"))
    page.hello.clear()
    QTest.keyClicks(page.hello, "  ")
    assert page.preferences().hello_name is None


def test_the_folder_of_logs_is_opened(
    page: ProgramPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.open_logs.click()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


@pytest.mark.parametrize(
    ("name", "sound"),
    [("", True), ("laptop.example", True), ("my laptop", False), ("a\r\nRSET", False), ("-", False)],
)
def test_a_greeting_that_no_server_may_hear_is_a_flaw(page: ProgramPage, name: str, sound: bool) -> None:
    page.hello.setText(name)
    assert page.is_sound() is sound


def test_another_language_says_what_follows(page: ProgramPage) -> None:
    page.load(Preferences())
    page.show()
    said = [words for words in page.findChildren(Words) if words.text().startswith("Windows that are open")]
    assert said[0].isHidden()
    page.language.setCurrentIndex(2)
    page.language.activated.emit(2)
    assert not said[0].isHidden()


def test_undo_can_be_off_and_never_lasts_longer_than_half_a_minute(page: ProgramPage) -> None:
    changed: list[bool] = []
    page.changed.connect(lambda: changed.append(True))
    page.load(Preferences(undo_seconds=0))
    assert changed == []
    assert page.undo.text() == "Off: letters leave at once"
    page.undo.setValue(99)
    assert changed == [True]
    assert page.preferences().undo_seconds == 30


def test_what_becomes_of_letters_is_chosen_here(page: ProgramPage) -> None:
    page.load(Preferences(some_refused="others", sent_kept_days=365))
    assert page.refused.currentText() == "Send to the others"
    assert page.kept.currentText() == "Keep for a year"
    page.refused.setCurrentIndex(page.refused.findData("nobody"))
    page.kept.setCurrentIndex(page.kept.findData(0))
    assert page.preferences() == Preferences(some_refused="nobody", sent_kept_days=0)


def test_a_number_that_somebody_wrote_by_hand_stays(page: ProgramPage) -> None:
    page.load(Preferences(sent_kept_days=45))
    assert page.preferences().sent_kept_days == 45
