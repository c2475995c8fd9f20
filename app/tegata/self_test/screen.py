"""Whether Qt starts, in a process of its own: where it cannot, it ends the process that tried."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tegata.cli.own_command import own_command
from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _, language, ngettext

_SECONDS = 9.0
_LINES = 3
"""How much of Qt's complaint is shown: what is missing comes first."""


def look_without() -> Finding:
    """Start Qt on no screen at all, which always has to work; see whether it has fonts."""
    found = _start({**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if isinstance(found, Finding):
        return found
    families = int(found["families"])
    words = ngettext("Qt {version}, {n} font family", "Qt {version}, {n} font families", families)
    fact = words.format(version=found["qt"], n=families)
    if language() == "ja" and not found["japanese_font"]:
        advice = _("Install a font with Japanese letters, such as Noto Sans CJK.")
        return Finding(State.WARNING, fact, advice, found)
    return Finding(State.OK, fact, figures=found)


def look() -> Finding:
    """Start Qt on this computer's screen, without showing anything."""
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY"))):
        words = _(
            "No screen: neither DISPLAY nor WAYLAND_DISPLAY is set. The commands for the terminal work."
        )
        return Finding(State.NOT_HERE, words)
    found = _start(os.environ)
    if isinstance(found, Finding):
        return found
    words = _("{platform}, {width} × {height} at {ratio:.0%}")
    return Finding(State.OK, words.format(**found), figures=found)


def _start(environment: Mapping[str, str]) -> dict[str, Any] | Finding:
    command = [*own_command(), "--try-screen"]
    try:
        ran = subprocess.run(  # noqa: S603 - this program itself
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding(State.FAILED, _("No answer within {n} seconds.").format(n=f"{_SECONDS:.0f}"))
    if ran.returncode != 0:
        return _ended(ran.returncode, ran.stderr)
    seen: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return seen


def _ended(status: int, complaint: str) -> Finding:
    said = [line.strip() for line in complaint.splitlines() if line.strip()]
    shown = said[-1:] if any(line.startswith("Traceback") for line in said) else said[:_LINES]
    words = _("Qt could not start (status {status}): {complaint}")
    advice = _("Install what is missing. The commands for the terminal work without it.")
    return Finding(
        State.FAILED, words.format(status=status, complaint=" ".join(shown)), advice, {"status": status}
    )
