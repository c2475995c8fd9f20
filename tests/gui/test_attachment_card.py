"""One attached file as a card."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.attachment_card import AttachmentCard
from tegata.mail.draft import Attachment


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> AttachmentCard:
    path = tmp_path / "contract-signed.pdf"
    path.write_bytes(b"x" * 1_200_000)
    made = AttachmentCard(Attachment(path, path.name, "application/pdf"))
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def test_it_says_name_and_size(card: AttachmentCard) -> None:
    assert card.accessibleName() == "contract-signed.pdf, 1.2 MB, remove with Delete"
    assert card.height() >= 48
    assert not card.grab().isNull()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_keys_remove(qtbot: QtBot, card: AttachmentCard, key: Qt.Key) -> None:
    with qtbot.waitSignal(card.removed):
        QTest.keyClick(card, key)


def test_the_cross_removes(qtbot: QtBot, card: AttachmentCard) -> None:
    cross = QPoint(card.width() - 20, card.height() // 2)
    card.show()
    QTest.mouseMove(card, cross)
    with qtbot.waitSignal(card.removed):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=cross)
    with qtbot.assertNotEmitted(card.removed):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(30, 20))


def test_a_vanished_file_is_shown_as_such(card: AttachmentCard) -> None:
    there = card.grab().toImage()
    card.attachment.path.unlink()
    card.look_again()
    card.look_again()
    assert card.octets is None
    assert "No longer there" in card.accessibleName()
    assert card.grab().toImage() != there


def test_a_long_name_does_not_widen_it_for_ever(qtbot: QtBot, tmp_path: Path) -> None:
    card = AttachmentCard(Attachment(tmp_path / "x", "x" * 200 + ".pdf"))
    qtbot.addWidget(card)
    assert card.sizeHint().width() < 320
    assert card.minimumSizeHint().width() == 100
