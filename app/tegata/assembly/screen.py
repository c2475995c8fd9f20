"""Whether there is a screen for a window, asked before Qt, which ends the process where there is none."""

import os
import sys


def has_screen() -> bool:
    """Whether a window can be shown; systems other than Linux always have a screen."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
