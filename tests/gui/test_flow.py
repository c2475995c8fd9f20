"""Items that fill rows and wrap."""

from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.flow import Flow


def boxes(qtbot: QtBot, number: int, width: int = 100) -> tuple[QWidget, Flow]:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(holder, 8)
    for _index in range(number):
        box = QPushButton()
        box.setFixedSize(width, 28)
        flow.addWidget(box)
    return holder, flow


def test_rows_wrap_and_the_height_follows(qtbot: QtBot) -> None:
    _holder, flow = boxes(qtbot, 5)
    assert flow.rows(1000) == 1
    assert flow.rows(330) == 2
    assert flow.heightForWidth(330) == 2 * 28 + 8
    assert flow.hasHeightForWidth()


def test_what_grows_takes_the_rest_of_its_row(qtbot: QtBot) -> None:
    holder, flow = boxes(qtbot, 2)
    line = QLineEdit()
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    flow.addWidget(line)
    holder.resize(700, 60)
    holder.show()
    assert line.geometry().right() == 699


def test_a_widget_can_be_put_between_others(qtbot: QtBot) -> None:
    _holder, flow = boxes(qtbot, 2)
    new = QPushButton("new")
    flow.insert(1, new)
    item = flow.itemAt(1)
    assert item is not None
    assert item.widget() is new
    assert flow.itemAt(7) is None
    assert flow.takeAt(7) is None


def test_hidden_items_take_no_room(qtbot: QtBot) -> None:
    holder, flow = boxes(qtbot, 3)
    holder.show()
    wide = flow.sizeHint().width()
    holder.findChildren(QPushButton)[0].hide()
    assert flow.sizeHint().width() < wide
    assert flow.minimumSize().width() == 100
    assert flow.count() == 3
