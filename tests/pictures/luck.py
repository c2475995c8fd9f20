"""Draws the story Tegata comes from: sending by luck, the end of the luck, and a login at the right moment.

Three lines of one hour each. A tick is a POP login, a band the window that it opens, a circle a letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tegata.gui.tokens import LIGHT

_WINDOW = 10  # minutes
_LEFT, _RIGHT, _TOP, _STEP, _HEIGHT = 30, 870, 68, 112, 452
_FONTS = "Inter, 'Noto Sans JP', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic UI', system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Words:
    """What the drawing says in one language. `rows` are the lines' names and what comes of the letters."""

    title: str
    rows: tuple[tuple[str, str], ...]
    login: str
    window: str
    sent: str
    refused: str


@dataclass(frozen=True, slots=True)
class Hour:
    """One line: when logins are made, and when letters are sent, in minutes."""

    logins: Sequence[int]
    letters: Sequence[int]

    def passes(self, minute: int) -> bool:
        """Whether a window is open then."""
        return any(login <= minute < login + _WINDOW for login in self.logins)


HOURS = (
    Hour(range(0, 60, 10), (14, 37, 43)),
    Hour((), (14, 37, 43)),
    Hour((14, 37), (14, 37, 43)),
)
WORDS = {
    "en": Words(
        "One hour, three letters",
        (
            (
                "On the road, over provider B: mail is checked every ten minutes",
                "All pass. By luck: a window happens to be open.",
            ),
            (
                "Back home, over provider C: nothing checks for mail",
                "All refused. The same mailer, the same server.",
            ),
            (
                "With Tegata, anywhere: a login when a letter needs one",
                "All pass. Two logins instead of six, and none for the third letter.",
            ),
        ),
        "POP login",
        "window, 10 minutes",
        "letter passed on",
        "letter refused",
    ),
    "ja": Words(
        "1時間に3通のメール",
        (
            (
                "出張先、プロバイダBの回線：10分ごとに自動受信",
                "3通とも届きます。たまたま有効時間が続いていただけです。",
            ),
            (
                "帰宅後、プロバイダCの回線：自動受信なし",
                "3通とも断られます。メールソフトもサーバーも同じなのに。",
            ),
            (
                "Tegataなら、どこからでも：必要なときにだけログイン",
                "3通とも届きます。ログインは6回ではなく2回。3通目には不要です。",
            ),
        ),
        "POPログイン",
        "有効時間（10分）",
        "送信できたメール",
        "断られたメール",
    ),
}


def svg(language: str) -> str:
    """Return the drawing in a language."""
    words = WORDS[language]
    parts = [_text(_LEFT, 44, words.title, size=20, weight=600), *_legend(words)]
    for number, (hour, (name, outcome)) in enumerate(zip(HOURS, words.rows, strict=True)):
        parts += _row(_TOP + number * _STEP, hour, name, outcome)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {_HEIGHT}" font-family="{_FONTS}" '
        f'role="img" aria-label="{words.title}">'
    )
    ground = f'<rect width="900" height="{_HEIGHT}" rx="8" fill="{LIGHT.paper}" stroke="{LIGHT.hairline}"/>'
    return "\n".join((head, ground, *parts, "</svg>")) + "\n"


def draw(directory: Path) -> None:
    """Write the drawing in every language."""
    for language in WORDS:
        (directory / f"luck-{language}.svg").write_text(svg(language), "utf-8")


def _row(top: int, hour: Hour, name: str, outcome: str) -> list[str]:
    base = top + 56
    passes = all(map(hour.passes, hour.letters))
    parts = [_text(_LEFT, top + 16, name, weight=600)]
    parts += [_band(_x(login), base, _x(login + _WINDOW) - _x(login)) for login in hour.logins]
    parts.append(f'<path d="M{_LEFT} {base}H{_RIGHT}" stroke="{LIGHT.border}"/>')
    parts += [_tick(_x(login), base) for login in hour.logins]
    parts += [_letter(_x(minute) + 7, base, passed=hour.passes(minute)) for minute in hour.letters]
    parts.append(_text(_LEFT, base + 26, outcome, fill=LIGHT.go if passes else LIGHT.danger, size=14))
    return parts


def _legend(words: Words) -> list[str]:
    top = _HEIGHT - 20
    places = [_LEFT + 200 * column for column in range(4)]
    return [
        _tick(places[0] + 4, top),
        _band(places[1], top, 24),
        _letter(places[2] + 8, top, passed=True),
        _letter(places[3] + 8, top, passed=False),
        _text(places[0] + 16, top - 2, words.login, fill=LIGHT.ink_2, size=13),
        _text(places[1] + 32, top - 2, words.window, fill=LIGHT.ink_2, size=13),
        _text(places[2] + 24, top - 2, words.sent, fill=LIGHT.ink_2, size=13),
        _text(places[3] + 24, top - 2, words.refused, fill=LIGHT.ink_2, size=13),
    ]


def _x(minute: int) -> int:
    return _LEFT + minute * (_RIGHT - _LEFT) // 60


def _band(x: int, base: int, width: int) -> str:
    return f'<rect x="{x}" y="{base - 14}" width="{width}" height="14" fill="{LIGHT.band}"/>'


def _tick(x: int, base: int) -> str:
    return f'<path d="M{x} {base}v-20" stroke="{LIGHT.ink}" stroke-width="2.5"/>'


def _letter(x: int, base: int, *, passed: bool) -> str:
    middle, colour = base - 8, LIGHT.go if passed else LIGHT.danger
    sign = "m-3.5 0 2.5 3 4.5-6" if passed else "m-3-3 6 6m0-6-6 6"
    disc = f'<circle cx="{x}" cy="{middle}" r="8" fill="{colour}"/>'
    return f'{disc}<path d="M{x} {middle}{sign}" fill="none" stroke="#fff" stroke-width="1.8"/>'


def _text(x: int, y: int, words: str, *, size: int = 15, weight: int = 400, fill: str = LIGHT.ink) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}">{words}</text>'
