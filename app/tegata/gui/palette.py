"""The colours as Qt's palette, for everything that Fusion draws by itself."""

from PySide6.QtGui import QColor, QPalette

from tegata.gui.tokens import Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def make_palette(tokens: Tokens) -> QPalette:
    """Return a palette with every role set in all three groups: nothing falls back to the system's."""
    palette = QPalette()
    for group in (_Group.Active, _Group.Inactive):
        for role, name in _roles(tokens).items():
            palette.setColor(group, role, QColor(name))
    for role, name in _disabled_roles(tokens).items():
        palette.setColor(_Group.Disabled, role, QColor(name))
    return palette


def _roles(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    return {
        _Role.Window: tokens.paper,
        _Role.WindowText: tokens.ink,
        _Role.Base: tokens.paper,
        _Role.AlternateBase: tokens.chrome,
        _Role.ToolTipBase: tokens.raised,
        _Role.ToolTipText: tokens.ink,
        _Role.PlaceholderText: tokens.ink_3,
        _Role.Text: tokens.ink,
        _Role.Button: tokens.raised,
        _Role.ButtonText: tokens.ink,
        _Role.BrightText: tokens.on_accent,
        _Role.Link: tokens.accent,
        _Role.LinkVisited: tokens.accent,
        _Role.Highlight: tokens.accent,
        _Role.HighlightedText: tokens.on_accent,
        _Role.Accent: tokens.accent,
        _Role.Light: tokens.raised,
        _Role.Midlight: tokens.sunken,
        _Role.Mid: tokens.hairline,
        _Role.Dark: tokens.border,
        _Role.Shadow: tokens.border,
    }


def _disabled_roles(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    faded = dict.fromkeys((_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.Link), tokens.ink_3)
    return _roles(tokens) | faded | {_Role.Highlight: tokens.sunken, _Role.HighlightedText: tokens.ink_2}
