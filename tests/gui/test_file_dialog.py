"""Qt's own file dialog in our clothes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QDialogButtonBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import icons, theme
from tegata.gui.file_dialog import _ICONS, file_dialog

_Place = QStandardPaths.StandardLocation
_NAMES = {_Place.DocumentsLocation: "Documents", _Place.DownloadLocation: "Downloads"}


def test_its_tools_have_our_icons_and_its_buttons_none(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = file_dialog(parent, "Attach files")
    ours = {name: icons.icon(icon, theme.current().ink_2) for name, icon in _ICONS.items()}
    tools = {tool.objectName(): tool for tool in dialog.findChildren(QToolButton)}
    for name, icon in ours.items():
        assert tools[name].icon().pixmap(18).toImage() == icon.pixmap(18).toImage(), name
    (box,) = dialog.findChildren(QDialogButtonBox)
    assert [button.icon().isNull() for button in box.buttons()] == [True, True]


def test_it_begins_at_home_or_where_it_is_told(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert file_dialog(parent, "Attach files").directory() == QDir(QDir.homePath())
    assert file_dialog(parent, "Save the letter", QDir.tempPath()).directory() == QDir(QDir.tempPath())


def test_at_its_side_are_the_users_folders_that_there_are(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Documents").mkdir()
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda place: str(tmp_path / _NAMES.get(place, ""))
    )
    parent = QWidget()
    qtbot.addWidget(parent)
    places = [url.toLocalFile() for url in file_dialog(parent, "Attach files").sidebarUrls()]
    assert places[1:] == [str(tmp_path), str(tmp_path / "Documents")]
