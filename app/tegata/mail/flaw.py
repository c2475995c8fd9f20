"""What is wrong with a draft: which field, and why. Values; the words are made in `tegata.words`."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The part of the draft a flaw is in."""

    SENDER = "sender"
    TO = "to"
    CC = "cc"
    BCC = "bcc"
    SUBJECT = "subject"
    BODY = "body"
    ATTACHMENT = "attachment"


class Reason(StrEnum):
    """Why a draft cannot become a letter."""

    NO_RECIPIENT = "no-recipient"
    NO_AT_SIGN = "no-at-sign"  # nobody, or `yuki.b.example`
    BAD_LOCAL_PART = "bad-local-part"  # blanks, control characters, too long
    BAD_DOMAIN = "bad-domain"  # `b..example`, `-b.example`, not expressible as A-labels
    CONTROL_CHARACTER = "control-character"  # CR, LF or NUL where a header would be broken open
    FILE_MISSING = "file-missing"
    NOT_A_FILE = "not-a-file"  # a folder, FIFO, socket or device
    FILE_UNREADABLE = "file-unreadable"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to mend before the draft can be sealed. `what` is the text or file name at fault."""

    field: Field
    reason: Reason
    what: str = ""
