"""Menus that begin somewhere; round corners for popups, also where nothing composes the screen."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from tegata.gui import theme
from tegata.gui.tokens import RADIUS_PANEL

POPUP = Qt.WindowType.Popup | Qt.WindowType.NoDropShadowWindowHint


def open_menu(menu: QMenu, corner: QPoint) -> None:
    """Open it at `corner`, at the row that is checked or else the first one.

    Qt opens a menu at no row, of which a screen reader hears nothing. One from which a screen reader chooses
    would stay open.
    """
    menu.triggered.connect(menu.close, Qt.ConnectionType.UniqueConnection)
    menu.popup(corner)
    rows = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
    checked = [each for each in rows if each.isChecked()]
    for begin in (*checked, *rows)[:1]:
        menu.setActiveAction(begin)


class Raised(QWidget):
    """A window without a frame, of its own kind in `flags`, on a raised ground with round corners."""

    def __init__(self, flags: Qt.WindowType, parent: QWidget | None = None) -> None:
        super().__init__(parent, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, _composed())

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.setBrush(QColor(tokens.raised))
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, RADIUS_PANEL, RADIUS_PANEL)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the corners off where translucency would leave them black."""
        if not _composed():
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), RADIUS_PANEL, RADIUS_PANEL)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))
        super().resizeEvent(event)


def _composed() -> bool:
    return QGuiApplication.platformName() != "xcb"
