"""How this very Tegata is started once more."""

import sys


def own_command() -> list[str]:
    """Return the words that start it: in a bundle the executable is the program, else Python runs it."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "tegata"]
