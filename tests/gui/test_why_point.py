"""One point of "Why can't I send?"."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.labels import Words
from tegata.gui.why_point import Drawing, PointView
from tegata.relay.window import WindowState, WindowStatus
from tegata.words.why import Topic, points, sparse_bill
from tests.gui.fake_verbs import an_account

BILL = sparse_bill(None)
PROOFS = points(None, WindowStatus(WindowState.CLOSED))[2]
OWN = points(an_account(), WindowStatus(WindowState.CLOSED))[2]


def view(qtbot: QtBot) -> PointView:
    made = PointView(3, PROOFS, BILL)
    qtbot.addWidget(made)
    made.resize(760, 240)
    made.show()
    return made


def shown(made: PointView) -> list[str]:
    return [words.text() for words in made.findChildren(Words) if words.isVisible()]


def test_it_says_heading_and_paragraphs(qtbot: QtBot) -> None:
    assert shown(view(qtbot)) == ["3. Two ways to prove who you are", *PROOFS.text.split("\n")]


def test_what_is_known_of_the_account_comes_and_goes(qtbot: QtBot) -> None:
    made = view(qtbot)
    made.show_point(OWN, sparse_bill(an_account()))
    assert shown(made)[-1] == OWN.own
    made.show_point(PROOFS, BILL)
    assert OWN.own not in shown(made)


def test_a_screen_reader_hears_what_is_drawn(qtbot: QtBot) -> None:
    made = view(qtbot)
    assert made.drawing.accessibleName() == PROOFS.title
    assert made.drawing.accessibleDescription() == PROOFS.picture


def test_drawing_and_words_stand_side_by_side_or_one_above_the_other(qtbot: QtBot) -> None:
    made = view(qtbot)
    title = made.findChildren(Words)[0]
    made.stack(narrow=False)
    QApplication.processEvents()
    assert title.x() > made.drawing.geometry().right()
    made.stack(narrow=True)
    made.resize(424, 420)
    QApplication.processEvents()
    assert title.y() > made.drawing.geometry().bottom()
    assert title.x() < made.drawing.width() / 2


def test_the_keyboard_shows_where_it_is_and_the_mouse_does_not(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    drawing, button = Drawing(Topic.LUCK, BILL), QPushButton("x")
    column = QVBoxLayout(window)
    column.addWidget(button)
    column.addWidget(drawing)
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    button.setFocus()
    calm = drawing.grab().toImage()
    drawing.setFocus(Qt.FocusReason.TabFocusReason)
    assert drawing.grab().toImage() != calm
    drawing.setFocus(Qt.FocusReason.OtherFocusReason)
    button.setFocus()
    assert drawing.grab().toImage() == calm
    drawing.setFocus(Qt.FocusReason.MouseFocusReason)
    assert drawing.grab().toImage() == calm


def test_other_figures_make_another_drawing(qtbot: QtBot) -> None:
    drawing = Drawing(Topic.POLLING, BILL)
    qtbot.addWidget(drawing)
    before = drawing.grab().toImage()
    drawing.show_bill(replace(BILL, instead=BILL.instead[:1]))
    assert drawing.grab().toImage() != before
