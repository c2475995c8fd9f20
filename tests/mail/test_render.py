"""What is written is read back by both parsers of the standard library and compared with what went in."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message  # noqa: TID251 - to read, never to write
from email.utils import collapse_rfc2231_value, getaddresses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tegata.mail.address import Mailbox, parse_mailbox
from tegata.mail.draft import Attachment, Draft
from tegata.mail.letter import Letter
from tegata.mail.plain_text import one_line
from tegata.mail.render import render
from tegata.mail.seal import seal
from tegata.mail.transfer import BLOCK

TOKEN = "0123456789abcdef0123456789abcdef"
DATE = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
KENJI = Mailbox("", "kenji", "a.example")
FIELDS = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"]

HOSTILE = [
    "=?utf-8?q?Hi=0D=0ABcc:_evil@x.example?=",
    "=?utf-8?b?SGkNCkJjYzogZXZpbEB4LmV4YW1wbGU=?=",
    "=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=",
    "Hi\r\nBcc: evil@x.example",
    "Hi\nBcc: evil@x.example",
    "Hi\rBcc: evil@x.example",
    "Hi\r\n\r\nbody",
    "Hi\0Bcc: evil@x.example",
    "Hi\u2028Bcc: evil@x.example\x85X: y",
    "Hi\u010d\u010aBcc: evil@x.example",
    "Hi\u560d\u560aBcc: evil@x.example",
    "\x1b$BF|K\\\x1b(B",
    "①㈱髙 山田　太郎",
    "👨‍👩‍👧‍👦 👍🏽 é e\u0301",
    "w" * 2000,
    "語" * 700,
    "a  b   c \t d",
    'quo"te \\ back, comma; (comment) <angle> @ : .',
    "half \ud83d",
    "=?utf-8?q?=00=FF?= ?= =? =",
    "-- ",
    "",
]
SAFE = st.characters(exclude_categories=["Cs"])
TEXT = st.lists(
    st.sampled_from(HOSTILE) | st.text(SAFE, max_size=12) | st.text('ab =?_"\\.,<>@\r\n', max_size=40),
    max_size=4,
).map("".join)


def sealed(draft: Draft, sender: Mailbox = KENJI) -> Letter:
    letter = seal(draft, sender, date=DATE, token=TOKEN)
    assert isinstance(letter, Letter), letter
    return letter


def octets(letter: Letter, *contents: bytes) -> bytes:
    return b"".join(render(letter, [[content] for content in contents]))


def modern(message: bytes) -> EmailMessage:
    return message_from_bytes(message, policy=policy.default)


def legacy(message: bytes) -> Message:
    return message_from_bytes(message, policy=policy.compat32)


def decoded(value: str) -> str:
    return str(make_header(decode_header(value.replace("\r\n", "").replace("\n", ""))))


def blankless(text: str) -> str:
    return "".join(text.split())


def parameter(part: Message, name: str, header: str) -> str:
    """The parameter with its outer quotes off; `get_filename` would take `<` and `>` off as well."""
    value = part.get_param(name, header=header, unquote=False)
    text = collapse_rfc2231_value(value) if isinstance(value, tuple) else str(value)
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def assert_wire_form(message: bytes) -> None:
    lines = message.split(b"\r\n")
    assert lines[-1] == b""
    assert not any(set(b"\r\n\0") & set(line) for line in lines)
    assert max(map(len, lines)) <= 998
    assert message.isascii()


def quoted(name: str) -> str:
    escaped = one_line(name).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <yuki@b.example>'


@given(TEXT)
def test_a_subject_is_read_as_it_was_written(subject: str) -> None:
    message = octets(sealed(Draft("a", to=("yuki@b.example",), subject=subject)))

    assert_wire_form(message)
    assert modern(message)["Subject"] == one_line(subject)
    assert decoded(legacy(message)["Subject"]) == one_line(subject)
    assert legacy(message).keys() == [*FIELDS, "Content-Transfer-Encoding"]


@given(TEXT, TEXT)
def test_names_and_addresses_are_read_as_they_were_written(name: str, sender_name: str) -> None:
    draft = Draft("a", to=(quoted(name), "a..b@docomo.ne.jp", ".foo@ezweb.ne.jp"))
    message = octets(sealed(draft, Mailbox(sender_name, "kenji", "a.example")))

    assert_wire_form(message)
    names = [one_line(sender_name), one_line(one_line(name)), "", ""]
    addresses = [*modern(message)["From"].addresses, *modern(message)["To"].addresses]
    assert [a.username for a in addresses] == ["kenji", "yuki", "a..b", ".foo"]
    # This parser adds a blank between two encoded words of a phrase (against RFC 2047 section 6.2) and
    # runs neighbouring blanks of any kind together.
    assert [blankless(a.display_name) for a in addresses] == list(map(blankless, names))
    pairs = getaddresses([legacy(message)["From"], legacy(message)["To"]])
    assert [decoded(n) for n, _ in pairs] == names


@given(TEXT)
def test_a_body_is_read_as_it_was_written(body: str) -> None:
    letter = sealed(Draft("a", to=("yuki@b.example",), body=body))
    message = octets(letter)

    assert_wire_form(message)
    assert modern(message).get_content().replace("\r\n", "\n") == letter.body
    payload = legacy(message).get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.decode().replace("\r\n", "\n") == letter.body


@given(TEXT, st.lists(st.binary(max_size=200), max_size=3), TEXT)
def test_attachments_are_read_as_they_were_written(name: str, chunks: list[bytes], body: str) -> None:
    files = (Attachment(Path("a"), name, "image/jpeg"), Attachment(Path("b"), "b.txt", "text/plain"))
    letter = sealed(Draft("a", to=("yuki@b.example",), body=body, attachments=files))
    message = b"".join(render(letter, [iter(chunks), [b"second"]]))

    assert_wire_form(message)
    text, first, second = modern(message).iter_parts()
    assert text.get_content().replace("\r\n", "\n") == letter.body
    assert first["Content-Disposition"].params["filename"] == letter.attachments[0].name
    assert first.get_content_type() == "image/jpeg"
    assert first.get_payload(decode=True) == b"".join(chunks)
    assert (second.get_filename(), second.get_payload(decode=True)) == ("b.txt", b"second")
    old = legacy(message).get_payload(1)
    assert isinstance(old, Message)
    assert parameter(old, "filename", "content-disposition") == letter.attachments[0].name
    assert decoded(parameter(old, "name", "content-type")) == letter.attachments[0].name


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_field_breaks_a_header_open(hostile: str) -> None:
    draft = Draft(
        "a",
        to=(quoted(hostile),),
        subject=hostile,
        body=hostile,
        attachments=(Attachment(Path("a"), hostile, hostile),),
        in_reply_to=f"{hostile}<1@b.example>",
    )
    message = octets(sealed(draft, Mailbox(hostile, "kenji", "a.example")), b"")

    assert_wire_form(message)
    part = list(modern(message).iter_parts())[1]
    assert legacy(message).keys() == [*FIELDS[:5], "In-Reply-To", "References", *FIELDS[5:]]
    assert part.keys() == ["Content-Type", "Content-Disposition", "Content-Transfer-Encoding"]
    assert b"evil@" not in message.partition(b"\r\n\r\n")[0].replace(b"Hi Bcc: evil@", b"")


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if text])
def test_no_typed_recipient_breaks_a_header_open(hostile: str) -> None:
    draft = Draft("a", to=(f"{hostile}@b.example", f"yuki@{hostile}", f"{hostile} <yuki@b.example>"))
    mailboxes = [m for m in map(parse_mailbox, draft.to) if isinstance(m, Mailbox)]

    for mailbox in mailboxes:
        letter = sealed(Draft("a", to=(f'"" <{mailbox.address}>',)))
        lines = octets(letter).partition(b"\r\n\r\n")[0].split(b"\r\n")
        assert [line.partition(b":")[0].decode() for line in lines][: len(FIELDS)] == FIELDS
        assert not any(ord(c) & 0xFF in (0x0A, 0x0D) for c in mailbox.wire)


def test_150_recipients_are_folded_and_all_arrive() -> None:
    to = tuple(f'"山田 {n}" <recipient{n}@b.example>' for n in range(150))
    message = octets(sealed(Draft("a", to=to)))

    assert_wire_form(message)
    assert max(map(len, message.split(b"\r\n"))) <= 78
    addresses = modern(message)["To"].addresses
    assert [str(a.display_name) for a in addresses] == [f"山田 {n}" for n in range(150)]
    assert [a.addr_spec for a in addresses] == [f"recipient{n}@b.example" for n in range(150)]


def test_bcc_is_nowhere_in_the_message() -> None:
    message = octets(sealed(Draft("a", to=("yuki@b.example",), bcc=("secret@c.example",))))

    assert b"secret" not in message
    assert modern(message)["Bcc"] is None


def test_a_letter_to_nobody_openly_says_so() -> None:
    message = octets(sealed(Draft("a", bcc=("secret@c.example",))))

    assert modern(message)["To"] == "undisclosed-recipients:;"


def test_domains_are_a_labels_and_local_parts_beyond_ascii_stay_utf8() -> None:
    message = octets(sealed(Draft("a", to=("Björn <björn@日本語.jp>",), subject="日本")))

    assert "To: =?utf-8?b?QmrDtnJu?= <björn@xn--wgv71a119e.jp>\r\n".encode() in message
    assert message.replace("björn".encode(), b"").isascii()


def test_a_reply_names_what_it_replies_to() -> None:
    message = octets(sealed(Draft("a", to=("yuki@b.example",), in_reply_to="<1@b.example>")))

    assert (modern(message)["In-Reply-To"], modern(message)["References"]) == ("<1@b.example>",) * 2


def test_the_same_letter_is_written_the_same_each_time() -> None:
    letter = sealed(
        Draft("a", to=("yuki@b.example",), body=f"--=_{TOKEN}\n", attachments=(Attachment(Path("a"), "a"),))
    )

    assert octets(letter, b"x" * 1000) == b"".join(render(letter, [[b"x"] * 1000]))
    assert octets(letter, b"").count(f"\r\n--=_{TOKEN}".encode()) == 3


def test_each_attachment_needs_its_source() -> None:
    with pytest.raises(ValueError, match="source"):
        render(sealed(Draft("a", to=("yuki@b.example",))), [[b""]])


@settings(max_examples=10)
@given(st.sampled_from([1000, BLOCK, 65536, 1 << 20]))
def test_twenty_mebibytes_pass_through_in_small_pieces(size: int) -> None:
    letter = sealed(Draft("a", to=("yuki@b.example",), attachments=(Attachment(Path("a"), "a.bin"),)))

    def source() -> Iterator[bytes]:
        for _ in range((20 << 20) // size):
            yield bytes(size)

    longest = total = 0
    for piece in render(letter, [source()]):
        longest, total = max(longest, len(piece)), total + len(piece)
    assert longest <= 80 * 1024
    assert total > 27 << 20
