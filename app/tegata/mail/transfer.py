"""Content as 7-bit lines: as it is, quoted-printable or base64 (RFC 2045 section 6)."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from struct import Struct

# 57 octets make one base64 line of 76. Blocks of 57 KiB gave the best throughput when this was measured: with
# twice as large ones a small process gave their memory back to the system and asked for it anew, each time,
# which took twice as long as all the rest.
BLOCK = 57 * 1024

_LINE = 76
_SHORT_LINE = 78
# Tab and printable ASCII but "=": what quoted-printable leaves alone.
_LITERAL = bytes({*range(0x20, 0x7F), 0x09, 0x0A, 0x0D} - {ord("=")})
# Mailbox files alter "From ", careless servers a dot at the start of a line, many servers blanks at its end.
_QUOTED = re.compile(rb"[^\t -<>-~]|[\t ]\Z|\A\.|F(?=rom )")
_FRAGILE = re.compile(rb"[^\t\n -~]|^\.|^From |[\t ]$", re.MULTILINE)


def encode_text(text: bytes, boundary: bytes) -> tuple[str, Iterator[bytes]]:
    """Return the Content-Transfer-Encoding that suits the text, and its CRLF lines, about `BLOCK` at a time.

    `text` is UTF-8 with LF line ends, the last line ended too. What is 7bit does not hold the boundary.
    """
    if _survives(text) and boundary not in text:
        return "7bit", _blocks(text.replace(b"\n", b"\r\n"))
    # Quoted-printable costs two more octets for each it escapes, base64 one for every three.
    if len(text.translate(None, _LITERAL)) * 6 <= len(text):
        return "quoted-printable", _blocks(quoted_printable(text))
    return "base64", base64_lines([text.replace(b"\n", b"\r\n")])


def quoted_printable(text: bytes) -> bytes:
    """Return a text with LF line ends, the last line ended too, as quoted-printable."""
    lines = text.split(b"\n")[:-1]
    return b"".join(soft for line in lines for soft in _soft_lines(_QUOTED.sub(_escape, line)))


def base64_lines(source: Iterable[bytes]) -> Iterator[bytes]:
    """Yield base64 lines for octets in chunks of any size; no more than a block and a chunk is ever held.

    Chunks of exactly `BLOCK` octets cost the least: they are not copied.
    """
    waiting = bytearray()
    for chunk in source:
        if not waiting and len(chunk) == BLOCK:
            yield _lines(chunk)
            continue
        waiting += chunk
        while len(waiting) >= BLOCK:
            yield _lines(waiting[:BLOCK])
            del waiting[:BLOCK]
    if waiting:
        yield _lines(waiting)


def _blocks(octets: bytes) -> Iterator[bytes]:
    return (octets[at : at + BLOCK] for at in range(0, len(octets), BLOCK))


def _survives(text: bytes) -> bool:
    return _FRAGILE.search(text) is None and max(map(len, text.split(b"\n"))) <= _SHORT_LINE


def _escape(match: "re.Match[bytes]") -> bytes:
    return b"=%02X" % match[0][0]


def _soft_lines(line: bytes) -> Iterator[bytes]:
    start = 0
    while len(line) - start > _LINE:
        end = start + _LINE - 1
        escape = line.find(b"=", end - 2, end)  # never part "=" from its two digits
        end = escape if escape >= 0 else end
        yield line[start:end] + b"=\r\n"
        start = end
    yield line[start:] + b"\r\n"


def _lines(octets: bytes | bytearray) -> bytes:
    from pybase64 import b64encode

    text = b64encode(octets)
    return b"\r\n".join(_rows(len(text)).unpack(text))


@lru_cache(maxsize=4)
def _rows(length: int) -> Struct:
    """Return what cuts so long a text into lines, and an empty one behind them to end the last."""
    full, rest = divmod(length, _LINE)
    return Struct(f"{full * f'{_LINE}s'}{f'{rest}s' if rest else ''}0s")
