"""The kept drafts as a small list under the tool: open one, or delete it."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tegata.delivery.notices import DraftKept
from tegata.gui import popups, theme
from tegata.gui.buttons import IconButton
from tegata.gui.focus import FocusByKey, paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.labels import Ink, Words
from tegata.gui.tokens import RADIUS_CONTROL, RADIUS_PANEL
from tegata.mail.address import called
from tegata.words.gettext import _
from tegata.words.times import moment

_WIDTH = 360
_MOST_HEIGHT = 420


class DraftsMenu(QWidget):
    """A popup; Esc closes it, arrows go through the drafts."""

    opened = Signal(int)
    deleted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.NoDropShadowWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Drafts"))
        popups.let_corners_through(self)
        self._page = QWidget()
        self._rows = QVBoxLayout(self._page)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area = QScrollArea()
        area.setWidget(self._page)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(area)

    def show_drafts(self, drafts: Sequence[DraftKept], anchor: QWidget) -> None:
        """Open below `anchor` with these drafts."""
        for kept in drafts:
            self._rows.addWidget(self._row(kept))
        if not drafts:
            empty = Words(_("No drafts are kept."), ink=Ink.SECOND)
            empty.setContentsMargins(12, 12, 12, 12)
            self._rows.addWidget(empty)
        self._fit()
        self.move(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
        self.show()
        if drafts:
            self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        popups.paint_ground(painter, self, RADIUS_PANEL, theme.current())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        popups.cut_corners(self, RADIUS_PANEL)
        super().resizeEvent(event)

    def _row(self, kept: DraftKept) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        entry = _Entry(kept)
        entry.clicked.connect(lambda: self._choose(kept.id))
        bin_button = IconButton(_("Delete draft “{subject}”").format(subject=subject_of(kept)), "trash-2")
        bin_button.clicked.connect(lambda: self._delete(row, kept.id))
        layout.addWidget(entry, 1)
        layout.addWidget(bin_button)
        return row

    def _choose(self, number: int) -> None:
        self.opened.emit(number)
        self.close()

    def _delete(self, row: QWidget, number: int) -> None:
        self.deleted.emit(number)
        self.focusNextChild()
        row.hide()
        self._rows.removeWidget(row)
        row.deleteLater()
        if not self._rows.count():
            self.close()
        else:
            self._fit()

    def _fit(self) -> None:
        self._rows.activate()
        self.setFixedSize(_WIDTH, min(_MOST_HEIGHT, self._rows.sizeHint().height() + 18))


class _Entry(FocusByKey, QPushButton):
    """Subject, and below it to whom and since when."""

    def __init__(self, kept: DraftKept) -> None:
        super().__init__()
        self._subject = subject_of(kept)
        saved = moment(kept.saved_at, datetime.now(UTC))
        self._second = " · ".join(filter(None, (", ".join(map(called, kept.recipients)), saved)))
        self.setAccessibleName(f"{self._subject}, {self._second}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(font(Type.BASE)).height() + QFontMetrics(font(Type.SMALL)).height()
        return QSize(200, lines + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.sunken))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)
        top = 8.0
        for text, kind, ink in (
            (self._subject, Type.BASE, tokens.ink),
            (self._second, Type.SMALL, tokens.ink_2),
        ):
            metrics = QFontMetrics(font(kind))
            box = QRectF(12, top, self.width() - 24, metrics.height())
            painter.setFont(font(kind))
            painter.setPen(QColor(ink))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            top += metrics.height()
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()


def subject_of(kept: DraftKept) -> str:
    """Return the draft's subject, or what is said where there is none."""
    return kept.subject.strip() or _("(no subject)")
