"""Which Tegata this is, on what it runs."""

import platform
import sys

from tegata import __version__
from tegata.self_test.finding import Figure, Finding, State
from tegata.words.gettext import _


def look() -> Finding:
    """Name the versions; there is nothing to fail."""
    bundled = bool(getattr(sys, "frozen", False))
    python = platform.python_version()
    facts = (
        f"Tegata {__version__}",
        _("Python {version} in the bundle").format(version=python) if bundled else f"Python {python}",
        _system(),
        platform.machine(),
    )
    figures: dict[str, Figure] = {
        "version": __version__,
        "python": python,
        "bundled": bundled,
        "system": _system(),
        "kernel": platform.release(),
        "machine": platform.machine(),
    }
    return Finding(State.OK, ", ".join(facts), figures=figures)


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):  # not Linux, or one that does not say
        return f"{platform.system()} {platform.release()}".strip()
