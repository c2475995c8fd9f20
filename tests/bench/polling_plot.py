"""The plot of `polling`, as SVG: how many letters are refused, against how many logins a user makes."""

from collections.abc import Iterator
from math import log10
from xml.sax.saxutils import escape

from tegata.gui.tokens import LIGHT
from tests.bench.polling import WINDOWS, Compared, JustInTime, Polled

_WIDTH, _HEIGHT = 720, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 704, 56, 340
_MOST, _LEAST = 2000.0, 1.0  # logins a user and day, at the two ends of the axis
_LOGINS = (1, 10, 100, 1000)
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


def svg(found: Compared) -> str:
    """Return the drawing. Curves are told apart by the words at their ends, not by colour."""
    parts = (*_frame(), *_axes(), *_curves(found), *_dots(found.instead))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        ' font-family="sans-serif">'
    )
    return "\n".join((head, "<title>Letters refused, against POP logins a day</title>", *parts, "</svg>\n"))


def _frame() -> Iterator[str]:
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8" fill="{LIGHT.paper}"/>'
    yield _words(_LEFT, 30, "Letters refused", weight=600, size=15)
    yield _words((_LEFT + _RIGHT) / 2, _HEIGHT - 14, "POP logins of a user in a day", side="middle")


def _axes() -> Iterator[str]:
    for share in _SHARES:
        y = _y(share)
        yield f'<path d="M{_LEFT} {y:.1f}H{_RIGHT}" stroke="{LIGHT.hairline}"/>'
        yield _words(_LEFT - 10, y + 4, f"{share:.0%}", side="end", ink=LIGHT.ink_2)
    for logins in _LOGINS:
        x = _x(logins)
        yield f'<path d="M{x:.1f} {_BOTTOM}v6" stroke="{LIGHT.border}"/>'
        yield _words(x, _BOTTOM + 22, f"{logins:,}", side="middle", ink=LIGHT.ink_2)


def _curves(found: Compared) -> Iterator[str]:
    for window in WINDOWS:
        points = [each for each in found.polled if each.window == window]
        path = "L".join(f"{_x(each.logins_a_day):.1f} {_y(each.refused):.1f}" for each in points)
        yield f'<path d="M{path}" fill="none" stroke="{LIGHT.danger}" stroke-width="2"/>'
        yield from (_point(each) for each in points)
        yield _end(points[-1])
    yield _words(_x(300), _y(0.5), "checking on a timer", weight=600, ink=LIGHT.danger_ink)


def _point(each: Polled) -> str:
    x, y = _x(each.logins_a_day), _y(each.refused)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{LIGHT.danger}"/>'


def _end(each: Polled) -> str:
    minutes = f"{each.window.total_seconds() / 60:g} min"
    if each.window == WINDOWS[0]:
        minutes = f"window of {minutes}"
    return _words(_x(each.logins_a_day) - 8, _y(each.refused) + 4, minutes, side="end", ink=LIGHT.danger_ink)


def _dots(instead: tuple[JustInTime, ...]) -> Iterator[str]:
    for each in instead:
        yield (
            f'<circle cx="{_x(each.logins_a_day):.1f}" cy="{_y(0):.1f}" r="5" fill="{LIGHT.go}"'
            f' stroke="{LIGHT.paper}" stroke-width="1.5"/>'
        )
    least = min(each.logins_a_day for each in instead)
    yield _words(_x(least) - 6, _y(0) - 16, "a login when sending", weight=600, ink=LIGHT.go_ink)


def _words(
    x: float,
    y: float,
    text: str,
    *,
    side: str = "start",
    weight: int = 400,
    size: int = 13,
    ink: str = LIGHT.ink,
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{side}" font-weight="{weight}" font-size="{size}"'
    ground = f'stroke="{LIGHT.paper}" stroke-width="5" aria-hidden="true"'  # keeps lines out of the letters
    return f'<text {place} {ground}>{escape(text)}</text>\n<text {place} fill="{ink}">{escape(text)}</text>'


def _x(logins: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * log10(logins / _LEAST) / log10(_MOST / _LEAST)


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share
