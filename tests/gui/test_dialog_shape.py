"""Page, line and buttons of a dialog."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.buttons import Button, Kind
from tegata.gui.dialog_shape import shape
from tegata.gui.labels import Words
from tegata.gui.tokens import DIALOG_MARGIN, GAP


def shown(qtbot: QtBot, buttons: list[Button], aside: Button | None = None) -> QDialog:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    page = QVBoxLayout()
    page.addWidget(Words("When should it leave?"))
    shape(dialog, page, buttons, aside)
    dialog.resize(500, 300)
    dialog.show()
    return dialog


def left(dialog: QDialog, button: Button) -> int:
    return button.mapTo(dialog, QPoint(0, 0)).x()


def test_the_buttons_end_on_the_margin_at_the_right_in_their_order(qtbot: QtBot) -> None:
    cancel, use = Button("Cancel"), Button("Use password", Kind.PRIMARY)
    dialog = shown(qtbot, [cancel, use])
    assert left(dialog, use) + use.width() == dialog.width() - DIALOG_MARGIN
    assert left(dialog, cancel) + cancel.width() + GAP == left(dialog, use)


def test_the_words_of_the_one_aside_begin_on_the_margin_at_the_left(qtbot: QtBot) -> None:
    copy, close = Button("Copy", Kind.QUIET), Button("Close")
    dialog = shown(qtbot, [close], copy)
    assert left(dialog, copy) == DIALOG_MARGIN - GAP
    assert left(dialog, close) + close.width() == dialog.width() - DIALOG_MARGIN


def test_the_page_takes_what_room_there_is(qtbot: QtBot) -> None:
    dialog = shown(qtbot, [Button("Close")])
    foot = next(each for each in dialog.findChildren(QWidget) if each.property("ground") == "chrome")
    assert foot.geometry().bottom() == dialog.rect().bottom()
    assert foot.height() == 32 + 2 * 12


def test_a_page_may_be_a_widget(qtbot: QtBot) -> None:
    dialog, page = QDialog(), Words("Why can’t I send?")
    qtbot.addWidget(dialog)
    assert shape(dialog, page, [Button("Close")]).indexOf(page) == 0
