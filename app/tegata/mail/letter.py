"""A letter: a draft that has been judged. Its Message-ID and Date never change again."""

from dataclasses import dataclass
from datetime import datetime

from tegata.mail.address import Mailbox
from tegata.mail.draft import Attachment
from tegata.mail.envelope import Envelope


@dataclass(frozen=True, slots=True)
class Letter:
    """What `seal` makes and `render` writes. Bcc is in the envelope and nowhere else.

    `message_id` and `in_reply_to` have their angle brackets. `date` is aware; its zone is shown to the
    recipients. `subject` is one line, `body` has LF line ends. The attachments' octets stay in their files.
    """

    message_id: str
    date: datetime
    sender: Mailbox
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    subject: str
    body: str
    attachments: tuple[Attachment, ...]
    in_reply_to: tuple[str, ...]
    envelope: Envelope
    boundary: str
