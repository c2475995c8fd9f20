"""The style sheet is made of the tokens and nothing else."""

import re
from dataclasses import asdict

import pytest

from tegata.gui import style_sheet
from tegata.gui.tokens import DARK, LIGHT, Tokens


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_a_token(tokens: Tokens) -> None:
    used = set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet.make(tokens)))
    assert used <= {value for value in asdict(tokens).values() if isinstance(value, str)}


def test_braces_are_balanced() -> None:
    sheet = style_sheet.make(LIGHT)
    assert sheet.count("{") == sheet.count("}")


def test_a_bare_field_has_a_focus_rule_of_its_own() -> None:
    assert 'QLineEdit[bare="true"]:focus' in style_sheet.make(LIGHT)
