"""What the system wants of the program: links that it hands over, and the end."""

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from pytestqt.qtbot import QtBot

from tegata.gui.application import Application


def test_a_link_arrives_as_it_was_written_and_a_file_does_not(qapp: Application) -> None:
    opened: list[str] = []
    qapp.link_opened.connect(opened.append)
    link = "mailto:yuki@b.example?subject=%E6%89%8B%E5%BD%A2%20%26%20more"
    try:
        assert QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl(link)))
        QCoreApplication.sendEvent(qapp, QFileOpenEvent("/etc/passwd"))
    finally:
        qapp.link_opened.disconnect(opened.append)
    assert opened == [link]


def test_the_end_is_wished_for_and_does_not_come_by_itself(qtbot: QtBot, qapp: Application) -> None:
    with qtbot.waitSignal(qapp.quit_wanted):
        assert QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.Quit))
