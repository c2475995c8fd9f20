"""A picture shows the window and what has opened over it."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.pictures.camera import Camera
from tests.qt_loop import pytest_asyncio_loop_factories

__all__ = ("pytest_asyncio_loop_factories",)


async def test_a_window_and_a_dialog_over_its_edge_are_on_one_picture(qtbot: QtBot, tmp_path: Path) -> None:
    window, over = _plain("red", 100), _plain("blue", 40)
    for each in (window, over):
        qtbot.addWidget(each)
        each.show()
    window.move(100, 100)
    over.move(90, 130)
    await Camera(tmp_path, "en-light").take("both", window, over)
    picture = QImage(str(tmp_path / "both-en-light.png"))
    width = 100 + 10 + 2 * 12  # the dialog stands out by ten, and there is a margin all round
    assert picture.width() == width * picture.devicePixelRatio()
    assert _colour(picture, 12 + 20, 12 + 50) == QColor("blue")
    assert _colour(picture, 12 + 80, 12 + 50) == QColor("red")
    assert picture.pixelColor(1, 1).alpha() == 0


def _plain(colour: str, size: int) -> QWidget:
    widget = QWidget()
    widget.setFixedSize(size, size)
    widget.setStyleSheet(f"background: {colour}")
    return widget


def _colour(picture: QImage, x: int, y: int) -> QColor:
    return picture.pixelColor(x, y)
