"""The server's own words: mono on chrome, to be selected and copied, never in front."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from tegata.gui import theme
from tegata.gui.buttons import IconButton
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.tokens import CONTROL, RADIUS_CONTROL
from tegata.words.gettext import _

_MOST_LINES = 6
_BESIDE = 12
_ABOVE = 10
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


class Quote(QFrame):
    """Wraps, grows to six lines, then scrolls. The text is plain whatever a server wrote."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = _Field(self)
        self._copy = IconButton(_("Copy what the server said"), "copy", parent=self)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(text)

    def say(self, text: str) -> None:
        """Quote something else."""
        self._field.setPlainText(text.strip())
        self.updateGeometry()

    def text(self) -> str:
        """Return what is quoted."""
        return self._field.toPlainText()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = min(self._lines(width), _MOST_LINES)
        return max(CONTROL + 8, lines * self._field.fontMetrics().lineSpacing() + 2 * _ABOVE)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, CONTROL + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self._lines(self.width())
        height = min(lines, _MOST_LINES) * self._field.fontMetrics().lineSpacing() + 2
        top = (self.height() - height) // 2
        self._field.setGeometry(_BESIDE, top, self._room(self.width()), height)
        self._field.may_scroll(lines > _MOST_LINES)
        self._copy.move(self.width() - self._copy.width() - 4, 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.hairline))
        painter.setBrush(QColor(tokens.chrome))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CONTROL, RADIUS_CONTROL)
        if self._field.hasFocus():
            paint_focus(painter, box, tokens.accent)
        painter.end()

    def _room(self, width: int) -> int:
        return max(80, width - _BESIDE - self._copy.width() - 8)

    def _lines(self, width: int) -> int:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self._field.font())
        option = QTextOption()
        option.setWrapMode(_WRAP)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._room(width) - 4)  # its bare outline takes two on either side
        layout.endLayout()
        return max(1, layout.lineCount())


class _Field(QPlainTextEdit):
    def __init__(self, quote: Quote) -> None:
        super().__init__(quote)
        self._quote = quote
        self.setProperty("bare", "true")
        self.setReadOnly(True)
        self.setFont(font(Type.MONO))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setWordWrapMode(_WRAP)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("What the server said"))

    def may_scroll(self, wanted: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the scroll bar only where lines are hidden."""
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._quote.update()
        return super().event(event)
