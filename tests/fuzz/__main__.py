"""Feeds the clients of both protocols what no server should say, and writes a report: `make fuzz`.

python -m tests.fuzz [smtp] [pop3] [--replies N] [--report FILE]
python -m tests.fuzz smtp|pop3 --again FILE

With atheris it is guided by what the code does with each conversation, without it by chance alone. What is
found stays in build/fuzz and is where the next run begins, beside tests/fuzz/corpus. A conversation that
breaks a promise is written there too, and `--again` plays it once more.
"""

import argparse
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.tally import Tally

PROTOCOLS = ("smtp", "pop3")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")


def main() -> int:
    """Fuzz what is asked for, one after the other; 1 where something came out that never may."""
    wanted = _arguments()
    if wanted.again is not None:
        again = _worker(wanted.protocols[0], "--again", str(wanted.again))
        return subprocess.run(again, check=False).returncode
    wanted.report.parent.mkdir(exist_ok=True)
    parts = ["# Fuzzed\n"]
    failed = False
    for protocol in wanted.protocols or PROTOCOLS:
        part, is_good = _fuzz(protocol, wanted.replies)
        failed = failed or not is_good
        parts.append(part)
        print(part, flush=True)
        wanted.report.write_text("\n".join(parts), encoding="utf-8")
    return int(failed)


def _fuzz(protocol: str, replies: int) -> tuple[str, bool]:
    folder = Path("build/fuzz") / protocol
    (folder / "found").mkdir(parents=True, exist_ok=True)
    log, result = folder / "log.txt", folder / "tally.json"
    result.unlink(missing_ok=True)
    began = time.monotonic()
    with log.open("w", encoding="utf-8") as output:
        command = _worker(protocol, "--replies", str(replies), "--folder", str(folder))
        code = subprocess.run(command, check=False, stdout=output, stderr=subprocess.STDOUT).returncode
    minutes = (time.monotonic() - began) / 60
    said = log.read_text(encoding="utf-8", errors="replace")
    if code or not result.exists():
        return f"## {protocol}\n\nBroken, see {log} and {folder}:\n\n{_end_of(said)}\n", False
    tally = Tally(**json.loads(result.read_text(encoding="utf-8")))
    text = tally.report(protocol, minutes, _guidance(said))
    return text, tally.is_flat


def _guidance(said: str) -> str:
    seen = _COVERED.findall(said)
    if not seen:
        return "by chance alone: atheris is not installed"
    edges, features, kept = seen[-1]
    return f"by atheris: {edges} edges and {features} features of protocols and network, {kept} inputs kept"


def _end_of(said: str) -> str:
    return "\n".join(f"    {line}" for line in said.splitlines()[-40:])


def _worker(protocol: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.fuzz.worker", protocol, *arguments]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("protocols", nargs="*", choices=[*PROTOCOLS, []], metavar="PROTOCOL")
    parser.add_argument("--replies", type=int, default=1_000_000, help="for each protocol (%(default)s)")
    parser.add_argument("--report", type=Path, default=Path("build/fuzz.md"), help="%(default)s")
    parser.add_argument("--again", type=Path, metavar="FILE", help="play one conversation again")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
