"""What is fed to a client: how it is set, and what the server says each time it is asked.

As a file, the first line holds the settings, and a form feed ends each turn of the server:

    starttls login two
    220 mail.a.example ready\\f250-mail.a.example
    250 PIPELINING\\f...

Any octets are a conversation.
"""

from dataclasses import dataclass
from enum import StrEnum

NEXT_TURN = b"\f"


class Wish(StrEnum):
    """A setting of the client; words that are none of these change nothing."""

    STARTTLS = "starttls"
    TLS = "tls"  # from the first octet
    CLEARTEXT = "cleartext"  # the password may travel in clear
    LOGIN = "login"  # SMTP AUTH
    APOP = "apop"
    KNOWN = "known"  # the mailbox's capabilities, from an earlier login
    RIDE = "ride"  # AUTH may travel with MAIL
    CLOSED = "closed"  # the server is known to refuse strangers
    OPEN = "open"  # it is known to serve them
    DATA = "data"  # no BDAT, whatever is offered
    CHUNKS = "chunks"  # letters are cut into small chunks
    TWO = "two"  # recipients
    OTHERS = "others"  # partial refusal: send to the others
    UTF8 = "utf8"  # a recipient that needs SMTPUTF8
    PROBE = "probe"  # ask only whether a letter would be taken
    AGAIN = "again"  # a second letter in the same session
    LATE = "late"  # replies to a chunk arrive when the next one has left
    GONE = "gone"  # the server closes the connection behind its last words, unasked


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` are the server's octets: at connecting first, then after each flight."""

    wishes: frozenset[Wish]
    turns: tuple[bytes, ...]

    @classmethod
    def read(cls, octets: bytes) -> "Conversation":
        first, _, rest = octets.partition(b"\n")
        words = first.decode("ascii", "replace").split()
        return cls(frozenset(wish for wish in Wish if wish in words), tuple(rest.split(NEXT_TURN)))

    def octets(self) -> bytes:
        words = " ".join(wish for wish in Wish if wish in self.wishes)
        return f"{words}\n".encode() + NEXT_TURN.join(self.turns)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the network cuts what the server says: sizes of pieces, used again and again."""

    sizes: tuple[int, ...]

    def pieces(self, octets: bytes) -> list[bytes]:
        found: list[bytes] = []
        at = 0
        while at < len(octets):
            size = self.sizes[len(found) % len(self.sizes)]
            found.append(octets[at : at + size])
            at += size
        return found


WHOLE = Cut((1 << 30,))
_LONG = 4096


def cuts(conversation: Conversation) -> tuple[Cut, ...]:
    """Return some ways to cut it: octet by octet too, unless that takes too long."""
    is_long = sum(map(len, conversation.turns)) > _LONG
    return WHOLE, Cut((997,) if is_long else (1,)), Cut((2, 4093) if is_long else (2, 7))
