"""The letter as octets, written once, in a stream: an attachment of any size costs one block of memory."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tegata.mail.draft import Attachment
from tegata.mail.header import field, header_fields
from tegata.mail.letter import Letter
from tegata.mail.parameter import disposition_words, type_words
from tegata.mail.transfer import base64_lines, encode_text


def render(letter: Letter, sources: Sequence[Iterable[bytes]]) -> Iterator[bytes]:
    """Yield the message (RFC 5322, RFC 2045) in CRLF lines of 7-bit text, the same octets each time.

    `sources` are the octets of the attachments, in order, in chunks of any size. Only addresses that need
    SMTPUTF8 bring UTF-8 into the headers. Raises ValueError unless there is one source for each attachment.
    """
    if len(sources) != len(letter.attachments):
        raise ValueError("one source for each attachment, please")
    content = _mixed(letter, sources) if letter.attachments else _text(letter)
    return chain([header_fields(letter)], content)


def _mixed(letter: Letter, sources: Sequence[Iterable[bytes]]) -> Iterator[bytes]:
    delimiter = f"\r\n--{letter.boundary}".encode()
    yield field("Content-Type", ["multipart/mixed;", f'boundary="{letter.boundary}"'])
    yield delimiter + b"\r\n"
    yield from _text(letter)
    for attachment, source in zip(letter.attachments, sources, strict=True):
        yield delimiter + b"\r\n" + _attachment_fields(attachment)
        yield from base64_lines(source)
    yield delimiter + b"--\r\n"


def _text(letter: Letter) -> Iterator[bytes]:
    encoding, lines = encode_text(letter.body.encode(), letter.boundary.encode())
    yield field("Content-Type", ["text/plain;", "charset=utf-8"])
    yield field("Content-Transfer-Encoding", [encoding]) + b"\r\n"
    yield from lines


def _attachment_fields(attachment: Attachment) -> bytes:
    return (
        field("Content-Type", type_words(attachment.media_type, attachment.name))
        + field("Content-Disposition", disposition_words(attachment.name))
        + field("Content-Transfer-Encoding", ["base64"])
        + b"\r\n"
    )
