"""The report of `make crash`, in Markdown."""

import os
import sqlite3
import sys
from collections.abc import Iterable, Mapping

from tests.crash.controls import CONTROLS
from tests.crash.result import Result, Tally

_KINDS = ("lost", "doubled", "broken", "untold")
_SHOWN_FAULTS = 20


def heading() -> str:
    """Return what was tried, and on what."""
    return (
        "# Killed, and refused by the disk\n\n"
        "Accepted letters are counted by the mail server. After each mishap a fresh process opens the\n"
        "profile, and everything is tried that may be tried without an answer.\n\n"
        f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}, Linux {os.uname().release}\n"
    )


def of_kills(results: list[Result], seconds: float) -> str:
    """Return the part on SIGKILL."""
    by_scenario = {name: _of(results, name) for name in dict.fromkeys(each.scenario for each in results)}
    rows = [
        _row(name, tally, f"{tally.shown} | {tally.shown_falsely}")
        for name, tally in (by_scenario | {"**all**": Tally.of(results)}).items()
    ]
    head = _table("scenario", "kills", *_KINDS[:3], "perhaps shown", "of these not accepted")
    table = head + "".join(rows)
    return f"## SIGKILL at a system call\n\n{_pace(results, seconds)}\n\n{table}\n{_faults(results)}"


def of_refusals(results: list[Result], seconds: float) -> str:
    """Return the part on disks that refuse."""
    rows = []
    for title in ("scenario", "mishap"):
        groups: dict[str, list[Result]] = {}
        for result in results:
            groups.setdefault(getattr(result, title), []).append(result)
        rows.append(_table(title, "refusals", *_KINDS))
        rows += [_row(name, Tally.of(group), untold=True) for name, group in groups.items()]
        rows.append("\n")
    rows.insert(-1, _row("**all**", Tally.of(results), untold=True))
    text = f"## A disk that refuses\n\n{_pace(results, seconds)}\n\n{''.join(rows)}{_faults(results)}"
    return f"{text}{_in_doubt(Tally.of(results).in_doubt)}"


def _in_doubt(letters: int) -> str:
    return (
        f"\n{letters} letters were there although the user was told that they are not queued: they were\n"
        "whole in the write-ahead log and could not be made fast, and nothing could be written over them,\n"
        "since the disk refused everything until the process ended.\n"
    )


def of_controls(tallies: Mapping[str, Tally], seconds: float) -> str:
    """Return the part on what must be seen."""
    rows = [_control(name, tally) for name, tally in tallies.items()]
    head = _table("spoiled", "scenario", "mishaps", "must show as", "times", "verdict")
    return f"## Spoiled, to show that it would be seen\n\nIn {seconds:.0f} s.\n\n{head}{''.join(rows)}"


def _control(name: str, tally: Tally) -> str:
    control = CONTROLS[name]
    times = tally.faults[control.seen_as]
    verdict = "red" if times else "NOT SEEN"
    return f"| {name} | {control.scenario} | {tally.points} | {control.seen_as} | {times} | {verdict} |\n"


def _of(results: Iterable[Result], scenario: str) -> Tally:
    return Tally.of(each for each in results if each.scenario == scenario)


def _table(*columns: str) -> str:
    return f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"


def _row(name: str, tally: Tally, more: str = "", *, untold: bool = False) -> str:
    kinds = _KINDS if untold else _KINDS[:3]
    counts = " | ".join(str(tally.faults[kind]) for kind in kinds)
    return (
        f"| {name} | {tally.points} | {counts} | {more} |\n"
        if more
        else f"| {name} | {tally.points} | {counts} |\n"
    )


def _pace(results: list[Result], seconds: float) -> str:
    return f"{len(results):,} mishaps in {seconds:.0f} s, {len(results) / seconds:.1f} a second."


def _faults(results: list[Result]) -> str:
    worst = Tally.of(results).worst
    lines = [
        f"- {each.scenario}, {each.mishap} at `{each.at}`: "
        f"{'; '.join(fault for faults in each.faults.values() for fault in faults)}\n"
        for each in worst[:_SHOWN_FAULTS]
    ]
    return "".join(lines) + (
        f"- and {len(worst) - _SHOWN_FAULTS} more\n" if len(worst) > _SHOWN_FAULTS else ""
    )
