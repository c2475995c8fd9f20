"""Buttons, painted: sharp icons in the theme's colours, and a focus outline that QSS could not place."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from tegata.gui import icons, theme
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.mnemonics import Marked, underlining
from tegata.gui.tokens import BIG_CONTROL, CONTROL, RADIUS_CONTROL, Tokens
from tegata.words.mnemonics import shown


class Kind(StrEnum):
    """What a button asks for. At most one `PRIMARY` in a window; `DANGER` is never the default."""

    PRIMARY = "primary"
    DEFAULT = "default"
    QUIET = "quiet"
    DANGER = "danger"


_ICON_GAP = 8


class ByReturn(FocusByKey):
    """A mix-in for push buttons: Return presses the one that has the focus, in windows as in dialogs."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class Button(ByReturn, Marked, QPushButton):
    """A button with words, perhaps an icon before them. 32 high, 40 when `big` was called."""

    def __init__(
        self, text: str, kind: Kind = Kind.DEFAULT, icon: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._kind = kind
        self._icon_name = icon
        self._height = CONTROL
        self._round_right = True
        self._flush = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(self._face())

    def big(self) -> "Button":
        """Make it 40 high, and return it."""
        self._height = BIG_CONTROL
        self.setFont(self._face())
        return self

    def flush(self) -> "Button":
        """Let a quiet button's words begin at its very edge, in line with what is above; return it."""
        self._flush = True
        return self

    def set_kind(self, kind: Kind) -> None:
        """Change what it looks like."""
        self._kind = kind
        self.setFont(self._face())
        self.updateGeometry()
        self.update()

    def say(self, text: str, icon: str | None) -> None:
        """Change its words and its icon."""
        self.setText(text)
        self._icon_name = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(shown(self.marked_text))
        icon = icons.TOOL + _ICON_GAP if self._icon_name else 0
        height = max(self._height, self.fontMetrics().height() + 10)
        return QSize(words + icon + 2 * self._padding(), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._round_right:
            painter.setClipRect(self.rect())
        self._paint_ground(painter, tokens)
        self._paint_words(painter, tokens)
        if self._focus_shown:
            self._paint_focus(painter, tokens)
        painter.end()

    def join_right(self) -> None:
        """Leave the right corners square: another half follows."""
        self._round_right = False

    def _face(self) -> QFont:
        if self._kind is not Kind.PRIMARY:
            return font(Type.BASE, QFont.Weight.Medium)
        return font(Type.HEADING if self._height == BIG_CONTROL else Type.BASE, QFont.Weight.DemiBold)

    def _padding(self) -> int:
        if self._kind is Kind.QUIET:
            return 2 if self._flush else 8
        return 20 if self._height == BIG_CONTROL else 15

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        fill, outline = _ground(self._kind, self, tokens)
        if fill is None and outline is None:
            return
        painter.setPen(QPen(QColor(outline), 1) if outline else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5) if outline else QRectF(self.rect())
        if not self._round_right:
            box.setWidth(box.width() + RADIUS_CONTROL)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        colour = _ink(self._kind, self, tokens)
        width = self.fontMetrics().horizontalAdvance(shown(self.marked_text))
        icon = icons.TOOL + _ICON_GAP if self._icon_name else 0
        left = (self.width() - width - icon) / 2
        if self._icon_name:
            top = (self.height() - icons.TOOL) / 2
            icons.paint(
                painter, self._icon_name, QRectF(round(left), round(top), icons.TOOL, icons.TOOL), colour
            )
        painter.setPen(QColor(colour))
        painter.setFont(self.font())
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | underlining()
        painter.drawText(QRectF(left + icon, 0, width + 2, self.height()), flags, self.marked_text)

    def _paint_focus(self, painter: QPainter, tokens: Tokens) -> None:
        if self._kind is Kind.PRIMARY:
            paint_focus(painter, QRectF(self.rect()), tokens.on_accent, inset=3)
        else:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)


class IconButton(ByReturn, QPushButton):
    """An icon of 18 in a target of 32. Its name is its tool tip, with the shortcut."""

    def __init__(self, name: str, icon: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self.setFixedSize(CONTROL, CONTROL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.name(name, shortcut)

    def name(self, name: str, shortcut: str = "") -> None:
        """Say what it does; `shortcut` in Qt's portable text, such as `Ctrl+O`."""
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleName(f"{name} ({keys})" if keys else name)
        self.setToolTip(self.accessibleName())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tool_ground(painter, self, tokens)
        box = QRectF(0, 0, icons.TOOL, icons.TOOL)
        box.moveCenter(QRectF(self.rect()).center())
        icons.paint(painter, self._icon_name, box, tokens.ink_2 if self.isEnabled() else tokens.ink_3)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()


class SplitButton(QWidget):
    """The one filled button with a small half beside it that opens a choice."""

    clicked = Signal()
    more = Signal()

    def __init__(self, text: str, icon: str, more_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main = Button(text, Kind.PRIMARY, icon, self).big()
        self.main.join_right()
        self.half = _Half(more_name, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.main)
        layout.addWidget(self.half)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.main.clicked.connect(self.clicked)
        self.half.clicked.connect(self.more)


class _Half(ByReturn, QPushButton):
    """The small half: a chevron, left corners square, a thin line between the halves."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(34, BIG_CONTROL)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        fill, _ = _ground(Kind.PRIMARY, self, tokens)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        box = QRectF(self.rect()).adjusted(-RADIUS_CONTROL, 0, 0, 0)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        line = QColor(tokens.on_accent)
        line.setAlphaF(0.4)
        painter.fillRect(QRectF(0, 0, 1, self.height()), line)
        chevron = QRectF(0, 0, icons.SMALL, icons.SMALL)
        chevron.moveCenter(QRectF(self.rect()).center())
        icons.paint(painter, "chevron-down", chevron, _ink(Kind.PRIMARY, self, tokens))
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.on_accent, inset=3)
        painter.end()


def at_left(button: Button) -> QWidget:
    """Return a place as wide as there is room, with the button at its left."""
    place = QWidget()
    layout = QHBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return place


def paint_tool_ground(
    painter: QPainter,
    button: QAbstractButton,
    tokens: Tokens,
    *,
    current: bool = False,
    radius: float = RADIUS_CONTROL,
) -> None:
    """Draw the ground of a tool: none, or a soft one under the pointer, when pressed or current."""
    if not (button.isDown() or current or (button.underMouse() and button.isEnabled())):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.sunken))
    painter.drawRoundedRect(QRectF(button.rect()), radius, radius)


def _ground(kind: Kind, button: QPushButton, t: Tokens) -> tuple[str | None, str | None]:
    """Return fill and outline."""
    if not button.isEnabled():
        return None, None if kind is Kind.QUIET else t.hairline
    hover = button.underMouse()
    match kind:
        case Kind.PRIMARY:
            return t.accent_press if button.isDown() else t.accent_hover if hover else t.accent, None
        case Kind.DEFAULT:
            return t.sunken if button.isDown() else t.chrome if hover else t.raised, t.border
        case Kind.DANGER:
            return t.danger_soft if button.isDown() or hover else t.raised, t.danger
        case Kind.QUIET:
            return t.accent_soft if button.isDown() or hover else None, None


def _ink(kind: Kind, button: QPushButton, t: Tokens) -> str:
    if not button.isEnabled():
        return t.ink_3
    match kind:
        case Kind.PRIMARY:
            return t.on_accent
        case Kind.DEFAULT:
            return t.ink
        case Kind.DANGER:
            return t.danger
        case Kind.QUIET:
            return t.accent_ink if button.isDown() or button.underMouse() else t.accent
