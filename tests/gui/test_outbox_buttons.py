"""The real buttons of one row."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.outbox_buttons import RowButtons
from tegata.gui.outbox_layout import lay_out
from tegata.gui.outbox_row import Deed, Row, Section

ROW = Row(4, Section.ON_ITS_WAY, "Invoice", "office", deeds=(Deed.WHY, Deed.TRY_NOW), more=(Deed.WITHDRAW,))


def test_each_button_presses_its_deed_for_its_parcel(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    heard: list[tuple[Deed, int]] = []
    places = lay_out(ROW, 900, current=True)
    buttons = RowButtons(ROW, places, parent, lambda deed, parcel: heard.append((deed, parcel)))
    buttons.place(places, QPoint(0, 100))
    for button in buttons.buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [(Deed.WHY, 4), (Deed.TRY_NOW, 4), (Deed.WITHDRAW, 4)]
    assert buttons.buttons[0].geometry() == places.buttons[0][1].translated(0, 100)
    assert buttons.strongest(ROW) is buttons.buttons[1]


def test_they_fit_only_a_row_with_the_same_deeds(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    buttons = RowButtons(ROW, lay_out(ROW, 900, current=False), parent, lambda _deed, _parcel: None)
    assert buttons.fit(lay_out(ROW, 560, current=False))
    assert not buttons.fit(lay_out(ROW, 900, current=True))
    assert not buttons.drop()
