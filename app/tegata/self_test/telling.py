"""The self-test's findings as lines for people and as one object for programs."""

from collections.abc import Sequence
from typing import Any

from tegata.self_test.finding import Result, State
from tegata.words.gettext import _


def lines(result: Result) -> str:
    """Return a part's line, and a second one where there is something to do."""
    words = _state_words()
    width = max(map(len, words.values()))  # within a language, their letters are of one width
    said = _("{title}: {fact}").format(title=_(result.part.title), fact=result.finding.fact)
    line = f"{words[result.finding.state].ljust(width)}  {said}"
    return f"{line}\n  → {result.finding.advice}" if result.finding.advice else line


def verdict(results: Sequence[Result]) -> str:
    """Return what all the parts come to, in a sentence."""
    return {
        State.OK: _("All is well."),
        State.WARNING: _(
            "Tegata works here. Something could be better: see the lines that begin with an arrow."
        ),
        State.FAILED: _(
            "Something failed. The lines above hold no passwords and no addresses: they can be mailed."
        ),
    }[outcome(results)]


def outcome(results: Sequence[Result]) -> State:
    """Return the worst state; what is not here is no trouble."""
    states = {each.finding.state for each in results}
    return next((each for each in (State.FAILED, State.WARNING) if each in states), State.OK)


def as_object(results: Sequence[Result]) -> dict[str, Any]:
    """Return the object that `--json` prints."""
    return {"outcome": outcome(results).value, "parts": [_row(each) for each in results]}


def _row(result: Result) -> dict[str, Any]:
    finding = result.finding
    return {
        "part": result.part.name,
        "state": finding.state.value,
        "fact": finding.fact,
        "advice": finding.advice,
        "ms": result.ms,
        "figures": dict(finding.figures),
    }


def _state_words() -> dict[State, str]:
    return {
        State.OK: _("ok"),
        State.WARNING: _("warning"),
        State.FAILED: _("failed"),
        State.NOT_HERE: _("not here"),
    }
