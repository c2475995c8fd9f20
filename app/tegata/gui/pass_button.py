"""The pass: the ring, what it says, and what follows from it. The one thing that is always in its corner."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tegata.gui import icons, motion, theme
from tegata.gui.buttons import ByReturn, paint_tool_ground
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.ring import FOOTER_RING, RingLook, RingState, look_of, paint_ring
from tegata.gui.roles import describe, is_tip
from tegata.gui.tokens import RADIUS_CARD, Tokens
from tegata.relay.window import WindowStatus
from tegata.words.gettext import _
from tegata.words.windows import PassLines, pass_lines

_PADDING = 8
_GAP = 12
_HEIGHT = 52
_COUNTING = {RingState.OPEN, RingState.ENDING}


class PassButton(ByReturn, QAbstractButton):
    """Shows a status; pressed, it opens the panel with the whole truth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = RingLook(RingState.UNKNOWN)
        self._before = self._look
        self._words = PassLines("", "", "", "")
        self._brief = False
        self._quiet = False
        self._turning = QTimer(self)
        self._turning.setInterval(motion.FRAME)
        self._turning.timeout.connect(self._turn)
        self._fade = motion.fade(self, motion.STATE_CHANGE)
        self._fade.valueChanged.connect(self.update)
        self.setAccessibleName(_("Authentication window"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_status(self, status: WindowStatus, host: str = "") -> None:
        """Show where the account stands; `host` is whom a login asks."""
        words = pass_lines(status, host=host)
        look = look_of(status)
        if look.state is not self._look.state:
            self._change_state(look)
        elif look.state is RingState.LOGGING_IN:
            look = self._look  # keep the arc's place
        describe(self, words.spoken)
        resized = (words.first, words.second) != (self._words.first, self._words.second)
        self._look, self._words = look, words
        if resized:
            self.updateGeometry()
        self.update()

    def show_brief(self, brief: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Shorten the second line where it is narrow."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()
            self.update()

    def be_quiet(self, quiet: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Step back to grey while no letter is being written or waiting."""
        if quiet != self._quiet:
            self._quiet = quiet
            self.update()

    def sizeHint(self) -> QSize:
        words = max(
            QFontMetrics(self._first_face()).horizontalAdvance(self._words.first),
            QFontMetrics(font(Type.SMALL)).horizontalAdvance(self._second()),
        )
        width = 2 * _PADDING + FOOTER_RING + 2 * _GAP + words + icons.SMALL + 2
        return QSize(width, max(_HEIGHT, self._lines_height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _PADDING + FOOTER_RING + _GAP + 80, self.sizeHint().height())

    def hideEvent(self, event: QHideEvent) -> None:
        self._turning.stop()
        super().hideEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self._look.state is RingState.LOGGING_IN:
            self._begin_turning()
        return is_tip(event) or super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tool_ground(painter, self, tokens, current=self.isChecked(), radius=RADIUS_CARD)
        self._paint_ring(painter)
        self._paint_words(painter, tokens)
        chevron = QRectF(
            self.width() - _PADDING - icons.SMALL,
            (self.height() - icons.SMALL) // 2,
            icons.SMALL,
            icons.SMALL,
        )
        icons.paint(painter, "chevron-up", chevron, tokens.ink_2)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent, radius=RADIUS_CARD)
        painter.end()

    def _change_state(self, look: RingLook) -> None:
        self._before = self._look
        motion.restart(self._fade)
        if look.state is RingState.LOGGING_IN:
            self._begin_turning()
        else:
            self._turning.stop()

    def _begin_turning(self) -> None:
        if self.isVisible() and not motion.reduced(self):
            self._turning.start()

    def _turn(self) -> None:
        step = 360 * motion.FRAME / motion.TURN
        self._look = RingLook(RingState.LOGGING_IN, turn=(self._look.turn + step) % 360)
        self.update(_PADDING, 0, FOOTER_RING, self.height())

    def _paint_ring(self, painter: QPainter) -> None:
        box = QRectF(_PADDING, round((self.height() - FOOTER_RING) / 2), FOOTER_RING, FOOTER_RING)
        shown = self._fade.currentValue()
        if isinstance(shown, float) and shown < 1.0:
            painter.setOpacity(1.0 - shown)
            paint_ring(painter, box, self._before)
            painter.setOpacity(shown)
        paint_ring(painter, box, self._look)
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, tokens: Tokens) -> None:
        left = _PADDING + FOOTER_RING + _GAP
        width = self.width() - left - _PADDING - icons.SMALL - _GAP / 2
        first, small = QFontMetrics(self._first_face()), QFontMetrics(font(Type.SMALL))
        top = (self.height() - self._lines_height()) / 2
        painter.setFont(self._first_face())
        painter.setPen(QColor(self._first_ink(tokens)))
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            QRectF(left, top, width, first.height()),
            Qt.AlignmentFlag.AlignVCenter,
            first.elidedText(self._words.first, elide, round(width)),
        )
        painter.setFont(font(Type.SMALL))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(
            QRectF(left, top + first.height() - 1, width, small.height()),
            Qt.AlignmentFlag.AlignVCenter,
            small.elidedText(self._second(), elide, round(width)),
        )

    def _lines_height(self) -> int:
        return QFontMetrics(self._first_face()).height() + QFontMetrics(font(Type.SMALL)).height() - 1

    def _first_face(self) -> QFont:
        return font(Type.TIME if self._look.state in _COUNTING else Type.HEADING)

    def _first_ink(self, tokens: Tokens) -> str:
        if self._quiet:
            return tokens.ink_2
        return {RingState.OPEN: tokens.go_ink, RingState.ENDING: tokens.warn_ink}.get(
            self._look.state, tokens.ink
        )

    def _second(self) -> str:
        return self._words.brief if self._brief else self._words.second
