"""How long an upload still takes, once it has been watched for a while; and whether it moves at all."""

from datetime import timedelta

_LEAST = timedelta(seconds=2)  # less than this says nothing about a line
_ROUNDING = 5  # seconds: more precision would only flicker
_STANDSTILL = timedelta(seconds=15)  # a slow line's buffers are emptied by bursts with pauses between


class UploadClock:
    """Told how far it has got, it reckons by the mean speed since the first octet left."""

    def __init__(self) -> None:
        self._began: timedelta | None = None
        self._first = 0
        self._furthest = 0
        self._moved: timedelta | None = None

    def left(self, sent: int, total: int, now: timedelta) -> int | None:
        """Return the seconds left, rounded up to fives; None while too little is known."""
        if self._moved is None or sent > self._furthest:
            self._furthest, self._moved = sent, now
        if self._began is None:
            if sent:
                self._began, self._first = now, sent
            return None
        watched = now - self._began
        done = sent - self._first
        if watched < _LEAST or done <= 0 or sent >= total:
            return None
        seconds = watched.total_seconds() * (total - sent) / done
        return max(_ROUNDING, -(-round(seconds) // _ROUNDING) * _ROUNDING)

    def still(self, now: timedelta) -> timedelta | None:
        """Return for how long nothing has left; None while that may be a pause as any other."""
        stood = now - self._moved if self._moved is not None else timedelta(0)
        return stood if stood >= _STANDSTILL else None
