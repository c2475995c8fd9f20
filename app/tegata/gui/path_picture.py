"""The picture of the way: five circles, the links between them, and a cross where it breaks."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tegata.gui import theme
from tegata.gui.fonts import Type, font, line_height
from tegata.gui.path_places import RADIUS, PathPlaces, places
from tegata.gui.roles import Role, told_as
from tegata.gui.stations import paint_dots, paint_link, paint_station
from tegata.gui.tokens import RADIUS_CARD
from tegata.words.check_path import Link, LinkState, Path, Station

_ICONS = {"you": "laptop", "line": "wifi", "pop": "mailbox", "smtp": "server", "elsewhere": "globe"}


@told_as(Role.List)
class PathPicture(QWidget):
    """Painted; for a screen reader it is a list of its stations, each with the links that lead there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._stops: list[_Stop] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_path(self, path: Path) -> None:
        """Show the way as far as it is known."""
        self._path = path
        self._name_stops(path.spoken)
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self._places().height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._places().height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_stops()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._path is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = self._places()
        self._paint_provider(painter, where.provider, self._path.provider)
        self._paint_links(painter, where, self._path)
        self._paint_stations(painter, where, self._path)
        painter.end()

    def _places(self) -> PathPlaces:
        has_pop = self._path is None or self._path.pop is not None
        return places(self.width(), line_height(Type.SMALL), has_pop=has_pop)

    def _paint_provider(self, painter: QPainter, box: QRectF, name: str) -> None:
        tokens = theme.current()
        painter.setPen(QColor(tokens.hairline))
        painter.setBrush(QColor(tokens.chrome))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        line = QRectF(box.left() + 8, box.top() + 6, box.width() - 16, line_height(Type.SMALL))
        _write(painter, line, name, tokens.ink_2, Qt.AlignmentFlag.AlignHCenter)

    def _paint_links(self, painter: QPainter, where: PathPlaces, path: Path) -> None:
        _paint_one(painter, where.you, where.line, path.to_line, where.to_line)
        _paint_one(painter, where.line, where.smtp, path.to_smtp, where.to_smtp)
        _paint_one(painter, where.smtp, where.elsewhere, path.to_elsewhere, where.to_elsewhere)
        if path.pop is not None:
            above = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
            _paint_one(painter, where.line, where.pop, path.to_pop, where.to_pop, above)
            beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            _paint_one(painter, where.pop, where.smtp, path.window, where.window, beside)

    def _paint_stations(self, painter: QPainter, where: PathPlaces, path: Path) -> None:
        sent = path.to_elsewhere.good
        told: list[tuple[str, Station | None, QPointF, QRectF, bool, bool]] = [
            ("you", path.you, where.you, where.you_words, path.to_line.good, False),
            ("line", path.line, where.line, where.line_words, path.to_line.good, False),
            ("pop", path.pop, where.pop, where.pop_words, path.to_pop.good, _unused(path.to_pop)),
            ("smtp", path.smtp, where.smtp, where.smtp_words, path.to_smtp.good, False),
            ("elsewhere", path.elsewhere, where.elsewhere, where.elsewhere_words, sent, not sent),
        ]
        for icon, station, centre, words, reached, pale in told:
            if station is not None:
                paint_station(painter, centre, RADIUS, _ICONS[icon], reached=reached, pale=pale)
                _name(painter, words, station, beside=icon == "pop")

    def _name_stops(self, spoken: tuple[str, ...]) -> None:
        while len(self._stops) < len(spoken):
            self._stops.append(_Stop(self))
        for stop, words in zip(self._stops, spoken, strict=False):
            stop.setAccessibleName(words)
        for n, stop in enumerate(self._stops):
            stop.setVisible(n < len(spoken))
        self._place_stops()

    def _place_stops(self) -> None:
        for stop, centre in zip(self._stops, self._places().centres, strict=False):
            stop.setGeometry(round(centre.x() - RADIUS), round(centre.y() - RADIUS), 2 * RADIUS, 2 * RADIUS)


@told_as(Role.ListItem)
class _Stop(QWidget):
    """What a screen reader is told of one station."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _paint_one(
    painter: QPainter,
    start: QPointF,
    end: QPointF,
    link: Link,
    words: QRectF,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
) -> None:
    if link.state in {LinkState.GOOD, LinkState.BROKEN}:
        paint_link(painter, start, end, RADIUS, passes=link.good)
    else:
        paint_dots(painter, start, end, RADIUS)
    broken = link.state is LinkState.BROKEN
    tokens = theme.current()
    _write(painter, words, link.words, tokens.danger_ink if broken else tokens.ink_2, align, bold=broken)


def _unused(link: Link) -> bool:
    return link.state in {LinkState.NOT_NEEDED, LinkState.UNKNOWN}


def _name(painter: QPainter, box: QRectF, station: Station, *, beside: bool) -> None:
    align = Qt.AlignmentFlag.AlignLeft if beside else Qt.AlignmentFlag.AlignHCenter
    tokens, line = theme.current(), line_height(Type.SMALL)
    first = QRectF(box.left(), box.top(), box.width(), line)
    _write(painter, first, station.name, tokens.ink, align, bold=True)
    _write(painter, first.translated(0, line), station.detail, tokens.ink_2, align)


def _write(
    painter: QPainter, box: QRectF, words: str, ink: str, align: Qt.AlignmentFlag, *, bold: bool = False
) -> None:
    face = font(Type.SMALL)
    face.setBold(bold)
    painter.setFont(face)
    painter.setPen(QColor(ink))
    flags = int(align | Qt.TextFlag.TextWordWrap)
    room = box.toRect()
    if painter.boundingRect(room, flags, words).width() > room.width():
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room.width())
    painter.drawText(room, flags, words)
