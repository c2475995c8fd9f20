"""The six small drawings of "Why can't I send?", on a grid of 272 wide, in the manner of the path picture.

Everything that colour says is said by shape too: arrow or cross, check or cross, a bar that is full or low.
"""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from tegata.gui import icons, theme, timeline_plot
from tegata.gui.fonts import Type, font
from tegata.gui.polling_timeline import Mark, Timeline, instead, whole_day
from tegata.gui.polling_words import every
from tegata.gui.ring import RingLook, RingState, paint_ring
from tegata.gui.stations import paint_check, paint_cross, paint_link, paint_station
from tegata.relay.polling_bill import PollingBill
from tegata.words.gettext import _, ngettext
from tegata.words.why import Topic

GRID = 272
HEIGHTS = {
    Topic.RELAYING: 148,
    Topic.RULES: 136,
    Topic.PROOFS: 176,
    Topic.LUCK: 84,
    Topic.POLLING: 122,
    Topic.TEGATA: 72,
}
_LABEL = 12  # pixels of the grid
_RADIUS = 18.0
_LEFT = 32.0  # centre of a row's first station
_RIGHT = GRID - _LEFT
_BAR = timeline_plot.BAR + timeline_plot.TICKS
_LINE = 18  # of words above or below a bar


def paint(painter: QPainter, topic: Topic, bill: PollingBill) -> None:
    """Draw one picture into the grid; `bill` is the polling that the words speak of."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match topic:
        case Topic.RELAYING:
            _paint_relaying(painter)
        case Topic.RULES:
            _paint_rules(painter)
        case Topic.PROOFS:
            _paint_proofs(painter)
        case Topic.LUCK:
            _paint_luck(painter, bill.window)
        case Topic.POLLING:
            _paint_polling(painter, bill)
        case Topic.TEGATA:
            _paint_tegata(painter)


def _paint_relaying(painter: QPainter) -> None:
    anybody, server = QPointF(_LEFT, 64), QPointF(GRID / 2, 64)
    own, elsewhere = QPointF(_RIGHT, 22), QPointF(_RIGHT, 106)
    paint_link(painter, anybody, server, _RADIUS, passes=True)
    paint_link(painter, server, own, _RADIUS, passes=True)
    paint_link(painter, server, elsewhere, _RADIUS, passes=False)
    _station(painter, anybody, "user", _("Anybody"))
    _station(painter, server, "server", _("Provider"))
    _station(painter, own, "mailbox", _("Its mailboxes"), reached=True)
    _station(painter, elsewhere, "globe", _("Elsewhere"))


def _paint_rules(painter: QPainter) -> None:
    own, elsewhere = 148.0, 228.0
    for x, icon, words in ((own, "mailbox", _("Its mailboxes")), (elsewhere, "globe", _("Elsewhere"))):
        _icon(painter, QPointF(x, 12), icon)
        _label(painter, QPointF(x, 34), words)
    rows = ((66.0, _("Own network"), True), (110.0, _("Other network"), False))
    for y, words, passes in rows:
        _rule_above(painter, y - 21)
        _words(painter, QRectF(0, y - 10, 104, 20), words, bold=True)
        paint_check(painter, QPointF(own, y))
        if passes:
            paint_check(painter, QPointF(elsewhere, y))
        else:
            paint_cross(painter, QPointF(elsewhere, y - 6))
            _label(painter, QPointF(elsewhere, y + 14), _("Without a proof"))


def _paint_proofs(painter: QPainter) -> None:
    _words(painter, QRectF(0, 0, GRID, 18), _("SMTP AUTH"), bold=True)
    you, server = QPointF(_LEFT, 42), QPointF(_RIGHT, 42)
    paint_link(painter, you, server, _RADIUS, passes=True)
    _on_the_way(painter, QPointF(GRID / 2 - 11, 42), "key-round")
    _on_the_way(painter, QPointF(GRID / 2 + 11, 42), "mails")
    _station(painter, you, "laptop", _("You"))
    _station(painter, server, "server", "SMTP", reached=True)
    _words(painter, QRectF(0, 94, GRID, 18), _("POP before SMTP"), bold=True)
    you, mailbox, server = QPointF(_LEFT, 136), QPointF(GRID / 2, 136), QPointF(_RIGHT, 136)
    paint_link(painter, you, mailbox, _RADIUS, passes=True)
    paint_link(painter, mailbox, server, _RADIUS, passes=True)
    _on_the_way(painter, (you + mailbox) / 2, "key-round")
    _window(painter, (mailbox + server) / 2, 26)
    _station(painter, you, "laptop", _("You"))
    _station(painter, mailbox, "mailbox", "POP", reached=True)
    _station(painter, server, "server", "SMTP", reached=True)


def _paint_luck(painter: QPainter, window: timedelta) -> None:
    line = Timeline(
        start=timedelta(0),
        end=window * 6,
        open=((timedelta(0), window * 4),),
        logins=tuple(window * n for n in range(4)),
        letters=(Mark(window * 1.5, sent=True), Mark(window * 5, sent=False)),
        gaps=True,
    )
    half = GRID * 4 / 6
    _words(painter, QRectF(0, 0, half, _LINE), _("Window open"))
    _words(painter, QRectF(half, 0, GRID - half, _LINE), _("Closed"))
    timeline_plot.paint(painter, QRectF(0, _LINE + 4, GRID, _BAR), line)
    below = QRectF(0, _LINE + _BAR + 6, half, _LINE)
    _words(painter, below, every(window))
    _words(painter, below.translated(half, 0), _("No more checks"))


def _paint_polling(painter: QPainter, bill: PollingBill) -> None:
    lines = (
        (f"{every(bill.interval)}:", bill.logins_a_day, replace(whole_day(bill), labels=())),
        (_("POP before send") + ":", len(bill.instead), instead(bill)),
    )
    top = 0.0
    for words, logins, line in lines:
        said = ngettext("{n} login", "{n} logins", logins).format(n=logins)
        _words(painter, QRectF(0, top, GRID, _LINE), f"{words} {said}")
        timeline_plot.paint(painter, QRectF(0, top + _LINE + 4, GRID, _BAR), line)
        top += _LINE + _BAR + 16


def _paint_tegata(painter: QPainter) -> None:
    places = [QPointF(_LEFT + n * (_RIGHT - _LEFT) / 3, 22) for n in range(4)]
    for n in range(3):
        paint_link(painter, places[n], places[n + 1], _RADIUS, passes=True)
    _station(painter, places[0], "send", _("Send"))
    _station(painter, places[1], "key-round", _("One login"), reached=True)
    _station(painter, places[2], "mails", _("Letters"), reached=True)
    _window(painter, places[3], 2 * _RADIUS)
    _label(painter, QPointF(places[3].x(), 52), _("Time left"))


def _station(painter: QPainter, at: QPointF, icon: str, words: str, *, reached: bool = False) -> None:
    paint_station(painter, at, _RADIUS, icon, reached=reached)
    _label(painter, QPointF(at.x(), at.y() + _RADIUS + 12), words)


def _window(painter: QPainter, at: QPointF, size: float) -> None:
    """Draw the window as the pass shows it, on the ground of the page so that the link ends at it."""
    box = QRectF(0, 0, size, size)
    box.moveCenter(at)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().paper))
    painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
    paint_ring(painter, box, RingLook(RingState.OPEN, left=0.8))


def _on_the_way(painter: QPainter, at: QPointF, icon: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.current().paper))
    painter.drawEllipse(at, 13, 13)
    _icon(painter, at, icon)


def _icon(painter: QPainter, at: QPointF, name: str) -> None:
    box = QRectF(0, 0, icons.TOOL, icons.TOOL)
    box.moveCenter(at)
    icons.paint(painter, name, box, theme.current().ink)


def _rule_above(painter: QPainter, y: float) -> None:
    painter.setPen(QPen(QColor(theme.current().hairline), 1))
    painter.drawLine(QPointF(0, y), QPointF(GRID, y))


def _label(painter: QPainter, at: QPointF, words: str) -> None:
    """Write small words around a point, as wide as they are."""
    _write(painter, QRectF(at.x(), at.y() - 9, 0, 18), words, Qt.AlignmentFlag.AlignHCenter)


def _words(painter: QPainter, rect: QRectF, words: str, *, bold: bool = False) -> None:
    _write(painter, rect, words, Qt.AlignmentFlag.AlignLeft, bold=bold)


def _write(
    painter: QPainter, rect: QRectF, words: str, side: Qt.AlignmentFlag, *, bold: bool = False
) -> None:
    face = font(Type.SMALL, QFont.Weight.DemiBold if bold else None)
    face.setPixelSize(_LABEL)
    painter.setFont(face)
    painter.setPen(QColor(theme.current().ink if bold else theme.current().ink_2))
    flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine
    painter.drawText(rect, int(flags), words)
