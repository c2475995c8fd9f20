"""From draft to letter: everything that can be wrong is found here, and all at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from tegata.mail.address import Mailbox, parse_mailbox, wire_domain
from tegata.mail.draft import Attachment, Draft
from tegata.mail.envelope import Envelope
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.mail.letter import Letter
from tegata.mail.plain_text import one_line, plain

# RFC 5322 section 3.6.4, without blanks or comments inside. A longer one would not fit a line of 998 octets.
MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")

_TOKEN = re.compile(r"[0-9A-Za-z]{16,64}")
_NEWLINE = re.compile("\r\n?")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}")
_UNKNOWN_TYPE = "application/octet-stream"
_MAX_FILE_NAME = 255


def seal(draft: Draft, sender: Mailbox, *, date: datetime, token: str) -> Letter | tuple[Flaw, ...]:
    """Judge the draft. Files are not looked at: whether they are there is known to those who read them.

    `date` is aware, in the zone to be shown. `token` is 16 to 64 letters and digits nobody can guess (128
    random bits in hex); it makes Message-ID and boundary. Raises ValueError if either is unfit.
    """
    if date.utcoffset() is None or not _TOKEN.fullmatch(token):
        raise ValueError("an aware date and a token of letters and digits, please")
    recipients = _Recipients.read(draft)
    flaws = (*_sender_flaws(sender), *recipients.flaws)
    if flaws:
        return flaws
    return Letter(
        message_id=f"<{token}@{wire_domain(sender.domain)}>",
        date=date,
        sender=replace(sender, name=one_line(sender.name)),
        to=recipients.to,
        cc=recipients.cc,
        subject=one_line(draft.subject),
        body=_body(draft.body),
        attachments=tuple(_attachment(attachment) for attachment in draft.attachments),
        in_reply_to=tuple(MESSAGE_ID.findall(draft.in_reply_to or "")),
        envelope=_envelope(sender, recipients.everyone),
        # "=_" occurs neither in base64 nor in quoted-printable (RFC 2045 section 6.7).
        boundary=f"=_{token}",
    )


@dataclass(frozen=True, slots=True)
class _Recipients:
    """The recipients read, each once: who is in To is left out of Cc and Bcc."""

    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    bcc: tuple[Mailbox, ...]
    flaws: tuple[Flaw, ...]

    @classmethod
    def read(cls, draft: Draft) -> "_Recipients":
        flaws: list[Flaw] = []
        seen: set[str] = set()
        to = tuple(_read(Field.TO, draft.to, seen, flaws))
        cc = tuple(_read(Field.CC, draft.cc, seen, flaws))
        bcc = tuple(_read(Field.BCC, draft.bcc, seen, flaws))
        if not seen and not flaws:
            flaws.append(Flaw(Field.TO, Reason.NO_RECIPIENT))
        return cls(to, cc, bcc, tuple(flaws))

    @property
    def everyone(self) -> tuple[Mailbox, ...]:
        return (*self.to, *self.cc, *self.bcc)


def _read(field: Field, typed: Iterable[str], seen: set[str], flaws: list[Flaw]) -> Iterable[Mailbox]:
    for text in filter(str.strip, typed):
        match parse_mailbox(text):
            case Reason() as reason:
                flaws.append(Flaw(field, reason, text))
            case mailbox if mailbox.wire not in seen:
                seen.add(mailbox.wire)
                yield mailbox


def _sender_flaws(sender: Mailbox) -> tuple[Flaw, ...]:
    match parse_mailbox(sender.address):
        case Reason() as reason:
            return (Flaw(Field.SENDER, reason, sender.address),)
        case _:
            return ()


def _envelope(sender: Mailbox, recipients: tuple[Mailbox, ...]) -> Envelope:
    smtputf8 = any(mailbox.needs_smtputf8 for mailbox in (sender, *recipients))
    return Envelope(sender.wire, tuple(mailbox.wire for mailbox in recipients), smtputf8)


def _body(text: str) -> str:
    """LF line ends, and no NUL: RFC 5322 section 4.5 forbids it and servers cut the line there."""
    text = _NEWLINE.sub("\n", text).replace("\0", "").encode("utf-8", "replace").decode()
    return text if text.endswith("\n") or not text else f"{text}\n"


def _attachment(attachment: Attachment) -> Attachment:
    return replace(
        attachment, name=_file_name(attachment.name), media_type=_media_type(attachment.media_type)
    )


def _file_name(name: str) -> str:
    """The last component alone: where a file lies is private, and no name may lead out of a folder."""
    last = one_line(plain(re.split(r"[/\\]", name)[-1]))
    return last[-_MAX_FILE_NAME:] if last.strip(".") else "attachment"


def _media_type(media_type: str) -> str:
    """`message/*` and `multipart/*` must not be base64 (RFC 2046 section 5.2.1): they go as mere octets."""
    if not _MEDIA_TYPE.fullmatch(media_type) or media_type.lower().startswith(("message/", "multipart/")):
        return _UNKNOWN_TYPE
    return media_type.lower()
