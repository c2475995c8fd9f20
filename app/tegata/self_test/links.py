"""Which program opens a clicked mail address, where the desktop says so."""

import shutil
import subprocess

from tegata.self_test.finding import Finding, State
from tegata.words.gettext import _

_ASK = ("query", "default", "x-scheme-handler/mailto")
_SECONDS = 3.0


def look() -> Finding:
    """Ask the desktop; another program than Tegata is its owner's choice, and no trouble."""
    program = _asked()
    if not program:
        return Finding(State.NOT_HERE, _("The desktop names no program for them."))
    state = State.OK if "tegata" in program.lower() else State.NOT_HERE
    words = _("They open with {program}").format(program=program.removesuffix(".desktop"))
    return Finding(state, words, figures={"program": program})


def _asked() -> str:
    """Return the name of the desktop entry; empty where nobody tells."""
    if (tool := shutil.which("xdg-mime")) is None:
        return ""
    try:
        ran = subprocess.run(  # noqa: S603 - the desktop's own tool
            [tool, *_ASK], capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return ran.stdout.strip()
