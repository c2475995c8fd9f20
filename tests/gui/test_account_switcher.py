"""The head of the side list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tegata.gui.account_switcher import AccountSwitcher
from tests.gui.fake_verbs import an_account


def test_another_account_is_chosen_from_its_menu(qtbot: QtBot) -> None:
    switcher = AccountSwitcher()
    qtbot.addWidget(switcher)
    switcher.show()
    switcher.show_accounts([an_account(), an_account("work", address="anna@work.example")], 0)
    heard: list[int] = []
    switcher.chosen.connect(heard.append)
    QTest.keyClick(switcher, Qt.Key.Key_Space)
    QApplication.processEvents()
    menu = switcher.findChild(QMenu)
    assert menu is not None
    assert [action.isChecked() for action in menu.actions()] == [True, False]
    menu.actions()[1].trigger()
    menu.close()
    QApplication.processEvents()
    assert heard == [1]
    assert not switcher.grab().isNull()


def test_with_one_account_there_is_nothing_to_choose(qtbot: QtBot) -> None:
    switcher = AccountSwitcher()
    qtbot.addWidget(switcher)
    switcher.show_accounts([an_account()], 0)
    assert not switcher.isEnabled()
    assert switcher.accessibleName() == "Account: Anna Berg, anna@provider-a.example"
