"""What a client is told to send, as it crosses from the benchmark to the client's process."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from tests.bench.scenarios import Scenario
from tests.real.dovecot import PASSWORD as PASSWORD  # noqa: PLC0414 - the clients need it
from tests.real.dovecot import USER as USER  # noqa: PLC0414
from tests.real.traveller import ADDRESS, Entrance

LETTER = (
    b"From: Anna <anna@provider-a.example>\r\nTo: Reader <reader-0@elsewhere.example>\r\n"
    b"Subject: The moon\r\nDate: Tue, 24 Nov 2026 06:00:00 +0000\r\n\r\n"
    + b"It was seen over Tsukigata.\r\n"
    * 8
)


@dataclass(frozen=True, slots=True)
class Errand:
    """One letter to so many recipients. `ca_file` is the authority behind the servers' certificates."""

    smtp: Entrance
    pop: Entrance | None
    auth: bool
    recipients: list[str]
    ca_file: str
    sender: str = ADDRESS

    @classmethod
    def to(cls, scenario: Scenario, recipients: int, ca_file: Path) -> Self:
        """Make the errand of a scenario."""
        return cls(scenario.smtp, scenario.pop, scenario.auth, scenario.recipients(recipients), str(ca_file))

    def write(self) -> str:
        """Return it as one argument of a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `write` wrote."""
        fields = json.loads(text)
        pop = fields.pop("pop")
        return cls(smtp=Entrance(**fields.pop("smtp")), pop=Entrance(**pop) if pop else None, **fields)
