"""What came of each scenario on the real servers, as a table: only what was asserted, and as it was counted.

    scene("Postfix, a live map", first, second, arrived=2, logins=1)

`arrived` is counted at the mail exchanger, logins inside Dovecot. The table is written by `conftest` when the
tests end; nobody types it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.real.bed import Bed
from tests.real.traveller import Sent

_HEAD = """\
# Scenarios on real servers

Written by `tests/real`. Each line is what one test saw: letters as counted at the mail exchanger, each
Message-ID once; POP logins as counted inside Dovecot; and for each try how it ended, the cause that was
named to the user, and the steps that were shown.

{made_of}

| scenario | letters | arrived | POP logins | not let in | what the user was told | steps |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """One row. `told` is what the user saw beside causes and steps."""

    name: str
    tries: tuple[Sent, ...]
    arrived: int
    logins: int
    not_let_in: int
    told: str

    def row(self) -> str:
        """Return it as a line of the table."""
        letters = len({sent.message_id for sent in self.tries})
        told = "<br>".join([*(_ended(sent) for sent in self.tries), *([self.told] if self.told else [])])
        steps = "<br>".join(", ".join(sent.steps) or "–" for sent in self.tries)
        figures = (letters, self.arrived, self.logins, self.not_let_in)
        return f"| {' | '.join(map(str, (self.name, *figures, told, steps)))} |\n"


@dataclass(slots=True)
class Scenes:
    """The rows of this run. `made_of` says which servers they were seen on."""

    made_of: str = ""
    _rows: list[Scene] = field(default_factory=list)

    def add(self, scene: Scene) -> None:
        self._rows.append(scene)

    def write(self, path: Path) -> None:
        """Write the table, if there is anything to write."""
        if self._rows:
            path.parent.mkdir(exist_ok=True)
            path.write_text(_HEAD.format(made_of=self.made_of) + "".join(each.row() for each in self._rows))


@dataclass(frozen=True, slots=True)
class Stage:
    """Holds a scenario against what the bed has counted, and keeps it for the table."""

    bed: Bed
    scenes: Scenes

    def __call__(
        self, name: str, *tries: Sent, arrived: int, logins: int, not_let_in: int = 0, told: str = ""
    ) -> None:
        """Every letter that was called sent has arrived once, no other has, and so many logins were made."""
        sent = sorted(_sent(tries))
        there = sorted(letter.message_id for letter in self.bed.all_arrived(arrived))
        assert there == sent
        seen = (len(there), len(self.bed.logins()), self.bed.not_let_in())
        assert seen == (arrived, logins, not_let_in)
        self.scenes.add(Scene(name, tries, *seen, told))


def _sent(tries: Sequence[Sent]) -> set[str]:
    return {sent.message_id for sent in tries if sent.outcome == "sent"}


def _ended(sent: Sent) -> str:
    return f"{sent.outcome}: {sent.cause}" if sent.cause else f"{sent.outcome}"
