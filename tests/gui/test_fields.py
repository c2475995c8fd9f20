"""Fields with our own arrows."""

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tegata.gui.fields import Combo, DateField, DecimalSpin, Spin, TimeField


def wheel(qapp: QApplication, field: QComboBox | QAbstractSpinBox) -> None:
    qapp.sendEvent(
        field,
        QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_the_wheel_changes_nothing_on_the_way_past(qtbot: QtBot, qapp: QApplication) -> None:
    combo, spin, decimal = Combo("Security"), Spin("Minutes"), DecimalSpin("Minutes")
    combo.addItems(["TLS", "STARTTLS"])
    spin.setValue(10)
    decimal.setValue(10)
    for field in (combo, spin, decimal):
        qtbot.addWidget(field)
        wheel(qapp, field)
    assert (combo.currentIndex(), spin.value(), decimal.value()) == (0, 10, 10)


def test_with_the_focus_the_wheel_works(qtbot: QtBot, qapp: QApplication) -> None:
    for field in (Spin("Minutes"), DecimalSpin("Minutes")):
        qtbot.addWidget(field)
        field.setValue(10)
        field.show()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        wheel(qapp, field)
        assert field.value() == 9


def test_names_are_set_because_qt_would_give_the_value(qtbot: QtBot) -> None:
    combo = Combo("Security")
    qtbot.addWidget(combo)
    assert combo.accessibleName() == "Security"
    assert not combo.grab().isNull()


@pytest.mark.parametrize(("value", "text"), [(10.0, "10"), (0.5, "0.5")])
def test_decimals_are_shown_only_where_there_are_any(qtbot: QtBot, value: float, text: str) -> None:
    spin = DecimalSpin("Minutes")
    qtbot.addWidget(spin)
    spin.setValue(value)
    assert spin.text() == text


def test_days_and_hours_are_read_alike_everywhere_and_keep_still_on_the_way_past(
    qtbot: QtBot, qapp: QApplication
) -> None:
    date, time = DateField("Date"), TimeField("Time")
    date.setDate(QDate(2026, 11, 25))
    time.setTime(QTime(8, 0))
    for field in (date, time):
        qtbot.addWidget(field)
        wheel(qapp, field)
        field.show()
        assert not field.grab().isNull()
    assert (date.text(), time.text()) == ("2026-11-25", "08:00")
    assert (date.accessibleName(), time.accessibleName()) == ("Date", "Time")
    QTest.keyClick(date, Qt.Key.Key_Up)
    QTest.keyClick(time, Qt.Key.Key_Down)
    assert (date.text(), time.text()) == ("2027-11-25", "07:00")
