"""The focus outline: two pixels inside the widget's own box, so that nothing moves when it shows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tegata.gui.tokens import FOCUS, RADIUS_CONTROL


def paint_focus(
    painter: QPainter, rect: QRectF, colour: str, *, radius: float = RADIUS_CONTROL, inset: float = 0
) -> None:
    """Draw the outline inside `rect`, `inset` pixels further in on filled grounds."""
    half = FOCUS / 2 + inset
    painter.setPen(QPen(QColor(colour), FOCUS))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(
        rect.adjusted(half, half, -half, -half), max(radius - half, 2), max(radius - half, 2)
    )


def looks_enabled(widget: QWidget) -> bool:
    """Return whether the widget is not disabled by itself: a whole letter at rest is dimmed, not greyed."""
    return widget.isEnabled() or not widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # a second Qt base would be a second C++ object


class FocusByKey(_Button):
    """A mix-in for painted buttons: knows whether the focus came by the keyboard and should be shown."""

    _focus_shown = False

    @property
    def focus_shown(self) -> bool:
        """Whether the outline is there to be seen."""
        return self._focus_shown

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._focus_shown = False
        super().focusOutEvent(event)
