"""Sends small letters with Tegata's delivery. Run as a script.

    python -m tests.bench.send_tegata ERRAND PROFILE NUMBER

`NUMBER` letters are queued first and then go out one right after the other, so that the later ones may find a
connection that is open. A profile that has been used before knows the servers.
"""

import asyncio
import sys
from pathlib import Path

from tegata.profile import Profile
from tests.bench.errand import Errand
from tests.bench.office import deliver, open_office, queue


async def send(errand: Errand, profile: Profile, number: int) -> None:
    """Send, and return when every letter is sent."""
    async with open_office(errand, profile) as office:
        await office.travels.moved()  # the servers of the benchmark forget their windows between two runs
        parcels = [await queue(office, errand) for _ in range(number)]
        for parcel in parcels:
            await deliver(office, parcel)


if __name__ == "__main__":
    asyncio.run(send(Errand.read(sys.argv[1]), Profile(Path(sys.argv[2])), int(sys.argv[3])))
