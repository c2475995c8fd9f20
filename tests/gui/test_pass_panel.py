"""The panel above the pass."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.pass_panel import PassPanel
from tegata.relay.window import WindowState, WindowStatus
from tests.gui.fake_verbs import an_open_window


def panel_of(qtbot: QtBot) -> tuple[PassPanel, QPushButton]:
    anchor = QPushButton("anchor")
    qtbot.addWidget(anchor)
    anchor.move(500, 500)
    anchor.show()
    return PassPanel(anchor), anchor


def test_it_opens_above_its_anchor_and_esc_closes_it(qtbot: QtBot) -> None:
    panel, anchor = panel_of(qtbot)
    panel.show_status(an_open_window(), "pop.provider-a.example")
    panel.pop_up_above(anchor)
    assert panel.width() == 400
    assert panel.geometry().bottom() <= anchor.mapToGlobal(anchor.rect().topLeft()).y()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_facts_come_and_go(qtbot: QtBot) -> None:
    panel, anchor = panel_of(qtbot)
    panel.show_status(an_open_window(), "pop")
    panel.pop_up_above(anchor)
    texts = [words.text() for words in panel.findChildren(Words)]
    assert "3 letters waiting, left untouched" in texts
    panel.show_status(WindowStatus(WindowState.CLOSED), "pop")
    assert panel._facts.count() == 0
    assert not panel.grab().isNull()


def test_with_nothing_known_there_is_no_empty_room(qtbot: QtBot) -> None:
    panel, anchor = panel_of(qtbot)
    panel.show_status(WindowStatus(WindowState.CLOSED), "pop")
    panel.pop_up_above(anchor)
    never = panel.height()
    panel.show_status(an_open_window(), "pop")
    assert panel.height() > never
    panel.show_status(WindowStatus(WindowState.CLOSED), "pop")
    assert panel.height() == never


def test_the_login_button_says_why_it_cannot(qtbot: QtBot) -> None:
    panel, _anchor = panel_of(qtbot)
    panel.show_status(WindowStatus(WindowState.CLOSED), "")
    assert not panel.login_button.isEnabled()
    assert "no POP server" in panel.login_button.toolTip()
    panel.show_status(WindowStatus(WindowState.CLOSED, logging_in=True), "pop")
    assert "Already" in panel.login_button.toolTip()
    assert panel.login_button.isEnabled()  # or the focus would go elsewhere and not come back
    panel.show_status(WindowStatus(WindowState.CLOSED), "pop")
    with qtbot.waitSignal(panel.login_now):
        QTest.keyClick(panel.login_button, Qt.Key.Key_Space)


def test_the_switch_needs_a_pop_server(qtbot: QtBot) -> None:
    panel, _anchor = panel_of(qtbot)
    panel.show_switch(False, False)
    assert not panel.switch.isEnabled()
    assert panel.switch.toolTip()
    panel.show_switch(False, True)
    with qtbot.waitSignal(panel.switched):
        QTest.keyClick(panel.switch, Qt.Key.Key_Space)


def test_why_opens_a_page_and_the_panel_makes_way(qtbot: QtBot) -> None:
    panel, anchor = panel_of(qtbot)
    panel.show_status(WindowStatus(WindowState.CLOSED), "pop")
    panel.pop_up_above(anchor)
    with qtbot.waitSignal(panel.why):
        QTest.keyClick(panel.why_button, Qt.Key.Key_Space)
    assert not panel.isVisible()
