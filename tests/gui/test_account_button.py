"""From: who sends."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tegata.gui.account_button import AccountButton
from tests.gui.fake_verbs import an_account

ANNA = an_account()
OFFICE = an_account("office", display_name="", address="office@provider-a.example")


def test_the_menu_offers_the_accounts_and_a_new_one(qtbot: QtBot) -> None:
    button = AccountButton()
    qtbot.addWidget(button)
    button.show_accounts((ANNA, OFFICE), ANNA)
    chosen: list[str] = []
    button.chosen.connect(chosen.append)
    button.show()
    QTest.keyClick(button, Qt.Key.Key_Space)
    menu = button.findChild(QMenu)
    assert menu is not None
    actions = [action for action in menu.actions() if not action.isSeparator()]
    assert actions[0].isChecked()
    actions[1].trigger()
    assert chosen == ["office"]
    with qtbot.waitSignal(button.add_wanted):
        actions[2].trigger()
    menu.close()


def test_where_it_is_narrow_the_address_is_in_the_tool_tip(qtbot: QtBot) -> None:
    button = AccountButton()
    qtbot.addWidget(button)
    button.show_accounts((ANNA,), ANNA)
    wide = button.sizeHint().width()
    button.show_address(False)
    button.show_address(False)
    assert button.sizeHint().width() < wide
    assert button.toolTip() == "anna@provider-a.example"
    assert "anna@provider-a.example" in button.accessibleName()
    assert not button.grab().isNull()


def test_without_a_name_the_address_stands_for_it(qtbot: QtBot) -> None:
    button = AccountButton()
    qtbot.addWidget(button)
    button.show_accounts((OFFICE,), OFFICE)
    assert button.accessibleName().count("office@provider-a.example") >= 1
    assert not button.grab().isNull()


def test_without_an_account_it_says_so(qtbot: QtBot) -> None:
    button = AccountButton()
    qtbot.addWidget(button)
    assert "No account yet" in button.accessibleName()
    assert button.minimumSizeHint().width() == 60
