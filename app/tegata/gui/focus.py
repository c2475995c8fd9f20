"""Where the focus is and where it goes next.

Its outline lies two pixels inside the widget's own box, so that nothing moves when it shows.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

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


def keep_in_sight(area: QScrollArea) -> None:
    """Scroll to what comes to have the focus in `area`; Qt does so only for a Tab within it."""
    _Follower(area)


def lead_through(first: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from `first` through what it can reach in each of `parts`: Qt puts what is new last."""
    before = first
    for part in parts:
        here = (each for each in part.findChildren(QWidget) if each.window() is first.window())
        for stop in filter(_takes_tab, here):
            QWidget.setTabOrder(before, stop)
            before = stop


def looks_enabled(widget: QWidget) -> bool:
    """Return whether the widget is not disabled by itself: a whole letter at rest is dimmed, not greyed."""
    return widget.isEnabled() or not widget.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)


class _Follower(QObject):
    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


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
