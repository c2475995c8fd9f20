"""How long to wait for one whole reply, by phase (RFC 5321 section 4.5.3.2)."""

from dataclasses import dataclass
from datetime import timedelta

from tegata.protocols.outcome import Phase

_MINUTES = {
    Phase.RESOLVE: 0.5,
    Phase.CONNECT: 1.0,
    Phase.TLS: 2.0,
    Phase.GREETING: 5.0,
    Phase.EHLO: 5.0,
    Phase.AUTH: 5.0,
    Phase.MAIL: 5.0,
    Phase.RCPT: 5.0,
    Phase.DATA: 3.0,  # for 354, and the longest standstill of the upload
    Phase.FINAL: 10.0,  # shorter, and the letter arrives although we took it for lost
    Phase.POP: 2.0,
    Phase.QUIT: 0.1,
}


@dataclass(frozen=True, slots=True)
class Patience:
    """The time limits of one line. `whole_reply`, if set, is the limit in every phase instead."""

    whole_reply: timedelta | None = None

    def seconds(self, phase: Phase) -> float:
        """Return the limit for one reply, for one attempt to connect, or for one standstill of the upload."""
        if self.whole_reply is not None:
            return self.whole_reply.total_seconds()
        return _MINUTES[phase] * 60
