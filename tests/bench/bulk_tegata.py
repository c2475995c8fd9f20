"""Sends an attachment with Tegata, and prints what each half of that cost. A script: ERRAND FILE PROFILE.

The first line printed is a JSON object: seconds and seconds of the processor for queueing (the letter is on
disk then, and safe) and for delivering, and how many octets the peak of the memory lay above its idle state.
"""

import asyncio
import json
import re
import sys
import time
from pathlib import Path

from tegata.mail.draft import Attachment
from tegata.profile import Profile
from tests.bench.errand import Errand
from tests.bench.office import deliver, open_office, queue

_PEAK_IS_NOW = "5"  # proc_pid_clear_refs(5): makes the present size of the memory its peak


async def send(errand: Errand, attachment: Path, profile: Profile) -> dict[str, float]:
    """Send a small letter first, so that all that is imported on first use is there, and then the big one."""
    big = Attachment(attachment, attachment.name, "application/octet-stream")
    async with open_office(errand, profile) as office:
        await deliver(office, await queue(office, errand))
        Path("/proc/self/clear_refs").write_text(_PEAK_IS_NOW)
        idle = _memory("VmRSS")
        began, worked = time.monotonic(), time.process_time()
        parcel = await queue(office, errand, big)
        queued, queueing = time.monotonic(), time.process_time()
        await deliver(office, parcel)
        delivered, delivering = time.monotonic(), time.process_time()
        return {
            "queue_seconds": queued - began,
            "queue_cpu": queueing - worked,
            "deliver_seconds": delivered - queued,
            "deliver_cpu": delivering - queueing,
            "above_idle": _memory("VmHWM") - idle,
            "idle": idle,
        }


def _memory(what: str) -> int:
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) * 1024


if __name__ == "__main__":
    paths = [Path(each) for each in sys.argv[2:]]
    print(json.dumps(asyncio.run(send(Errand.read(sys.argv[1]), paths[0], Profile(paths[1])))))
