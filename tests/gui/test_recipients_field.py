"""Typing, pasting and mending recipients."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.recipients_field import RecipientsField
from tegata.mail.flaw import Field, Reason


@pytest.fixture
def field(qtbot: QtBot) -> RecipientsField:
    made = RecipientsField("To", Field.TO)
    qtbot.addWidget(made)
    made.resize(600, 28)
    made.show()
    return made


@pytest.mark.parametrize("ending", [",", ";", "、"])
def test_a_separator_makes_a_chip(field: RecipientsField, qapp: QApplication, ending: str) -> None:
    QTest.keyClicks(field.line, "yuki@b.example")
    press = QKeyEvent(
        QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, ending
    )  # QTest knows ASCII only
    qapp.sendEvent(field.line, press)
    assert field.line.text() == ""
    assert field.texts() == ("yuki@b.example",)


def test_return_makes_a_chip_too(field: RecipientsField) -> None:
    QTest.keyClicks(field.line, "Yuki <yuki@b.example>")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert len(field._chips) == 1


def test_what_is_still_being_typed_counts(field: RecipientsField) -> None:
    QTest.keyClicks(field.line, "yuki@b.example")
    assert field.texts() == ("yuki@b.example",)
    field.settle()
    assert len(field._chips) == 1


def test_a_pasted_list_is_cut(field: RecipientsField, qapp: QApplication) -> None:
    qapp.clipboard().setText('yuki@b.example; "Nordmann, Ola" <ola@x.example>\nken@c.example')
    QTest.keyClick(field.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.texts() == ("yuki@b.example", '"Nordmann, Ola" <ola@x.example>', "ken@c.example")


def test_a_comma_inside_quotes_is_part_of_the_name(field: RecipientsField) -> None:
    QTest.keyClicks(field.line, '"Tanaka, Yuki')
    assert field._chips == []


def test_backspace_goes_to_the_last_chip_and_then_removes_it(qtbot: QtBot, field: RecipientsField) -> None:
    field.set_texts(["yuki@b.example", "ola@x.example"])
    QTest.keyClick(field.line, Qt.Key.Key_Backspace)
    last = field._chips[-1]
    assert field.window().focusWidget() is last
    with qtbot.waitSignal(field.changed):
        QTest.keyClick(last, Qt.Key.Key_Backspace)
    assert field.texts() == ("yuki@b.example",)


def test_arrows_walk_through_the_chips_and_back(field: RecipientsField) -> None:
    field.set_texts(["yuki@b.example", "ola@x.example"])
    QTest.keyClick(field.line, Qt.Key.Key_Left)
    first, last = field._chips
    QTest.keyClick(last, Qt.Key.Key_Left)
    assert field.window().focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Left)
    assert field.window().focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Right)
    QTest.keyClick(last, Qt.Key.Key_Right)
    assert field.window().focusWidget() is field.line


def test_a_chip_can_be_mended(field: RecipientsField) -> None:
    field.set_texts(["yuki b.example"])
    QTest.keyClick(field._chips[0], Qt.Key.Key_Return)
    assert field.line.text() == "yuki b.example"
    field.line.setText("yuki@b.example")
    field.settle()
    assert field.flaws() == ()


def test_flaws_name_text_and_reason(field: RecipientsField) -> None:
    field.set_texts(["yuki@b.example", "nobody"])
    (flaw,) = field.flaws()
    assert (flaw.field, flaw.reason, flaw.what) == (Field.TO, Reason.NO_AT_SIGN, "nobody")


def test_removing_one_in_the_middle_moves_the_focus_on(field: RecipientsField) -> None:
    field.set_texts(["a@b.example", "c@d.example", "e@f.example"])
    QTest.keyClick(field._chips[1], Qt.Key.Key_Delete)
    assert field.texts() == ("a@b.example", "e@f.example")
    assert field.window().focusWidget() is field._chips[1]


def test_many_rows_scroll_after_three(field: RecipientsField) -> None:
    one = field.sizeHint().height()
    field.set_texts([f"person-{n}@provider-b.example" for n in range(30)])
    assert field.sizeHint().height() == 3 * one + 2 * 8
    assert field.minimumSizeHint().height() == field.sizeHint().height()


async def test_where_it_is_narrow_the_number_stands_for_them(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = RecipientsField("To", Field.TO)
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    window.resize(300, 100)
    window.show()
    field.set_texts([f"person-{n}@provider-b.example" for n in range(5)])
    field.show_narrow(True)
    assert field._summary.isVisible()
    assert field._summary.text() == "5 recipients"
    QTest.keyClick(field._summary, Qt.Key.Key_Space)
    assert not field._summary.isVisible()


def test_the_last_one_is_typed_on_unless_another_is_being_typed(field: RecipientsField) -> None:
    field.edit_last()
    assert field.texts() == ()
    field.set_texts(["yuki@b.example", "ol"])
    field.edit_last()
    assert field.line.text() == "ol"
    field.edit_last()
    assert field.texts() == ("yuki@b.example", "ol")
    assert len(field._chips) == 1
