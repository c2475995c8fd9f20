"""The mail exchanger of elsewhere.example: accepts every letter and keeps it as a file. Run as a script.

    python sink.py FOLDER ADDRESS

Each letter becomes `FOLDER/NUMBER.json`, complete from the moment it has that name.
"""

import asyncio
import json
import sys
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


# No slots: aiosmtpd looks at every member, and Python 3.11.2 stumbles over a slotted one.
@dataclass
class Keeper:
    """Writes letters down in the order they came."""

    folder: Path
    numbers: "count[int]" = field(default_factory=count)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        letter = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "content": content.decode("latin-1"),
        }
        number = next(self.numbers)
        unfinished = self.folder / f"{number}.part"
        unfinished.write_text(json.dumps(letter))
        unfinished.rename(self.folder / f"{number:06}.json")
        return "250 2.0.0 Ok: kept"


async def serve(folder: Path, address: str) -> None:
    """Serve on port 25 until the process is ended."""
    keeper = Keeper(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(keeper, hostname="mx.elsewhere.example", loop=loop), address, 25
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
