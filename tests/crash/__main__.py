"""Kills Tegata at every system call, has the disk refuse every call that writes, and reports: `make crash`.

Then it cuts the power, makes up lives in simulated time, and sends letters over a bad network; each of these
can be run by itself, with options of its own.

python -m tests.crash [PART ...] [--every N] [--refusals-every N] [--report FILE]

A mail server of the judge's own counts what it has accepted; Tegata's database is not asked. Linux; refusals
need x86-64.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from tests.crash import report
from tests.crash.controls import CONTROLS
from tests.crash.result import Result, Tally, read_results
from tests.crash.tracer import can_fail_calls, can_trace

_BY_THEMSELVES = {
    "power": "tests.crash.power",
    "lives": "tests.crash.life",
    "network": "tests.crash.bad_network",
}
PARTS = ("kills", "refusals", "controls", *_BY_THEMSELVES)
_CONTROL_EVERY = {"kills": 2, "refusals": 8}


def main() -> int:
    """Do what is asked for and write the report; 1 where something is wrong, or a control was not seen."""
    wanted = _arguments()
    parts = wanted.parts or PARTS
    if not can_trace:
        print("System calls can be followed on Linux only.")
        return 1
    wanted.report.parent.mkdir(exist_ok=True)
    written = [report.heading()]
    is_good = True
    for part in PARTS:
        if part in parts:
            text, good = _part(part, wanted)
            is_good = is_good and good
            print(text, flush=True)
            written.append(text)
            wanted.report.write_text("\n".join(written), encoding="utf-8")
    return int(not is_good)


def _part(part: str, wanted: argparse.Namespace) -> tuple[str, bool]:
    if part in _BY_THEMSELVES:
        command = [sys.executable, "-m", _BY_THEMSELVES[part]]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        return done.stdout, done.returncode == 0
    if part != "kills" and not can_fail_calls:
        return "Refusals of the disk are left out: making a call fail is written for x86-64.\n", True
    began = time.monotonic()
    if part == "controls":
        tallies = {name: _control(name, wanted.jobs) for name in CONTROLS}
        seen = all(tally.faults[CONTROLS[name].seen_as] for name, tally in tallies.items())
        return report.of_controls(tallies, time.monotonic() - began), seen
    every = wanted.every if part == "kills" else wanted.refusals_every
    results = _play([part, "--every", str(every)], wanted.jobs)
    text = report.of_kills if part == "kills" else report.of_refusals
    return text(results, time.monotonic() - began), Tally.of(results).is_good


def _control(name: str, jobs: int) -> Tally:
    control = CONTROLS[name]
    every = str(_CONTROL_EVERY[control.kind])
    words = [control.kind, "--spoil", name, "--scenarios", control.scenario, "--every", every]
    return Tally.of(_play(words, jobs))


def _play(words: Sequence[str], jobs: int) -> list[Result]:
    """Have workers play their shares side by side. Raises CalledProcessError where one broke down."""
    command = [sys.executable, "-m", "tests.crash.worker", *words]
    with ExitStack() as stack:
        outputs = [stack.enter_context(TemporaryFile("w+")) for _ in range(jobs)]
        workers = [
            subprocess.Popen([*command, "--share", f"{share}/{jobs}"], stdout=output)
            for share, output in enumerate(outputs)
        ]
        for worker in workers:
            if worker.wait():
                raise subprocess.CalledProcessError(worker.returncode, command)
        for output in outputs:
            output.seek(0)
        return [result for output in outputs for result in read_results(output)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument(
        "--every", type=int, default=1, help="one call out of so many is killed (%(default)s)"
    )
    parser.add_argument("--refusals-every", type=int, default=4, help="the same for refusals (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="so many at once (%(default)s)")
    parser.add_argument("--report", type=Path, default=Path("build/crash.md"), help="%(default)s")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
