"""The colours keep the contrast that the look demands, in both sets."""

import pytest
from PySide6.QtGui import QColor

from tegata.gui import tokens
from tegata.gui.tokens import DARK, LIGHT, Tokens

SETS = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
TEXT = [
    ("ink", "paper"),
    ("ink", "chrome"),
    ("ink_2", "paper"),
    ("ink_2", "chrome"),
    ("ink_2", "warn_soft"),
    ("ink_2", "accent_soft"),
    ("ink_2", "danger_soft"),
    ("ink_3", "paper"),
    ("ink_3", "chrome"),
    ("accent", "paper"),
    ("accent", "warn_soft"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_press"),
    ("accent_ink", "accent_soft"),
    ("go_ink", "chrome"),
    ("go_ink", "go_soft"),
    ("warn_ink", "paper"),
    ("warn_ink", "warn_soft"),
    ("danger_ink", "danger_soft"),
    ("danger_ink", "warn_soft"),
    ("danger", "paper"),
]
SHAPES = [
    ("border", "paper"),
    ("border", "chrome"),
    ("go", "chrome"),
    ("warn", "chrome"),
    ("accent", "chrome"),
    ("danger", "paper"),
]


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2 contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(name: str) -> float:
    colour = QColor(name)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@SETS
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_reads_well(colours: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@SETS
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_stand_out(colours: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(colours, shape), getattr(colours, ground)) >= 3


@SETS
def test_high_contrast_leaves_no_soft_ground_and_no_faint_line(colours: Tokens) -> None:
    plain = tokens.plain(colours)
    assert plain.warn_soft == plain.accent_soft == plain.danger_soft == plain.go_soft == plain.paper
    assert plain.hairline == plain.border
    assert plain.ink_3 == plain.ink
