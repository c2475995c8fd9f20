"""What a draft was earlier, as a list."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tegata.delivery.notices import DraftKept, DraftVersion
from tegata.gui.popup_list import Entry
from tegata.gui.versions_menu import VersionsMenu
from tests.gui.fake_verbs import NOON

KEPT = DraftKept(2, NOON, "Contract", (), 2)


def test_a_version_is_chosen_by_key(qtbot: QtBot) -> None:
    anchor = QPushButton()
    qtbot.addWidget(anchor)
    anchor.show()
    menu = VersionsMenu(KEPT, anchor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    menu.show_versions([DraftVersion(5, NOON, "Dear Yuki"), DraftVersion(3, NOON, "")], anchor)
    first, second = menu.findChildren(Entry)
    assert first.accessibleName().endswith(", Dear Yuki")
    assert second.accessibleName().endswith(", (no text)")
    assert "Contract" in menu.accessibleName()
    with qtbot.waitSignal(menu.chosen, check_params_cb=lambda number: number == 3):
        QTest.keyClick(second, Qt.Key.Key_Space)
    assert not menu.isVisible()
