"""Header fields as octets: folded, closed, and in the order people expect (RFC 5322 sections 2.2 and 3.6)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone

from tegata.mail.address import Mailbox
from tegata.mail.encoded_word import phrase, unstructured
from tegata.mail.letter import Letter

# RFC 5322 recommends 78; RFC 2047 section 2 wants 76 on a line with an encoded word.
_FOLD_AT = 76
# One of these here is a mistake in this room, never in a draft: `seal` and `parse_mailbox` keep them out.
_BREAKS = re.compile("[\x00-\x1f\x7f]")

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def header_fields(letter: Letter) -> bytes:
    """Return the letter's own fields, each ending in CRLF; what describes its content is left to `render`.

    7-bit, but for local parts beyond ASCII, which stay UTF-8 (RFC 6532).
    """
    return b"".join(_fields(letter))


def field(name: str, words: Iterable[str]) -> bytes:
    """Return one field with folds between the words where a line would grow past 76 octets.

    Raises ValueError for a word that would break the header open.
    """
    lines = [f"{name}:"]
    for word in words:
        if _BREAKS.search(word):
            raise ValueError("a control character in a header")
        if len(lines[-1].encode()) + 1 + len(word.encode()) > _FOLD_AT and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return ("\r\n".join(lines) + "\r\n").encode()


def date_text(date: datetime) -> str:
    """Return the date as in RFC 5322 section 3.3, in its own zone, in English whatever the locale."""
    # Zones of old had seconds; the header has room for minutes.
    minutes = round((date.utcoffset() or timedelta()) / timedelta(minutes=1))
    date = date.astimezone(timezone(timedelta(minutes=minutes)))
    day, month = _DAYS[date.weekday()], _MONTHS[date.month - 1]
    return f"{day}, {date.day:02} {month} {date.year:04} {date:%H:%M:%S} {date:%z}"


def _fields(letter: Letter) -> Iterator[bytes]:
    yield field("From", _mailbox_words([letter.sender]))
    if letter.to or not letter.cc:
        yield field("To", _mailbox_words(letter.to) or ["undisclosed-recipients:;"])
    if letter.cc:
        yield field("Cc", _mailbox_words(letter.cc))
    yield field("Subject", unstructured(letter.subject))
    yield field("Date", [date_text(letter.date)])
    yield field("Message-ID", [letter.message_id])
    if letter.in_reply_to:
        yield field("In-Reply-To", letter.in_reply_to)
        yield field("References", letter.in_reply_to)
    yield field("MIME-Version", ["1.0"])


def _mailbox_words(mailboxes: Sequence[Mailbox]) -> list[str]:
    words: list[str] = []
    for mailbox in mailboxes:
        address = f"<{mailbox.wire}>" if mailbox.name else mailbox.wire
        words += [*phrase(mailbox.name), f"{address},"] if mailbox.name else [f"{address},"]
    return [*words[:-1], words[-1].removesuffix(",")] if words else []
