"""Every role of the palette is ours, in all three groups."""

import pytest
from PySide6.QtGui import QColor, QPalette

from tegata.gui.palette import make_palette
from tegata.gui.tokens import DARK, LIGHT, Tokens

GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("group", GROUPS)
def test_no_role_is_left_to_the_system(tokens: Tokens, group: QPalette.ColorGroup) -> None:
    palette = make_palette(tokens)
    for role in QPalette.ColorRole:
        if role not in {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}:
            assert palette.isBrushSet(group, role), role


def test_disabled_text_is_fainter_than_text() -> None:
    palette = make_palette(LIGHT)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(LIGHT.ink_3)
