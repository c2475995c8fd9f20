"""The steps of a delivery as dots with words: done, current, to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tegata.gui import icons, theme
from tegata.gui.fonts import Type, font
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import Tokens

_DOT = 16
_DOT_GAP = 5  # between the dot and its word
_LINE = 14
_LINE_GAP = 7


class StepState(StrEnum):
    """Where a step is; told apart by shape and weight, not by colour alone."""

    DONE = "done"
    CURRENT = "current"
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class Step:
    """One step and its word."""

    word: str
    state: StepState


@told_as(Role.StaticText)
class Stepper(QWidget):
    """A row of steps. A screen reader hears them as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[Step], spoken: str) -> None:
        """Show these steps; `spoken` says the same for a screen reader."""
        self._steps = tuple(steps)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._width(self._steps)) + 2, self._line())

    def _width(self, worded: Sequence[Step]) -> float:
        """Return the room that all dots take with the words of those steps."""
        words = sum(_DOT_GAP + _advance(step) for step in worded)
        joints = max(0, len(self._steps) - 1) * (_LINE + 2 * _LINE_GAP)
        return words + joints + _DOT * len(self._steps)

    def _line(self) -> int:
        height = max(_DOT, round(QFontMetricsF(font(Type.SMALL)).height()))
        return height + 2

    def _worded(self) -> tuple[Step, ...]:
        """Return the steps that have room for their word: all, or where it is narrow the current ones."""
        if self._width(self._steps) <= self.width():
            return self._steps
        return tuple(step for step in self._steps if step.state is StepState.CURRENT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        worded = self._worded()
        x = 1.0
        middle = self.height() / 2
        for index, step in enumerate(self._steps):
            if index:
                painter.setPen(QPen(QColor(tokens.border), 1.5))
                painter.drawLine(QPointF(x + _LINE_GAP, middle), QPointF(x + _LINE_GAP + _LINE, middle))
                x += _LINE + 2 * _LINE_GAP
            _paint_dot(painter, QRectF(x, middle - _DOT / 2, _DOT, _DOT), step.state, tokens)
            x += _DOT
            if step not in worded:
                continue
            x += _DOT_GAP
            painter.setFont(_face(step))
            painter.setPen(QColor(tokens.ink if step.state is StepState.CURRENT else tokens.ink_2))
            painter.drawText(
                QRectF(x, 0, _advance(step) + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, step.word
            )
            x += _advance(step)
        painter.end()


def _paint_dot(painter: QPainter, rect: QRectF, state: StepState, tokens: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match state:
        case StepState.DONE:
            painter.setPen(QPen(QColor(tokens.go), 1.5))
            painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))
            icons.paint(painter, "check", rect.adjusted(3, 3, -3, -3), tokens.go)
        case StepState.CURRENT:
            painter.setPen(QPen(QColor(tokens.accent), 5))
            painter.drawEllipse(rect.adjusted(2.5, 2.5, -2.5, -2.5))
        case StepState.TO_COME:
            painter.setPen(QPen(QColor(tokens.border), 1.5))
            painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))


def _face(step: Step) -> QFont:
    return font(Type.SMALL, QFont.Weight.DemiBold if step.state is StepState.CURRENT else None)


def _advance(step: Step) -> float:
    return QFontMetricsF(_face(step)).horizontalAdvance(step.word)
