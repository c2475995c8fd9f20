"""Whether the window stays alive while a big letter goes out. Run as a script: ERRAND FILE PROFILE.

The whole program is built with its window up, offscreen. A timer of 5 ms ticks in its loop; its longest gap
is taken while nothing happens and while a letter with the attachment is sent; then another is cancelled.
What it prints is a JSON object of seconds; `cancelled_at` is a time of the monotonic clock.
"""

import asyncio
import json
import sys
import time
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from tegata.accounts.accounts_file import save_account
from tegata.assembly.front import Front
from tegata.assembly.living import live
from tegata.assembly.opening import front
from tegata.delivery.notices import Progress, Queued
from tegata.delivery.verbs import Verbs
from tegata.gui.first_paint import paint_first
from tegata.gui.loop import run_gui
from tegata.mail.draft import Attachment, Draft
from tegata.profile import Profile
from tegata.store.parcel import ParcelState
from tegata.tasks import spawn
from tests.bench.errand import Errand
from tests.bench.office import account_of
from tests.bench.pulse import Pulse
from tests.real.office import NAME

_IDLE_SECONDS = 2.0
_CANCEL_AFTER = 0.3
"""Of the letter."""


@dataclass(slots=True)
class Watching:
    """Drives the program like a user, and watches the pulse."""

    verbs: Verbs
    errand: Errand
    attachment: Path

    async def run(self) -> dict[str, float]:
        """Idle, send, cancel."""
        pulse = Pulse()
        await self._sent(big=False)
        pulse.take()
        await asyncio.sleep(_IDLE_SECONDS)
        idle = pulse.take()
        began = time.monotonic()
        await self._sent(big=True)
        seconds, sending = time.monotonic() - began, pulse.take()
        cancelled_at, stopped = await self._cancelled()
        return {
            "idle_gap": idle,
            "sending_gap": sending,
            "sending_seconds": seconds,
            "cancelled_at": cancelled_at,
            "cancel": stopped - cancelled_at,
        }

    async def _queue(self, *, big: bool) -> int:
        attachment = Attachment(self.attachment, self.attachment.name, "application/octet-stream")
        draft = Draft(
            NAME,
            to=tuple(self.errand.recipients),
            subject="The moon",
            body="It was seen.\n",
            attachments=(attachment,) if big else (),
        )
        queued = await self.verbs.send(draft)
        assert isinstance(queued, Queued), queued
        return queued.parcel_id

    async def _sent(self, *, big: bool) -> None:
        changes = self.verbs.changes()
        parcel = await self._queue(big=big)
        while await self._state(parcel) is not ParcelState.SENT:
            await anext(changes)

    async def _cancelled(self) -> tuple[float, float]:
        """Return when Cancel was pressed, and when the letter had stopped; it must not be delivered then."""
        changes = self.verbs.changes()
        parcel = await self._queue(big=True)
        async for change in changes:
            if isinstance(change, Progress) and change.sent > change.total * _CANCEL_AFTER > 0:
                break
        began = time.monotonic()
        assert await self.verbs.cancel(parcel), "too late to cancel"
        while await self._state(parcel) is ParcelState.SENDING:
            await anext(changes)
        return began, time.monotonic()

    async def _state(self, parcel_id: int) -> ParcelState:
        parcel = await self.verbs.parcel(parcel_id)
        assert parcel is not None
        return parcel.state


def run(errand: Errand, attachment: Path, directory: Path) -> dict[str, float]:
    """Build the program, watch it, and end it."""
    profile = Profile(directory)
    profile.prepare()
    save_account(profile.accounts_file, account_of(errand))
    arguments = Namespace(practice=False, mailto=None, check=False, profile=directory, verbose=False)
    built = front(arguments, profile, profile.try_lock())
    paint_first(built.app)
    found: dict[str, float] = {}
    watching = Watching(built.verbs, errand, attachment)
    run_gui(built.app, lambda quit_wanted: _watch(built, quit_wanted, watching, found))
    return found


async def _watch(
    built: Front, quit_wanted: asyncio.Event, watching: Watching, found: dict[str, float]
) -> int:
    living = spawn(live(built, quit_wanted), "live")
    found |= await watching.run()
    quit_wanted.set()
    await living
    return 0


if __name__ == "__main__":
    print(json.dumps(run(Errand.read(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))))
