"""How this very Tegata is started once more."""

import sys


def own_command() -> list[str]:
    """Return the words that start it: in a bundle the executable is the program, else Python runs it.

    Without -P Python would import what lies in the folder in which the first one was started.
    """
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "tegata"]
