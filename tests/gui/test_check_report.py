"""The report can be copied and saved, in a language of its own."""

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tegata.gui.check_report import ReportCorner
from tegata.words.check_report import Checked
from tests.gui.fake_verbs import NOON, an_account


@pytest.fixture
def corner(qtbot: QtBot) -> ReportCorner:
    corner = ReportCorner()
    qtbot.addWidget(corner)
    corner.offer(Checked(an_account(), (), NOON))
    return corner


@pytest.fixture
def heard(corner: ReportCorner) -> list[str]:
    heard: list[str] = []
    corner.said.connect(heard.append)
    return heard


def test_it_is_there_once_there_is_something_to_report(corner: ReportCorner) -> None:
    assert corner.isVisible()
    corner.withdraw()
    assert not corner.isVisible()


def test_it_is_copied_in_the_language_chosen(corner: ReportCorner, heard: list[str]) -> None:
    QTest.keyClick(corner.copy_button, Qt.Key.Key_Space)
    assert "Sender: a…@provider-a.example" in QGuiApplication.clipboard().text()
    corner.language.setCurrentIndex(corner.language.findData("ja"))
    QTest.keyClick(corner.copy_button, Qt.Key.Key_Space)
    assert "差出人: a…@provider-a.example" in QGuiApplication.clipboard().text()
    assert heard == ["The report is in the clipboard."] * 2


def test_it_is_saved_where_the_dialog_says(corner: ReportCorner, heard: list[str], tmp_path: Path) -> None:
    QTest.keyClick(corner.save_button, Qt.Key.Key_Space)
    dialog = corner.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(tmp_path / "report.txt"))
    dialog.close()
    assert "Sender" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert heard == ["The report was saved as report.txt."]


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "The disk is full."), (errno.EACCES, "cannot be written to; choose another one.")],
)
def test_what_is_in_the_way_is_said(
    corner: ReportCorner,
    heard: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    says: str,
) -> None:
    def fail(*_args: object, **_more: object) -> int:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "write_text", fail)
    corner.save(tmp_path / "report.txt")
    assert heard[0].startswith("The report was not saved as report.txt. ")
    assert heard[0].endswith(says)
