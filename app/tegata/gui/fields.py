"""Fields whose arrows are lucide's, because QSS can only take pictures from files."""

from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLabel,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from tegata.gui import icons, theme

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # a second Qt base would be a second C++ object


class _Arrowed(_Widget):
    """A mix-in: an arrow, and a wheel that turns the field only while it has the focus."""

    _arrow = "chevrons-up-down"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _paint_arrow(self, self._arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Combo(_Arrowed, QComboBox):
    """A combo box with a chevron."""

    _arrow = "chevron-down"

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)  # Qt would give the value as the name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._unseen: QLabel | None = None

    def unlabelled(self) -> Self:
        """Say that no word stands beside it, and return it.

        On Linux Qt gives the value as the name all the same, and leaves the name to a label beside it.
        """
        self._unseen = QLabel(self.accessibleName())
        self._unseen.setBuddy(self)
        self._unseen.hide()
        return self

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ParentChange and self._unseen is not None:
            self._unseen.setParent(self.parentWidget())
        return super().event(event)


class Spin(_Arrowed, QSpinBox):
    """A whole number with arrows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, name)


class DecimalSpin(_Arrowed, QDoubleSpinBox):
    """A number with decimals, and arrows. Decimals are shown only where there are any."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, name)

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(value, "g", 6)


class DateField(_Arrowed, QDateEdit):
    """A day, typed or taken from a calendar."""

    _arrow = "chevron-down"

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, name)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.lineEdit().setTextMargins(0, 0, 0, 0)  # with a calendar the style sheet's padding does
        self.calendarWidget().setGridVisible(False)
        self.calendarWidget().setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)


class TimeField(_Arrowed, QTimeEdit):
    """A time of day with arrows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self, name)
        self.setDisplayFormat("HH:mm")


def _prepare(field: QAbstractSpinBox, name: str) -> None:
    field.setAccessibleName(name)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.lineEdit().setTextMargins(7, 0, 0, 0)  # the style sheet's padding does not reach the inner line


def _paint_arrow(field: QWidget, name: str) -> None:
    tokens = theme.current()
    painter = QPainter(field)
    left = 8 if field.layoutDirection() is Qt.LayoutDirection.RightToLeft else field.width() - icons.SMALL - 8
    box = QRectF(left, round((field.height() - icons.SMALL) / 2), icons.SMALL, icons.SMALL)
    icons.paint(painter, name, box, tokens.ink_2 if field.isEnabled() else tokens.ink_3)
    painter.end()
