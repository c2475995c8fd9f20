"""How long a check waits: somebody is looking on, and a blocked port answers to no patience."""

from dataclasses import dataclass, replace

from tegata.delivery.tools import Tools
from tegata.network.patience import Patience
from tegata.protocols.outcome import Phase

_MOST = {Phase.RESOLVE: 10.0, Phase.CONNECT: 10.0, Phase.TLS: 20.0}
_MOST_ELSEWHERE = 60.0


@dataclass(frozen=True, slots=True)
class CheckPatience(Patience):
    """The time limits of a line while somebody waits for the verdict: four SYNs go out in ten seconds."""

    def seconds(self, phase: Phase) -> float:
        """See `Patience`."""
        allowed = Patience.seconds(self, phase)
        return allowed if self.whole_reply else min(allowed, _MOST.get(phase, _MOST_ELSEWHERE))


def while_somebody_waits(tools: Tools) -> Tools:
    """Return the same tools with the patience of a check; a patience that was asked for stays."""
    return replace(tools, patience=CheckPatience(tools.patience.whole_reply))
