"""Moments as the database keeps them: ISO 8601 in UTC, all of one length, so that text sorts like time."""

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """Return the text of an aware time. A naive one is a programmer's mistake: ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """Return the aware time, in UTC."""
    return datetime.fromisoformat(text)


def to_text_or_none(moment: datetime | None) -> str | None:
    """As `to_text`; None stays None."""
    return None if moment is None else to_text(moment)


def from_text_or_none(text: str | None) -> datetime | None:
    """As `from_text`; None stays None."""
    return None if text is None else from_text(text)
