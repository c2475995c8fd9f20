"""Keeps out of the report who uses this computer, so that it can be mailed to somebody."""

import getpass
import re
from pathlib import Path

from tegata.self_test.finding import Finding


def discreet(finding: Finding) -> Finding:
    """Return the finding with `~` for the home directory, and `…` where a path names the user."""
    figures = {key: _text(each) if isinstance(each, str) else each for key, each in finding.figures.items()}
    return Finding(finding.state, _text(finding.fact), _text(finding.advice), figures)


def _text(text: str) -> str:
    for home in sorted({str(Path.home()), str(Path.home().resolve())}, key=len, reverse=True):
        text = re.sub(rf"{re.escape(home)}(?![\w.-])", "~", text)
    user = re.escape(_user())
    return re.sub(rf"(?<=[/\\]){user}(?![\w.-])", "…", text) if user else text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name: a container, say
        return ""
