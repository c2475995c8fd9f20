"""How long an upload still takes, once it has been watched for a while."""

from datetime import timedelta

_LEAST = timedelta(seconds=2)  # less than this says nothing about a line
_ROUNDING = 5  # seconds: more precision would only flicker


class UploadClock:
    """Told how far it has got, it reckons by the mean speed since the first octet left."""

    def __init__(self) -> None:
        self._began: timedelta | None = None
        self._first = 0

    def left(self, sent: int, total: int, now: timedelta) -> int | None:
        """Return the seconds left, rounded up to fives; None while too little is known."""
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
