"""Links that the system hands over while Tegata runs, as macOS does."""

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from tegata.gui.clicked_links import ClickedLinks


def test_a_link_arrives_as_it_was_written_and_a_file_does_not(qapp: QApplication) -> None:
    opened: list[str] = []
    links = ClickedLinks(qapp, opened.append)
    link = "mailto:yuki@b.example?subject=%E6%89%8B%E5%BD%A2%20%26%20more"
    try:
        assert QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl(link)))
        QCoreApplication.sendEvent(qapp, QFileOpenEvent("/etc/passwd"))
    finally:
        qapp.removeEventFilter(links)
    assert opened == [link]
