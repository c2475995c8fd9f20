"""A choice of a few, side by side in one outline."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from tegata.gui import theme
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import RADIUS_CONTROL

_HEIGHT = 28


@told_as(Role.Grouping)
class Segments(QWidget):
    """Arrows move the choice; Tab reaches the chosen one only."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices` are a word and what it means, for tool tip and screen reader."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons = [_Segment(word, f"{name} {word}, {meaning}", self) for word, meaning in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for button in self._buttons:
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.text()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def choose(self, word: str) -> None:
        """Mark one as chosen; nothing is signalled."""
        for button in self._buttons:
            button.setChecked(button.text() == word)
            reach = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(reach)
            if button.isChecked():
                self.setFocusProxy(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        here = next((n for n, button in enumerate(self._buttons) if button.isChecked()), 0)
        target = self._buttons[(here + step) % len(self._buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.fillPath(outline, QColor(tokens.raised))
        painter.setClipPath(outline)
        for number, button in enumerate(self._buttons):
            place = QRectF(button.geometry())
            if button.isChecked():
                painter.fillRect(place, QColor(tokens.accent))
            if number:
                painter.fillRect(QRectF(place.left(), 0, 1, self.height()), QColor(tokens.border))
        painter.setClipping(False)
        painter.strokePath(outline, QPen(QColor(tokens.border), 1))
        painter.end()


class _Segment(FocusByKey, QPushButton):
    def __init__(self, word: str, meaning: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(word)
        self.setCheckable(True)
        self.setAutoExclusive(True)  # makes it a radio button for a screen reader
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        self.setFont(font(Type.SMALL, QFont.Weight.DemiBold))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(parent.update)

    def sizeHint(self) -> QSize:
        return QSize(max(34, self.fontMetrics().horizontalAdvance(self.text()) + 22), _HEIGHT - 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()  # the row moves the choice
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        painter.setPen(QColor(tokens.on_accent if self.isChecked() else tokens.ink_2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._focus_shown:
            ink = tokens.on_accent if self.isChecked() else tokens.accent
            paint_focus(painter, QRectF(self.rect()), ink, radius=5, inset=1)
        painter.end()
