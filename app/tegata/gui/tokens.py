"""The named colours, spaces and radii that everything visible is made of.

Grey is slightly warm in the light set and neutral in the dark one; the dark set is chosen by hand. Text pairs
keep a contrast of 4.5 : 1 and shapes of 3 : 1 (WCAG 2), which `tests/gui/test_tokens.py` computes.
"""

from dataclasses import dataclass, replace

# Space in logical pixels: 4, 8, 12, 16, 20, 24, 32.
MARGIN = 20
DIALOG_MARGIN = 28
GAP = 8
GROUP = 20

RADIUS_CONTROL = 6
RADIUS_CARD = 8
RADIUS_PANEL = 10

ROW = 44
FOOTER = 68
CONTROL = 32
BIG_CONTROL = 40
CHIP = 28
LABEL_COLUMN = 72  # the words left of the fields: From, To, Subject
FOCUS = 2  # width of the focus outline


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, as `#RRGGBB`. `ink_3` is text on `paper` and `chrome` only, `warn` never text."""

    dark: bool
    paper: str  # writing surface, lists, pages
    chrome: str  # tool bar, footer, side list, server lines
    sunken: str  # pressed or current tool button, neutral badge
    hairline: str  # separators: decoration
    border: str  # outline of buttons, fields, switches
    ink: str
    ink_2: str  # labels, second lines, icons
    ink_3: str  # placeholders, times, disabled
    accent: str  # "press here" or "under way"
    accent_hover: str
    accent_press: str
    on_accent: str
    accent_soft: str  # chips, current page
    accent_ink: str
    go: str  # it gets through; nothing else is green
    go_soft: str
    go_ink: str
    warn: str  # strokes only
    warn_soft: str
    warn_ink: str
    danger: str
    danger_soft: str
    danger_ink: str
    ring_track: str  # the part of a ring or bar that is used up
    raised: str  # buttons, the pass panel
    band: str  # polling plot only
    gap: str  # polling plot only


LIGHT = Tokens(
    dark=False,
    paper="#FFFFFF",
    chrome="#F6F5F2",
    sunken="#ECEAE5",
    hairline="#E1DFD9",
    border="#8B8880",
    ink="#1D2126",
    ink_2="#555A62",
    ink_3="#686D75",
    accent="#1B5B8A",
    accent_hover="#164C74",
    accent_press="#113C5C",
    on_accent="#FFFFFF",
    accent_soft="#E6EFF6",
    accent_ink="#164C74",
    go="#1C7A4B",
    go_soft="#E3F1E8",
    go_ink="#17603C",
    warn="#B06F00",
    warn_soft="#FBF1DC",
    warn_ink="#7A4B00",
    danger="#B3261E",
    danger_soft="#FBEAE8",
    danger_ink="#8F1D17",
    ring_track="#DEDBD4",
    raised="#FFFFFF",
    band="#9FD3B6",
    gap="#E79A91",
)

DARK = Tokens(
    dark=True,
    paper="#1D1F23",
    chrome="#15171A",
    sunken="#2A2D32",
    hairline="#34383E",
    border="#7C828B",
    ink="#EAE8E3",
    ink_2="#ADB2BA",
    ink_3="#979DA6",
    accent="#7DB8E6",
    accent_hover="#98C8EE",
    accent_press="#64A4D6",
    on_accent="#0B2133",
    accent_soft="#1E3447",
    accent_ink="#AED4F3",
    go="#5FC490",
    go_soft="#1B3628",
    go_ink="#8DDAB2",
    warn="#E5AE45",
    warn_soft="#30291B",
    warn_ink="#F1CB85",
    danger="#F2877E",
    danger_soft="#3C2523",
    danger_ink="#F7B0AA",
    ring_track="#3A3E45",
    raised="#25282D",
    band="#2F7C55",
    gap="#A34A43",
)


def plain(tokens: Tokens) -> Tokens:
    """Return the set for a system that asks for high contrast: hairlines become outlines, soft grounds go."""
    return replace(
        tokens,
        hairline=tokens.border,
        chrome=tokens.paper,
        ink_2=tokens.ink,
        ink_3=tokens.ink,
        accent_soft=tokens.paper,
        go_soft=tokens.paper,
        warn_soft=tokens.paper,
        danger_soft=tokens.paper,
    )
