"""How large a window opens: its footer, where the buttons are, has to be on the screen."""

from PySide6.QtWidgets import QWidget

_FRAME = 40  # the title bar, which is not known before a window is shown


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give `window` this size in logical pixels, but no more height than its screen has room for."""
    window.resize(width, min(height, window.screen().availableSize().height() - _FRAME))
