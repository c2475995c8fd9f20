"""How far the letters on their way have got: heard from the start, for who shows it may come later."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from tegata.delivery.notices import Change, ParcelChanged, Progress, Stage
from tegata.gui.upload_clock import UploadClock


@dataclass(slots=True)
class _Upload:
    progress: Progress
    clock: UploadClock = field(default_factory=UploadClock)


class Uploads:
    """Remembers the newest progress of each letter. `now` is a monotonic clock, in seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._under_way: dict[int, _Upload] = {}

    def hear(self, change: Change) -> None:
        """Take in a change; to hear the same one twice does no harm."""
        match change:
            case Progress(parcel_id=number):
                if Stage.SENDING not in change.stages:  # a new line begins with the first octet
                    self._under_way.pop(number, None)
                self._under_way.setdefault(number, _Upload(change)).progress = change
                self.left(number)
            case ParcelChanged(parcel_id=number):
                self._under_way.pop(number, None)  # another state, or another try
            case _:
                pass

    def progress(self, parcel_id: int) -> Progress | None:
        """Return how far a letter has got since it last changed its state."""
        upload = self._under_way.get(parcel_id)
        return upload.progress if upload is not None else None

    def left(self, parcel_id: int) -> timedelta | None:
        """Return how long its upload still takes; None while too little is known."""
        upload = self._under_way.get(parcel_id)
        if upload is None:
            return None
        seconds = upload.clock.left(upload.progress.sent, upload.progress.total, self._time())
        return timedelta(seconds=seconds) if seconds is not None else None

    def still(self, parcel_id: int) -> timedelta | None:
        """Return for how long nothing of it has left, where that is too long for a pause."""
        upload = self._under_way.get(parcel_id)
        return upload.clock.still(self._time()) if upload is not None else None

    def _time(self) -> timedelta:
        return timedelta(seconds=self._now())
