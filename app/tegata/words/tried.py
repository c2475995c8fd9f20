"""What came of something that was tried because the user asked for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tried:
    """A headline, what it means, and the server's own words where it said no."""

    headline: str
    detail: str
    server_words: str = ""
