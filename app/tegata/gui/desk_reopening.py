"""The letters that were open when Tegata ended without a word come back, each in a window."""

from collections.abc import Callable, Sequence

from tegata.delivery.notices import LeftOpen
from tegata.gui.compose_window import ComposeWindow


def reopen(
    left: Sequence[LeftOpen], composing: Sequence[ComposeWindow], open_blank: Callable[[], ComposeWindow]
) -> tuple[ComposeWindow, ...]:
    """Show the letters, the first of `left` in front of the others, and return the windows they are in.

    One takes the blank sheet that Tegata started with. One that was opened again meanwhile is left alone.
    """
    windows = []
    for each in reversed(left):
        if (there := next((one for one in composing if one.draft_id == each.id), None)) is not None:
            there.sending.keeper.say_open()
            continue
        unused = next((one for one in composing if one.is_unused and one.isVisible()), None)
        windows.append(unused or open_blank())
        windows[-1].come_back(each)
    return tuple(windows)
