"""The icon in the tray: what it offers, and when it goes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tegata.gui.tray import Tray
from tegata.words.tidings import Notice

Reason = QSystemTrayIcon.ActivationReason
ACTIVE = Qt.ApplicationState.ApplicationActive


def test_the_menu_leads_on(qtbot: QtBot) -> None:
    tray = Tray()
    letter, outbox, leave = (each for each in tray.menu.actions() if not each.isSeparator())
    assert [each.text() for each in (letter, outbox, leave)] == ["New l&etter", "&Outbox", "&Quit"]
    for action, signal in ((letter, tray.new_letter), (outbox, tray.outbox), (leave, tray.quit)):
        with qtbot.waitSignal(signal):
            action.trigger()


def test_a_click_leads_to_the_outbox_and_another_button_has_the_menu(qtbot: QtBot) -> None:
    tray = Tray()
    with qtbot.assertNotEmitted(tray.outbox, wait=10):
        tray.icon.activated.emit(Reason.Context)
    for signal, arguments in ((tray.icon.activated, (Reason.Trigger,)), (tray.icon.messageClicked, ())):
        with qtbot.waitSignal(tray.outbox):
            signal.emit(*arguments)


def test_it_stands_until_it_is_taken_away(qapp: QApplication) -> None:
    tray = Tray()
    assert not tray.icon.isVisible()
    tray.stand("2 letters have not left yet")
    assert tray.icon.isVisible()
    assert tray.icon.toolTip() == "Tegata — 2 letters have not left yet"
    qapp.applicationStateChanged.emit(ACTIVE)
    assert tray.icon.isVisible()
    tray.leave()
    assert not tray.icon.isVisible()


def test_an_icon_that_came_with_news_goes_when_somebody_looks(qapp: QApplication) -> None:
    tray = Tray()
    tray.tell(Notice("A letter was refused", "“Contract”"))
    tray.tell(Notice("Another one, too"))
    assert tray.icon.isVisible()
    qapp.applicationStateChanged.emit(ACTIVE)
    assert not tray.icon.isVisible()
    tray.stand("1 letter has not left yet")
    tray.tell(Notice("A letter was refused"))
    qapp.applicationStateChanged.emit(ACTIVE)
    assert tray.icon.isVisible()
    tray.leave()
