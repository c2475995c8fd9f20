"""Paints the rows of the outbox: a thousand of them cost no widget."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tegata.gui import icons, outbox_deeds, theme
from tegata.gui.badge import Family, paint_badge
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.outbox_layout import HEADER, Places, height, lay_out, subject_face
from tegata.gui.outbox_model import ENTRY, Entry, Header
from tegata.gui.outbox_row import Deed, Row, Section
from tegata.gui.ring import RingLook, RingState, paint_ring
from tegata.gui.tokens import MARGIN, RADIUS_CONTROL, Tokens

_Index = QModelIndex | QPersistentModelIndex
_State = QStyle.StateFlag


class OutboxDelegate(QStyledItemDelegate):
    """Paints headers and rows. Rows in `real` have widgets in the buttons' places; `current` is expanded."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.real: frozenset[int] = frozenset()
        self.current: int | None = None
        self.width = 0
        self._pictures: dict[tuple[Deed, Tokens, float], QPixmap] = {}

    def forget_pictures(self) -> None:
        """Paint the buttons anew: fonts or words have changed."""
        self._pictures.clear()

    def height(self, entry: Entry) -> int:
        """Return how high a header or row is at the view's width."""
        if not isinstance(entry, Row):
            return HEADER
        return height(entry, self.width, current=entry.parcel_id == self.current)

    def places(self, row: Row) -> Places:
        """Return where the row's parts lie at the view's width."""
        return lay_out(row, self.width, current=row.parcel_id == self.current)

    def deed_at(self, row: Row, point: QPoint) -> Deed | None:
        """Return the painted button under a point of the row, if there is one."""
        found = (deed for deed, rect in self.places(row).buttons if rect.contains(point))
        return next(found, None)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tokens = theme.current()
        entry = index.data(ENTRY)
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(area.topLeft())
        area.moveTo(0, 0)
        if isinstance(entry, Row):
            focused = bool(option.state & _State.State_HasFocus)
            self._paint_row(painter, area, entry, tokens, focused=focused)
        elif isinstance(entry, Header):
            _paint_header(painter, area, entry, tokens)
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRectF, row: Row, tokens: Tokens, *, focused: bool) -> None:
        places = self.places(row)
        painter.fillRect(area, QColor(self._ground(row, tokens)))
        painter.fillRect(QRectF(0, area.bottom() - 1, area.width(), 1), QColor(tokens.hairline))
        _paint_badge(painter, places.badge, row, tokens)
        _paint_words(painter, places, row, tokens)
        _paint_server(painter, places, tokens)
        if row.parcel_id not in self.real:
            for deed, rect in places.buttons:
                painter.drawPixmap(rect.topLeft(), self._picture(deed))
        if focused:
            paint_focus(painter, area.adjusted(2, 2, -2, -3), tokens.accent, radius=RADIUS_CONTROL)

    def _ground(self, row: Row, tokens: Tokens) -> str:
        if row.needs_you:
            return tokens.warn_soft
        return tokens.chrome if row.parcel_id == self.current else tokens.paper

    def _picture(self, deed: Deed) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        key = (deed, theme.current(), ratio)
        if key not in self._pictures:
            self._pictures[key] = self._take_picture(deed, ratio)
        return self._pictures[key]

    def _take_picture(self, deed: Deed, ratio: float) -> QPixmap:
        button = outbox_deeds.picture(deed)
        picture = QPixmap(button.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        button.render(picture, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
        return picture


def _paint_header(painter: QPainter, area: QRectF, header: Header, tokens: Tokens) -> None:
    painter.fillRect(area, QColor(tokens.paper))
    box = area.adjusted(MARGIN, 4, -MARGIN, 0)
    ink = tokens.ink_2
    if header.section is Section.NEEDS_YOU:
        ink = tokens.warn_ink
        side = icons.SMALL
        icon = QRectF(box.left(), round(box.center().y() - side / 2), side, side)
        icons.paint(painter, "circle-alert", icon, ink)
        box.adjust(side + 7, 0, 0, 0)
    painter.setPen(QColor(ink))
    painter.setFont(font(Type.SMALL, QFont.Weight.DemiBold))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, header.words)


def _paint_badge(painter: QPainter, rect: QRectF, row: Row, tokens: Tokens) -> None:
    if row.seconds is None:
        paint_badge(painter, rect, row.family, row.icon, tokens.paper if row.needs_you else None)
        return
    left = min(1.0, row.seconds / max(1, row.out_of))
    paint_ring(painter, rect, RingLook(RingState.SECONDS, left=left, middle=str(row.seconds)))


def _paint_words(painter: QPainter, places: Places, row: Row, tokens: Tokens) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    _paint_elided(painter, places.subject, row.subject, subject_face(), tokens.ink)
    _paint_elided(painter, places.who, row.who, font(Type.BASE), tokens.ink_2)
    _paint_state(painter, places, row, tokens)
    if places.at is not None:
        painter.setFont(font(Type.SMALL))
        painter.setPen(QColor(tokens.ink_2))
        painter.drawText(places.at, middle | Qt.AlignmentFlag.AlignRight, row.at)
    if places.bar is not None and places.after_bar is not None:
        _paint_bar(painter, places.bar, row.bar or 0.0, tokens)
        _paint_elided(painter, places.after_bar, row.then, font(Type.BASE), tokens.ink_2)


def _paint_state(painter: QPainter, places: Places, row: Row, tokens: Tokens) -> None:
    bold = {Family.WARN: tokens.warn_ink, Family.DANGER: tokens.danger_ink}.get(row.family, tokens.ink)
    painter.setPen(QColor(tokens.ink_2))
    pieces = places.state.formats()
    for piece in pieces:
        piece.format.setForeground(QColor(bold))
    places.state.draw(painter, QPointF(0, 0), pieces)


def _paint_server(painter: QPainter, places: Places, tokens: Tokens) -> None:
    if places.server is None or places.server_text is None:
        return
    painter.setPen(QColor(tokens.hairline))
    painter.setBrush(QColor(tokens.paper))
    box = places.server.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
    painter.setPen(QColor(tokens.ink))
    places.server_text.draw(painter, QPointF(0, 0))


def _paint_bar(painter: QPainter, rect: QRectF, share: float, tokens: Tokens) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    radius = rect.height() / 2
    painter.setBrush(QColor(tokens.ring_track))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(QColor(tokens.accent))
    full = QRectF(rect)
    full.setWidth(max(rect.height(), rect.width() * min(1.0, share)))
    painter.drawRoundedRect(full, radius, radius)


def _paint_elided(painter: QPainter, rect: QRectF, text: str, face: QFont, ink: str) -> None:
    if rect.width() < 8:
        return
    shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.setFont(face)
    painter.setPen(QColor(ink))
    painter.drawText(rect.adjusted(0, 0, 2, 0), Qt.AlignmentFlag.AlignVCenter, shown)
