"""Menus that begin somewhere; round corners for popups, also where nothing composes the screen."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPainterPath, QPen, QRegion
from PySide6.QtWidgets import QMenu, QWidget

from tegata.gui.tokens import Tokens


def open_menu(menu: QMenu, corner: QPoint) -> None:
    """Open it at `corner`, at the row that is checked or else the first one.

    Qt opens a menu at no row, of which a screen reader hears nothing.
    """
    menu.popup(corner)
    rows = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
    checked = [each for each in rows if each.isChecked()]
    for begin in (*checked, *rows)[:1]:
        menu.setActiveAction(begin)


def let_corners_through(popup: QWidget) -> None:
    """Prepare a popup before it is shown: a translucent ground where the platform always composes."""
    popup.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, _composed())


def cut_corners(popup: QWidget, radius: int) -> None:
    """Cut the corners off where translucency would leave them black; call it after each resize."""
    if _composed():
        return
    path = QPainterPath()
    path.addRoundedRect(QRectF(popup.rect()), radius, radius)
    popup.setMask(QRegion(path.toFillPolygon().toPolygon()))


def paint_ground(painter: QPainter, popup: QWidget, radius: int, tokens: Tokens) -> None:
    """Draw the raised ground with its outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.border), 1))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(QRectF(popup.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _composed() -> bool:
    return QGuiApplication.platformName() != "xcb"
