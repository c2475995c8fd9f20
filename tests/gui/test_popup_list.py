"""A small list under a tool."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tegata.gui.popup_list import Entry, PopupList


def test_arrows_go_through_it_and_the_last_row_closes_it(qtbot: QtBot) -> None:
    anchor = QPushButton()
    qtbot.addWidget(anchor)
    anchor.show()
    popup = PopupList("Some", anchor)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    rows = [Entry("One", "first"), Entry("Two", "second")]
    for row in rows:
        popup.add_row(row)
    popup.open_below(anchor)
    assert popup.focusWidget() is rows[0]
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert popup.focusWidget() is rows[1]
    QTest.keyClick(popup, Qt.Key.Key_Up)
    assert popup.focusWidget() is rows[0]
    assert rows[0].accessibleName() == "One, first"
    popup.take_out(rows[0])
    assert popup.isVisible()
    popup.take_out(rows[1])
    assert not popup.isVisible()
