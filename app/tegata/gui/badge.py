"""A status badge: a soft circle with an icon of the same family."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tegata.gui import icons, pass_glyph, theme
from tegata.gui.pass_glyph import Mark
from tegata.gui.tokens import Tokens

CROSSED_TAG = "crossed-tag"  # our own glyph, where every other name is lucide's


class Family(StrEnum):
    """Which colours: what has happened, not how loud it is."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GO = "go"
    WARN = "warn"
    DANGER = "danger"


def paint_badge(
    painter: QPainter, rect: QRectF, family: Family, icon: str, ground: str | None = None
) -> None:
    """Draw a badge; `ground` replaces the soft circle's colour in rows that are tinted themselves."""
    tokens = theme.current()
    soft, ink = _colours(family, tokens)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground or soft))
    painter.drawEllipse(rect)
    side = icons.CARD if rect.width() >= 40 else icons.TOOL
    box = QRectF(0, 0, side, side)
    box.moveCenter(rect.center())
    if icon == CROSSED_TAG:
        pass_glyph.paint_outline(painter, box.adjusted(-2, -2, 2, 2), Mark.CROSS, ink)
    else:
        icons.paint(painter, icon, box, ink)
    painter.restore()


class Badge(QWidget):
    """A badge as a widget: decoration, the words beside it say the same."""

    def __init__(self, family: Family, icon: str, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family = family
        self._icon_name = icon
        self._on_tint = False
        self.setFixedSize(size, size)

    def show_as(self, family: Family, icon: str) -> None:
        """Show something else."""
        self._family, self._icon_name = family, icon
        self.update()

    def lie_on_tint(self) -> "Badge":
        """Use paper as the circle's ground, for tinted rows; return the badge."""
        self._on_tint = True
        return self

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = theme.current().paper if self._on_tint else None
        paint_badge(painter, QRectF(self.rect()), self._family, self._icon_name, ground)
        painter.end()


def _colours(family: Family, t: Tokens) -> tuple[str, str]:
    return {
        Family.NEUTRAL: (t.sunken, t.ink_2),
        Family.ACCENT: (t.accent_soft, t.accent_ink),
        Family.GO: (t.go_soft, t.go_ink),
        Family.WARN: (t.warn_soft, t.warn_ink),
        Family.DANGER: (t.danger_soft, t.danger_ink),
    }[family]
