"""Sends letters of `letters.py` through one post office. Run as a script.

    python -m tests.real.sender CA_FILE FOLDER FIRST STOP

Prints a JSON object: the Message-ID of each number.
"""

import asyncio
import json
import sys
from pathlib import Path

from tegata.profile import Profile
from tests.real.letters import sample
from tests.real.office import NAME, annas_account, deliver, open_office, queue
from tests.real.traveller import SMTP


async def send(ca_file: str, folder: Path, numbers: range) -> dict[int, str]:
    """Send one after the other; return their Message-IDs."""
    identifiers = {}
    async with open_office(annas_account(SMTP, ca_file), Profile(folder / "profile")) as office:
        for number in numbers:
            queued = await queue(office, sample(number).draft(NAME, folder))
            await deliver(office, queued.parcel_id)
            identifiers[number] = queued.message_id
    return identifiers


if __name__ == "__main__":
    authority, place, first, stop = sys.argv[1:]
    print(json.dumps(asyncio.run(send(authority, Path(place), range(int(first), int(stop))))))
