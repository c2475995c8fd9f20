"""One address as typed by a person, and lists of them.

The parser is lenient on purpose: `a..b@docomo.ne.jp` and `.foo@ezweb.ne.jp` break RFC 5322 section 3.4.1
and receive mail all the same. It is strict only about what could change a command or a header.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tegata.mail.flaw import Reason

# RFC 5321 section 4.5.3.1.3: a path has 256 octets with its angle brackets. Its limit of 64 for the local
# part is left to the servers: reply addresses of ticket systems are longer and arrive.
MAX_ADDRESS_OCTETS = 254

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SEPARATORS = frozenset(",;、，；")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ".", 0xFF61: "."}
_FULL_WIDTH_BRACKETS = str.maketrans("＜＞", "<>")
# Blanks and invisible marks at the ends come along when an address is copied from a web page.
_EDGES = " \t\xa0\u3000\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ESCAPED = re.compile(r"\\(.)")

_QUOTED_LOCAL = re.compile(r'"(?:\\[^\x00-\x1f]|[^"\\])*"')
_DOTS_OUT_OF_PLACE = re.compile(r"\A\.|\.\.|\.\Z")
_SPECIALS = frozenset('()<>[]:;@\\,"')
_ASCII_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*")
_LITERAL = re.compile(r"\[[A-Za-z0-9.:-]+\]")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name (may be empty) and an address; made by `parse_mailbox`, which has checked all three.

    `local` keeps its quotes if it was typed with them; `domain` is as typed, Unicode or A-labels.
    """

    name: str
    local: str
    domain: str

    @property
    def address(self) -> str:
        """The address as people read it."""
        return f"{self.local}@{self.domain}"

    @property
    def wire(self) -> str:
        """The address as servers and headers have it. Raises ValueError on a bad domain.

        The domain is in A-labels. `a..b` is quoted: that is the same mailbox in the grammar of RFC 5321
        section 4.1.2, so that strict servers and readers take it as well.
        """
        needs_quotes = not self.local.startswith('"') and _DOTS_OUT_OF_PLACE.search(self.local)
        local = f'"{self.local}"' if needs_quotes else self.local
        return f"{local}@{wire_domain(self.domain)}"

    @property
    def needs_smtputf8(self) -> bool:
        """Whether only SMTPUTF8 (RFC 6531) can carry it: a domain has A-labels, a local part has none."""
        return not self.local.isascii()


def split_recipients(text: str) -> tuple[str, ...]:
    """Cut a typed or pasted list at commas, semicolons, 、 and line ends outside quotes and angle brackets.

    Pieces are trimmed and otherwise as typed; empty ones are left out.
    """
    pieces = (piece.strip(_EDGES) for line in text.splitlines() for piece in _pieces(line))
    return tuple(piece for piece in pieces if piece)


def parse_mailbox(text: str) -> Mailbox | Reason:
    """Read one recipient: `yuki@b.example`, `<yuki@b.example>`, `Yuki <yuki@b.example>`, `"Yuki" <…>`.

    Full-width letters, ＠ and ． in the address are taken as their ASCII forms.
    """
    text = text.replace("\t", " ").strip(_EDGES)
    if _CONTROL.search(text):
        return Reason.CONTROL_CHARACTER
    name, address = _name_and_address(text)
    local, at, domain = _at_the_last_at_sign(address)
    if not at:
        return Reason.NO_AT_SIGN
    if not _is_local_part(local):
        return Reason.BAD_LOCAL_PART
    return _checked(Mailbox(name, local, domain))


def called(typed: str) -> str:
    """Return what people call the person behind a typed address: the name, else the address."""
    mailbox = parse_mailbox(typed)
    return mailbox.name or mailbox.address if isinstance(mailbox, Mailbox) else typed


def wire_domain(domain: str) -> str:
    """Return the domain in lower case, as A-labels, or an address literal as it is. Raises ValueError."""
    if _LITERAL.fullmatch(domain):
        return domain
    if not domain.isascii() and len(domain) <= MAX_ADDRESS_OCTETS:
        import idna

        domain = idna.encode(domain, uts46=True).decode("ascii")
    if not _ASCII_DOMAIN.fullmatch(domain):
        raise ValueError("not a domain name")
    return domain.lower()


def _checked(mailbox: Mailbox) -> Mailbox | Reason:
    try:
        wire = mailbox.wire
    except ValueError:  # idna's errors are UnicodeError, a ValueError
        return Reason.BAD_DOMAIN
    return mailbox if len(wire.encode()) <= MAX_ADDRESS_OCTETS else Reason.BAD_LOCAL_PART


def _name_and_address(text: str) -> tuple[str, str]:
    if "<" not in text:
        text = text.translate(_FULL_WIDTH_BRACKETS)
    if not text.endswith(">"):
        return "", text
    start = max((at for at, character in _outside_quotes(text) if character == "<"), default=0)
    if text[start] != "<":
        return "", text
    return _name(text[:start].strip(_EDGES)), text[start + 1 : -1].strip(_EDGES)


def _name(phrase: str) -> str:
    if len(phrase) >= 2 and phrase[0] == phrase[-1] == '"':
        phrase = _ESCAPED.sub(r"\1", phrase[1:-1])
    return phrase.strip()


def _at_the_last_at_sign(address: str) -> tuple[str, str, str]:
    at = max(address.rfind("@"), address.rfind("＠"))
    if at < 0:
        return address, "", ""
    local, domain = unicodedata.normalize("NFC", address[:at]), address[at + 1 :]
    if not local.startswith('"'):
        local = local.translate(_FULL_WIDTH)
    return local, "@", domain.translate(_FULL_WIDTH)


def _is_local_part(local: str) -> bool:
    if any(_may_truncate(character) or unicodedata.category(character)[0] == "C" for character in local):
        return False
    if local.startswith('"'):
        return _QUOTED_LOCAL.fullmatch(local) is not None
    return local != "" and not any(c in _SPECIALS or unicodedata.category(c)[0] == "Z" for c in local)


def _may_truncate(character: str) -> bool:
    """Whether a server that keeps only the low octet of a code point would see CR or LF: `č`, `嘊`.

    A local part is the one place where text beyond ASCII travels as it is.
    """
    return ord(character) > 0xFF and ord(character) & 0xFF in (0x0A, 0x0D)


def _pieces(line: str) -> Iterator[str]:
    start, last_close, in_angle = 0, line.rfind(">"), False
    for at, character in _outside_quotes(line):
        if character == "<":
            in_angle = at < last_close
        elif character == ">":
            in_angle = False
        elif character in _SEPARATORS and not in_angle:
            yield line[start:at]
            start = at + 1
    yield line[start:]


def _outside_quotes(text: str) -> Iterator[tuple[int, str]]:
    """Yield position and character of all that is not quoted; a quote that never closes is no quote."""
    at, may_close = 0, True
    while at < len(text):
        closing = _closing_quote(text, at) if may_close and text[at] == '"' else None
        if closing is None:
            # A scan that found no end has skipped only escaped quotes: none of those would find one either.
            may_close = may_close and text[at] != '"'
            yield at, text[at]
        at = (at if closing is None else closing) + 1


def _closing_quote(text: str, opening: int) -> int | None:
    at = opening + 1
    while at < len(text):
        if text[at] == '"':
            return at
        at += 2 if text[at] == "\\" else 1
    return None
