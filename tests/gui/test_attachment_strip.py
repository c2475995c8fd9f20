"""The files under the letter."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tegata.gui.attachment_strip import AttachmentStrip
from tegata.mail.draft import Attachment
from tegata.mail.flaw import Flaw, Reason


@pytest.fixture
def strip(qtbot: QtBot) -> AttachmentStrip:
    made = AttachmentStrip()
    qtbot.addWidget(made)
    made.resize(600, 48)
    return made


def some_files(tmp_path: Path, number: int) -> list[Path]:
    paths = [tmp_path / f"file-{n}.pdf" for n in range(number)]
    for path in paths:
        path.write_bytes(b"x" * 2_300_000)
    return paths


def test_files_become_cards_once(qtbot: QtBot, strip: AttachmentStrip, tmp_path: Path) -> None:
    paths = some_files(tmp_path, 2)
    with qtbot.waitSignal(strip.changed):
        strip.attach(paths)
    strip.attach(paths)
    assert [each.path for each in strip.attachments()] == paths
    assert strip.isVisible()


def test_a_folder_and_a_fifo_are_refused_each_with_its_reason(strip: AttachmentStrip, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refused: list[Flaw] = []
    strip.refused.connect(refused.append)
    strip.attach([tmp_path, tmp_path / "pipe", tmp_path / "gone"])
    assert [each.reason for each in refused] == [Reason.NOT_A_FILE, Reason.NOT_A_FILE, Reason.FILE_MISSING]
    assert strip.attachments() == ()
    assert not strip.isVisible()


def test_removing_keeps_the_focus_in_the_strip(strip: AttachmentStrip, tmp_path: Path) -> None:
    strip.attach(some_files(tmp_path, 3))
    strip.show()
    strip.activateWindow()
    first = strip._cards[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Delete)
    assert len(strip.attachments()) == 2
    while strip._cards:
        QTest.keyClick(strip._cards[0], Qt.Key.Key_Delete)
    assert not strip.isVisible()


def test_above_two_rows_it_scrolls(strip: AttachmentStrip, tmp_path: Path) -> None:
    strip.attach(some_files(tmp_path, 1))
    one = strip.sizeHint().height()
    strip.attach(some_files(tmp_path, 20))
    assert strip.sizeHint().height() == 2 * one + 8
    assert strip.minimumSizeHint().height() < one


def test_without_room_it_becomes_one_button_with_a_menu(strip: AttachmentStrip, tmp_path: Path) -> None:
    strip.attach(some_files(tmp_path, 2))
    strip.show_compact(True)
    strip.show_compact(True)
    assert strip._summary.text() == "2 files, 4.6 MB"
    QTest.keyClick(strip._summary, Qt.Key.Key_Space)
    menu = strip.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert len(strip.attachments()) == 1


def test_an_ampersand_in_a_files_name_stays_one_in_the_menu(strip: AttachmentStrip, tmp_path: Path) -> None:
    path = tmp_path / "R&D.txt"
    path.write_text("x")
    strip.attach([path])
    strip._open_menu()
    (action,) = strip._menu.actions()
    assert action.text() == "Remove “R&&D.txt”"  # a single one would underline the D
    strip._menu.close()


def test_vanished_files_are_seen(strip: AttachmentStrip, tmp_path: Path) -> None:
    (path,) = some_files(tmp_path, 1)
    strip.set_attachments([Attachment(path, path.name)])
    path.unlink()
    strip.look_again()
    assert strip._cards[0].octets is None
    strip.set_attachments([])
    assert strip.attachments() == ()


def test_a_file_that_goes_or_grows_is_noticed_at_once(
    qtbot: QtBot, strip: AttachmentStrip, tmp_path: Path
) -> None:
    (path,) = some_files(tmp_path, 1)
    strip.attach([path])
    (card,) = strip.cards()
    newer = tmp_path / "newer"
    newer.write_bytes(b"y" * 1000)
    newer.replace(path)
    qtbot.waitUntil(lambda: card.octets == 1000)
    with path.open("ab") as file:
        file.write(b"z")
    qtbot.waitUntil(lambda: card.octets == 1001)
    path.unlink()
    qtbot.waitUntil(lambda: card.octets is None)
    assert "No longer there" in card.accessibleName()
