"""Asking for one password."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import Role
from tegata.gui.labels import Words
from tegata.gui.password_dialog import PasswordDialog, PasswordWanted


def dialog_of(
    qtbot: QtBot, *, refused: bool = False, locked: bool = False, which: Role = Role.POP
) -> PasswordDialog:
    dialog = PasswordDialog(PasswordWanted("anna", "pop.provider-a.example", which, refused, locked))
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_it_is_typed_blind_and_given_as_a_secret(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    assert dialog.line.echoMode() is QLineEdit.EchoMode.Password
    assert not dialog.use_button.isEnabled()
    assert dialog.use_button.toolTip() == "Type the password first"
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.line, "hunter2")
    assert dialog.use_button.toolTip() == ""
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted.value
    assert dialog.password().reveal() == "hunter2"
    assert dialog.is_to_be_kept()


def test_it_need_not_be_kept(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot)
    QTest.keyClick(dialog.keep, Qt.Key.Key_Space)
    assert not dialog.is_to_be_kept()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected.value


@pytest.mark.parametrize("which", list(Role))
def test_it_says_for_whom_and_why_again(qtbot: QtBot, which: Role) -> None:
    dialog = dialog_of(qtbot, refused=True, which=which)
    said = [words.text() for words in dialog.findChildren(Words)]
    assert "anna at pop.provider-a.example" in said
    assert "The last password did not pass." in said
    assert any("key store" in text for text in said)


def test_a_locked_key_store_is_said_and_can_be_opened(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, locked=True)
    said = [words.text() for words in dialog.findChildren(Words)]
    assert "The key store of this computer is locked." in said
    assert "A password typed here is forgotten when you quit." in said
    assert not dialog.keep.isVisible()
    assert not dialog.is_to_be_kept()
    assert dialog.note is not None
    assert dialog.note.button is not None
    QTest.keyClick(dialog.note.button, Qt.Key.Key_Space)
    assert dialog.result() == QDialog.DialogCode.Rejected.value
    assert dialog.is_to_open_key_store()


def test_with_a_locked_key_store_the_line_has_the_focus(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, locked=True)
    QTest.keyClicks(dialog.focusWidget(), "hunter2")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.password().reveal() == "hunter2"
    assert not dialog.is_to_open_key_store()
