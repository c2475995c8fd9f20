"""What a run of the fuzzer has seen: how many replies, what came of them, and how much memory that took."""

import gc
import os
import resource
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_SAMPLES = 40
_WARM = 0.25
"""The part of a run in which caches may fill."""
_MAY_GROW = 5_000
"""Blocks: a leak of one for each hundred replies would be twice as much in a million."""


@dataclass
class Tally:
    """Counts until so many replies are `wanted`. `blocks` are Python's, `peak_mib` the process's."""

    wanted: int
    replies: int = 0
    runs: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    blocks: list[int] = field(default_factory=list)
    peak_mib: float = 0.0

    def add(self, replies: int, kind: str) -> None:
        """Count one conversation."""
        self.replies += replies
        self.runs += 1
        self.kinds[kind] += 1
        if self.replies >= self.wanted * (len(self.blocks) + 1) / _SAMPLES:
            gc.collect()
            self.blocks.append(sys.getallocatedblocks())
            self.peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    @property
    def is_complete(self) -> bool:
        return self.replies >= self.wanted

    @property
    def growth(self) -> int:
        """Blocks that came to stay after the beginning."""
        warm = self.blocks[int(len(self.blocks) * _WARM) :]
        return max(warm, default=0) - warm[0] if warm else 0

    @property
    def is_flat(self) -> bool:
        return self.growth <= _MAY_GROW

    def as_json(self) -> dict[str, Any]:
        return dict(vars(self))

    def report(self, protocol: str, minutes: float, guidance: str) -> str:
        """Return a part of the report, in Markdown."""
        kinds = "\n".join(f"| {kind} | {count:,} |" for kind, count in Counter(self.kinds).most_common())
        verdict = "flat" if self.is_flat else "NOT flat"
        return (
            f"## {protocol}\n\n"
            f"- {self.replies:,} replies in {self.runs:,} conversations, each cut in three ways, "
            f"in {minutes:.1f} minutes\n"
            f"- guided {guidance}\n"
            f"- memory {verdict}: {self.growth:+,} blocks of Python's after the first quarter "
            f"({self.blocks[-1] if self.blocks else 0:,} at the end), {self.peak_mib:.0f} MiB at most\n"
            f"- Python {sys.version.split()[0]} on {os.uname().sysname}\n\n"
            f"| what came of it | conversations |\n|---|---|\n{kinds}\n"
        )
