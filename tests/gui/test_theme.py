"""Light, dark or as the system."""

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from tegata.gui import theme, tokens


def test_choosing_dark_changes_palette_style_sheet_and_tokens(qapp: QApplication, look: theme.Theme) -> None:
    heard: list[str] = []
    look.changed.connect(lambda: heard.append("changed"))
    look.choose(theme.Choice.DARK)
    assert theme.current() == tokens.DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(tokens.DARK.paper)
    assert tokens.DARK.border in qapp.styleSheet()
    assert heard == ["changed"]
    assert look.choice is theme.Choice.DARK


def test_choosing_the_same_again_disturbs_nothing(look: theme.Theme) -> None:
    heard: list[str] = []
    look.changed.connect(lambda: heard.append("changed"))
    look.choose(theme.Choice.LIGHT)
    assert heard == []


def test_as_the_system_is_light_where_the_desktop_says_nothing(look: theme.Theme) -> None:
    look.choose(theme.Choice.DARK)
    look.choose(theme.Choice.SYSTEM)
    assert not theme.current().dark
