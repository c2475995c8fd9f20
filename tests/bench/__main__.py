"""Runs the benchmark and writes its report: `make bench`, or a part of it with the names below.

python -m tests.bench [PART…] [--rtt MS] [--size MIB] [--report FILE]

`polling` simulates, and draws its plot beside the report; the README shows a copy of it.
"""

import argparse
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    aliveness,
    beside,
    bulk,
    causes,
    first_letter,
    full_outbox,
    polling,
    programs,
    report,
    report_beside,
    round_trips,
    start_up,
)
from tests.bench.clients import absent
from tests.bench.distance import far_away
from tests.bench.polling_plot import svg
from tests.journeys import screen
from tests.real.machine import missing

_MIB = 1024 * 1024


def _round_trips(wanted: argparse.Namespace) -> str:
    if (reason := missing()) is not None:
        return f"Left out: {reason}.\n"
    with far_away(wanted.rtt / 1000) as distance:
        return report.round_trips(list(round_trips.measure(distance)), distance.round_trip)


def _bulk(wanted: argparse.Namespace) -> str:
    return report.bulk(list(bulk.measure(wanted.size * _MIB)), wanted.size * _MIB)


def _window(wanted: argparse.Namespace) -> str:
    return report.aliveness(list(aliveness.measure(wanted.size * _MIB)))


def _many_letters(_wanted: argparse.Namespace) -> str:
    return report.many_letters(full_outbox.measure())


def _start_up(_wanted: argparse.Namespace) -> str:
    return report.start_up(start_up.measure())


def _beside(_wanted: argparse.Namespace) -> str:
    if lacking := screen.missing():
        return f"Left out: {', '.join(lacking)} are missing.\n"
    return report_beside.beside(beside.measure(), programs.left_out())


def _first_letter(_wanted: argparse.Namespace) -> str:
    if lacking := screen.missing():
        return f"Left out: {', '.join(lacking)} are missing.\n"
    return report_beside.first_letter(first_letter.measure())


def _on_disk(_wanted: argparse.Namespace) -> str:
    return report_beside.on_disk(programs.BUNDLE.parent, sorted(programs.BUNDLE.parent.parent.glob("*.deb")))


def _polling(wanted: argparse.Namespace) -> str:
    found = polling.simulate()
    drawing: Path = wanted.report.with_name("polling.svg")
    drawing.parent.mkdir(exist_ok=True)
    drawing.write_text(svg(found), encoding="utf-8")
    return f"{report.polling(found)}\nThe plot is in `{drawing}`.\n"


def _causes(_wanted: argparse.Namespace) -> str:
    return report.causes(causes.measure(), causes.unseen())


_PARTS: dict[str, tuple[str, Callable[[argparse.Namespace], str]]] = {
    "round-trips": ("Round trips", _round_trips),
    "bulk": ("A big attachment", _bulk),
    "window": ("The window while it goes out", _window),
    "many-letters": ("A full outbox", _many_letters),
    "start-up": ("Starting", _start_up),
    "beside": ("Beside other mailers", _beside),
    "first-letter": ("Memory and the first letter", _first_letter),
    "on-disk": ("On the disk", _on_disk),
    "polling": ("Checking on a timer, and a login when sending", _polling),
    "causes": ("What a refusal means", _causes),
}


def main() -> None:
    """Measure what is asked for, print it as it comes, and write the report."""
    wanted = _arguments()
    command = shlex.join(["python", "-m", "tests.bench", *sys.argv[1:]])
    lacking = ", ".join(absent()) or "none"
    parts = [f"# Measured\n\n{report.machine()}\n- command `{command}`\n- clients not installed: {lacking}\n"]
    print(parts[0], flush=True)
    for name in wanted.parts or _PARTS:
        title, measure = _PARTS[name]
        parts.append(f"## {title}\n\n{measure(wanted)}")
        print(parts[-1], flush=True)
        wanted.report.parent.mkdir(exist_ok=True)
        wanted.report.write_text("\n".join(parts), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []], metavar="PART", help=", ".join(_PARTS))
    parser.add_argument("--rtt", type=float, default=100, help="milliseconds there and back (%(default)s)")
    parser.add_argument("--size", type=int, default=100, help="the attachment's MiB (%(default)s)")
    parser.add_argument("--report", type=Path, default=Path("build/bench.md"), help="%(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    main()
