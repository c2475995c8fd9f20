"""Where the parts of an outbox row lie. One reckoning for the painter, the real buttons and the pointer."""

from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from tegata.gui import outbox_deeds
from tegata.gui.fonts import Type, font, line_height
from tegata.gui.outbox_row import QUIET, Deed, Row, Section
from tegata.gui.ring import ROW_RING
from tegata.gui.tokens import CONTROL, GAP, MARGIN

NARROW = 700  # below it the buttons lie under the words
HEADER = 40
BAR = QRect(0, 0, 180, 6)
_LEFT = MARGIN + ROW_RING + 14  # where the words begin
_TOP = 10
_BOTTOM = 10
_BEFORE_BUTTONS = 20
_ABOVE_BUTTONS = 6
_SERVER_LINES = 3
_SERVER_PADDING = 11
_LEAST = ROW_RING + 26
_AT = 130  # room for a day and a time
_BESIDE_THE_BOLD = 4


@dataclass(frozen=True, slots=True)
class Places:
    """The parts of one row, from its own top left corner. Texts are laid out and only need to be drawn."""

    height: int
    badge: QRectF
    subject: QRectF
    who: QRectF
    state: QTextLayout
    bar: QRectF | None
    after_bar: QRectF | None
    server: QRectF | None
    server_text: QTextLayout | None
    at: QRectF | None
    buttons: tuple[tuple[Deed, QRect], ...]


@lru_cache(maxsize=256)
def lay_out(row: Row, width: int, *, current: bool) -> Places:
    """Return where everything lies in a row of `width`; the current row has room for its further deeds."""
    words = _room(row, width)
    subject, who = _first_line(row, words)
    state = _state_text(row, words, whole=current or not _keeps_its_height(row))
    y = subject.bottom() + state.lineCount() * line_height(Type.BASE)
    bar, after_bar = _upload(row, subject.bottom(), words)
    server_text = _server_text(row, words)
    server = None
    if server_text is not None:
        height = server_text.boundingRect().height() + 12
        server = QRectF(_LEFT, y + 7, words, height)
        server_text.setPosition(QPointF(_LEFT + _SERVER_PADDING, y + 13))
        y = server.bottom()
    beside_height = max(_LEAST, round(y) + _BOTTOM)
    buttons, below = _place_buttons(row, width, round(y), current=current)
    return Places(
        height=max(beside_height, below),
        badge=QRectF(MARGIN, _TOP + 2, ROW_RING, ROW_RING),
        subject=subject,
        who=who,
        state=state,
        bar=bar,
        after_bar=after_bar,
        server=server,
        server_text=server_text,
        at=QRectF(width - MARGIN - _AT, 0, _AT, beside_height) if row.at else None,
        buttons=buttons,
    )


def height(row: Row, width: int, *, current: bool) -> int:
    """Return how high a row is. Most have one line of state: no thousand texts are laid out to know that."""
    if current or row.server:
        return lay_out(row, width, current=current).height
    if _keeps_its_height(row):
        return _one_line()
    if _state_advance(row) + _BESIDE_THE_BOLD > _room(row, width):
        return lay_out(row, width, current=False).height
    under = _place_buttons(row, width, _one_line() - _BOTTOM, current=False)[1] if width < NARROW else 0
    return max(_one_line(), under)


def forget() -> None:
    """Reckon anew: fonts or words have changed."""
    lay_out.cache_clear()
    _metrics.cache_clear()
    _one_line.cache_clear()
    _state_advance.cache_clear()
    _buttons_width.cache_clear()
    outbox_deeds.forget_pictures()


def subject_face() -> QFont:
    """Return the font of the subject."""
    return font(Type.HEADING)


def _keeps_its_height(row: Row) -> bool:
    """Whether what does not fit is left out until the row is the current one: there may be ten thousand."""
    return row.section is Section.SENT


@cache
def _one_line() -> int:
    """The height of a row with one line of state."""
    return max(_LEAST, _TOP + line_height(Type.HEADING) + line_height(Type.BASE) + _BOTTOM)


def _room(row: Row, width: int) -> int:
    beside = 0 if width < NARROW else _buttons_width(row.deeds)
    return max(80, width - _LEFT - MARGIN - max(beside, _AT + GAP if row.at else 0))


@lru_cache(maxsize=2048)
def _state_advance(row: Row) -> int:
    return _bold(row.fact) + _metrics(Type.BASE).horizontalAdvance(f" {row.then}")


def _first_line(row: Row, words: int) -> tuple[QRectF, QRectF]:
    height = line_height(Type.HEADING)
    subject = min(_metrics(Type.HEADING).horizontalAdvance(row.subject) + 2, words)
    rest = max(0, words - subject - 8)
    return (
        QRectF(_LEFT, _TOP, subject, height),
        QRectF(_LEFT + subject + 8, _TOP, rest, height),
    )


def _state_text(row: Row, words: int, *, whole: bool) -> QTextLayout:
    fact = QTextLayout.FormatRange()
    fact.start, fact.length = 0, len(row.fact)
    fact.format.setFontWeight(QFont.Weight.DemiBold)
    text = row.fact if row.bar is not None else " ".join(part for part in (row.fact, row.then) if part)
    if not whole:
        text = _metrics(Type.BASE).elidedText(text, Qt.TextElideMode.ElideRight, words)
    layout = _wrapped(text, font(Type.BASE), words, line_height(Type.BASE), [fact])
    layout.setPosition(QPointF(_LEFT, _TOP + line_height(Type.HEADING)))
    return layout


def _upload(row: Row, top: float, words: int) -> tuple[QRectF | None, QRectF | None]:
    if row.bar is None:
        return None, None
    fact = _bold(row.fact)
    height = line_height(Type.BASE)
    width = min(BAR.width(), max(40, words - fact - 12))
    bar = QRectF(_LEFT + fact + 12, top + (height - BAR.height()) / 2 + 1, width, BAR.height())
    return bar, QRectF(bar.right() + 12, top, max(0, _LEFT + words - bar.right() - 12), height)


def _server_text(row: Row, words: int) -> QTextLayout | None:
    if not row.server:
        return None
    room = words - 2 * _SERVER_PADDING
    return _wrapped(row.server, font(Type.MONO), room, line_height(Type.MONO), [], most=_SERVER_LINES)


def _wrapped(
    text: str,
    face: QFont,
    width: int,
    line: int,
    formats: list[QTextLayout.FormatRange],
    *,
    most: int = 8,
) -> QTextLayout:
    layout = QTextLayout(text.strip().replace("\n", "\u2028"), face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    for n in range(most):
        piece = layout.createLine()
        if not piece.isValid():
            break
        piece.setLineWidth(width)
        piece.setPosition(QPointF(0, n * line + (line - piece.height()) / 2))
    layout.endLayout()
    return layout


def _place_buttons(
    row: Row, width: int, below: int, *, current: bool
) -> tuple[tuple[tuple[Deed, QRect], ...], int]:
    placed: list[tuple[Deed, QRect]] = []
    y = below + _ABOVE_BUTTONS
    if width < NARROW:
        if row.deeds:
            placed += _from_left(row.deeds, y)
            y += CONTROL + 4
    else:
        placed += _from_right(row.deeds, width, max(_LEAST, below + _BOTTOM))
    if current and row.more:
        placed += _from_left(row.more, y)
        y += CONTROL + 4
    return tuple(placed), y + 4 if y > below + _ABOVE_BUTTONS else 0


def _from_right(deeds: tuple[Deed, ...], width: int, height: int) -> list[tuple[Deed, QRect]]:
    placed: list[tuple[Deed, QRect]] = []
    x = width - MARGIN + (GAP if deeds and deeds[-1] in QUIET else 0)  # its words end on the margin
    for deed in reversed(deeds):
        size = outbox_deeds.size(deed)
        x -= size.width()
        placed.insert(0, (deed, QRect(x, (height - size.height()) // 2, size.width(), size.height())))
        x -= GAP
    return placed


def _from_left(deeds: tuple[Deed, ...], y: int) -> list[tuple[Deed, QRect]]:
    placed: list[tuple[Deed, QRect]] = []
    x = _LEFT - (GAP if deeds and deeds[0] in QUIET else 0)  # its words begin under the others
    for deed in deeds:
        size = outbox_deeds.size(deed)
        placed.append((deed, QRect(x, y, size.width(), size.height())))
        x += size.width() + GAP
    return placed


@lru_cache(maxsize=64)
def _buttons_width(deeds: tuple[Deed, ...]) -> int:
    """The buttons and the space before them; a quiet one brings some of that itself."""
    if not deeds:
        return 0
    before = GAP if deeds[0] in QUIET else _BEFORE_BUTTONS
    return before + sum(outbox_deeds.size(deed).width() for deed in deeds) + GAP * (len(deeds) - 1)


def _bold(text: str) -> int:
    return _metrics(Type.BASE, QFont.Weight.DemiBold).horizontalAdvance(text)


@cache
def _metrics(kind: Type, weight: QFont.Weight | None = None) -> QFontMetrics:
    return QFontMetrics(font(kind, weight))
