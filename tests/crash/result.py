"""What came of one mishap, as the workers write it down, and what all of them add up to."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    """One mishap. `faults` are by kind (lost, doubled, broken, untold); `happened`: it came to it at all.

    `in_doubt`: letters that are there although the user was told, by a disk that refuses for good, that they
    are not queued.
    """

    scenario: str
    mishap: str
    at: str
    happened: bool
    faults: dict[str, list[str]] = field(default_factory=dict)
    shown: int = 0
    shown_falsely: int = 0
    in_doubt: int = 0
    errors: str = ""

    def as_line(self) -> str:
        """Return one line of JSON."""
        return json.dumps(asdict(self))


def read_results(lines: Iterable[str]) -> list[Result]:
    """Return the results again."""
    return [Result(**json.loads(line)) for line in lines]


@dataclass
class Tally:
    """Sums of results. `faults` counts mishaps by the kind of their faults."""

    points: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    shown: int = 0
    shown_falsely: int = 0
    in_doubt: int = 0
    worst: list[Result] = field(default_factory=list)

    @classmethod
    def of(cls, results: Iterable[Result]) -> "Tally":
        """Add up those that happened."""
        tally = cls()
        for result in results:
            tally._add(result)
        return tally

    def _add(self, result: Result) -> None:
        self.points += result.happened
        self.shown += result.shown
        self.shown_falsely += result.shown_falsely
        self.in_doubt += result.in_doubt
        bad = [kind for kind, faults in result.faults.items() if faults]
        self.faults.update(bad)
        if bad:
            self.worst.append(result)

    @property
    def is_good(self) -> bool:
        """Nothing was lost, doubled, broken or left unsaid, and half of the perhapses at least were true."""
        return not self.faults.total() and self.shown_falsely * 2 <= self.shown
