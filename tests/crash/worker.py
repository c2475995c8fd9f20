"""Plays a share of all mishaps and writes a line for each. Run as a script.

python -m tests.crash.worker kills|refusals --scenarios A,B --share 0/2 --every 4 [--spoil NAME]
"""

import argparse
import signal
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.crash import course
from tests.crash.controls import CONTROLS, quicken
from tests.crash.mishaps import Kill, Listening, Mode, Refusal
from tests.crash.result import Result
from tests.crash.stage import PATIENCE, Played, Stage
from tests.crash.told import untold

_SHORT = 0.8
"""Seconds given to a process on a disk that refuses for good: what is not done then would wait for ever."""


def main() -> None:
    """Play the share."""
    wanted = _arguments()
    spoil = CONTROLS[wanted.spoil].spoil if wanted.spoil else quicken
    memory = Path("/dev/shm")  # noqa: S108 - nothing here is to survive a power cut, and a disk only takes longer
    with tempfile.TemporaryDirectory(
        prefix="tegata-crash-", dir=memory if memory.is_dir() else None
    ) as place:
        stage = Stage(Path(place), spoil)
        names = wanted.scenarios.split(",") if wanted.scenarios else course.NAMES[wanted.kind]
        stage.rehearse(names)
        for name in names:
            for result in _play(stage, name, wanted):
                print(result.as_line(), flush=True)
        stage.close()


def _play(stage: Stage, name: str, wanted: argparse.Namespace) -> Iterator[Result]:
    heard = Listening(str(stage.profile))
    stage.play(name, heard)
    if wanted.kind == "kills":
        mishaps: Sequence[Kill | Refusal] = course.kills(heard)
    else:
        mishaps = course.refusals(heard, [Mode[name] for name in wanted.modes.split(",")])
    share, of = map(int, wanted.share.split("/"))
    for mishap in mishaps[share * wanted.every :: of * wanted.every]:
        yield _result(name, mishap, stage)


def _result(name: str, mishap: Kill | Refusal, stage: Stage) -> Result:
    for_good = isinstance(mishap, Refusal) and mishap.mode is Mode.ON
    played = stage.play(name, mishap, _SHORT if for_good else PATIENCE)
    against = () if for_good else played.verdict.in_doubt
    faults = {
        "lost": list(played.verdict.lost),
        "doubled": [*played.verdict.doubled, *(f"{each}: queued against our word" for each in against)],
        "broken": [*played.verdict.broken, *_broken(played, mishap)],
        "untold": list(untold(played.said, mishap)) if isinstance(mishap, Refusal) else [],
    }
    return Result(
        name,
        str(mishap),
        mishap.at,
        bool(mishap.at),
        faults,
        played.verdict.shown,
        played.verdict.shown_falsely,
        len(played.verdict.in_doubt) - len(against),
        played.errors[-2000:] if any(faults.values()) else "",
    )


def _broken(played: Played, mishap: Kill | Refusal) -> Iterator[str]:
    """A process may end by what is done to it, and otherwise only as its story ends."""
    ways = {0}
    if isinstance(mishap, Kill) and mishap.at:
        ways = {-signal.SIGKILL}
    elif isinstance(mishap, Refusal) and mishap.mode is Mode.ON:
        ways = {0, -signal.SIGALRM}
    elif isinstance(mishap, Refusal) and mishap.mode is Mode.THEN_KILLED:
        ways = {0, -signal.SIGKILL}
    if played.ended.status not in ways:
        yield f"ended with {played.ended.status}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash.worker", description=__doc__)
    parser.add_argument("kind", choices=("kills", "refusals"))
    parser.add_argument("--scenarios", default="", help="names with commas between them; all without")
    parser.add_argument("--modes", default=",".join(Mode.__members__), help="of refusals (%(default)s)")
    parser.add_argument("--share", default="0/1", help="which of how many shares")
    parser.add_argument("--every", type=int, default=1, help="one mishap out of so many")
    parser.add_argument("--spoil", choices=CONTROLS, help="what to spoil")
    return parser.parse_args()


if __name__ == "__main__":
    main()
