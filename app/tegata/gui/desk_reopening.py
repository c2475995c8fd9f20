"""The letters that were open when Tegata ended without a word come back, each in a window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from tegata.delivery.notices import LeftOpen
from tegata.gui.compose_window import ComposeWindow


def reopen(
    left: Sequence[LeftOpen], composing: Sequence[ComposeWindow], make_blank: Callable[[], ComposeWindow]
) -> tuple[ComposeWindow, ...]:
    """Show the letters behind what is in front, and return the windows they are in.

    The first takes the blank sheet that Tegata started with. One opened again meanwhile is left alone.
    """
    windows = []
    for each in left:
        if (there := next((one for one in composing if one.draft_id == each.id), None)) is not None:
            there.sending.keeper.say_open()
            continue
        unused = next((one for one in composing if one.is_unused and one.isVisible()), None)
        windows.append(unused or _show_behind(make_blank()))
        windows[-1].come_back(each)
    return tuple(windows)


def _show_behind(window: ComposeWindow) -> ComposeWindow:
    """Show the window without the focus, for somebody may be typing."""
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    window.show()
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)  # noqa: FBT003 - Qt's setter
    return window
