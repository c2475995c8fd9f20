"""Hostile text in a draft: nothing is injected into commands and letters, and all of it comes back."""

import getpass
import re
import socket
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from pathlib import Path

import pytest

from tegata.delivery.notices import Flawed, Queued
from tegata.mail.draft import Attachment, Draft
from tegata.mail.plain_text import one_line
from tegata.store.parcel import ParcelState
from tests.delivery.bench import BOB, OLA
from tests.hostile.conftest import Start, Traveller
from tests.hostile.villain import Villain

HEADERS = {
    "From", "To", "Cc", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding", "Content-Disposition",
}  # fmt: skip
"""All that a letter may have."""

TEXTS = [
    "Hello\r\nBcc: evil@x.example",
    "Hello\nBcc: evil@x.example",
    "Hello\rBcc: evil@x.example",
    "\r\n\r\nthe body begins here",
    "=?utf-8?q?Hi=0D=0ABcc:_evil@x.example?=",
    "=?utf-8?b?SGkNCkJjYzogZXZpbEB4LmV4YW1wbGU=?=",
    "a\0b",
    "Bcc:\u560aevil@x.example",  # the low octets of these are LF and CR
    "Bcc:\u560devil@x.example\u010a\u010d",
    "\u2028Bcc: evil@x.example\u2029\u0085\v\f",
    "\u202eesrever\u202c",
    "雪だるま" * 60,
    "x" * 2000,
    "word " * 300,
    " leading and trailing ",
    '"quoted" (comment) <angle@x.example>, ; : \\ @',
    "=?=?=?" * 20,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
]


async def sent(anna: Traveller, villain: Villain, draft: Draft) -> Message:
    """Send the draft; return the one letter, put together again from the octets on the wire."""
    await anna.has(anna.account(villain))
    queued = await anna.bench.office.send(draft)
    assert isinstance(queued, Queued), queued
    parcel = await anna.bench.try_once(queued.parcel_id)
    assert parcel.state is ParcelState.SENT
    assert [line.partition(" ")[0] for line in villain.heard if not line.startswith("RCPT")] == [
        "EHLO", "MAIL", "DATA",
    ] + ["QUIT"] * villain.times("QUIT")  # fmt: skip
    (raw,) = villain.letters
    letter = message_from_bytes(unstuffed(raw))
    for part in letter.walk():
        assert set(part.keys()) <= HEADERS
        assert len(set(part.keys())) == len(part.keys())
        assert part.defects == []
    return letter


def unstuffed(raw: bytes) -> bytes:
    """Undo RFC 5321 section 4.5.2, and see to it that no octet could be taken for another line end."""
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|\0|[\x80-\xff]", raw)
    lines = raw.removesuffix(b".\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert b"." not in lines
    return b"\r\n".join(line.removeprefix(b".") for line in lines)


def header(letter: Message, name: str) -> str:
    value = str(letter[name])
    return str(make_header(decode_header(re.sub(r"\r\n(?=[ \t])", "", value))))


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_subject(anna: Traveller, smtp: Start, text: str) -> None:
    letter = await sent(anna, await smtp(), Draft("anna", (BOB,), subject=text, body="x"))
    assert header(letter, "Subject").strip() == one_line(text).strip()
    assert "evil@x.example" not in {address for _, address in getaddresses(letter.get_all("To", []))}


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_name_of_the_sender(anna: Traveller, smtp: Start, text: str) -> None:
    villain = await smtp()
    account = replace(anna.account(villain), display_name=text)
    await anna.has(account)
    queued = await anna.bench.office.send(Draft("anna", (BOB,), subject="x", body="x"))
    assert isinstance(queued, Queued)
    await anna.bench.try_once(queued.parcel_id)
    letter = message_from_bytes(unstuffed(villain.letters[0]))
    assert set(letter.keys()) <= HEADERS
    assert [address for _, address in getaddresses([header_octets(letter, "From")])] == ["anna@a.example"]


def header_octets(letter: Message, name: str) -> str:
    return re.sub(r"\r\n(?=[ \t])", "", str(letter[name]))


NAMES = [
    "Bob\tB.",
    "Bob, the builder",
    "雪 太郎",
    "B=?utf-8?q?=0D=0A?=",
    "\u202ebob",
    'B\\"ob',
    "Bob\u560aBcc",
]


@pytest.mark.parametrize("name", NAMES)
async def test_name_of_a_recipient(anna: Traveller, smtp: Start, name: str) -> None:
    villain = await smtp()
    typed = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + f'" <{BOB}>'
    letter = await sent(anna, villain, Draft("anna", (typed,), subject="x", body="x"))
    assert [address for _, address in getaddresses([header_octets(letter, "To")])] == [BOB]
    assert villain.heard.count(f"RCPT TO:<{BOB}>") == 1


@pytest.mark.parametrize(
    "address",
    [
        f"{BOB}\r\nRCPT TO:<evil@x.example>",
        f"{BOB}\nDATA",
        "bob@elsewhere.example> BODY=8BITMIME <x@y.example",
        "bob@elsewhere.example\0",
        "bob@else\u560awhere.example\r\n.example",
        "@relay.example:bob@elsewhere.example",
        "bob@elsewhere.example,evil@x.example\r\n",
        "bob@[127.0.0.1\r\n]",
        '"bob\r\n"@elsewhere.example',
        "bob",
        "@elsewhere.example",
        "bob@",
    ],
)
async def test_address_that_is_none_never_leaves(anna: Traveller, smtp: Start, address: str) -> None:
    villain = await smtp()
    await anna.has(anna.account(villain))
    for field in ("to", "cc", "bcc"):
        draft = Draft("anna", (OLA,), subject="x", body="x")
        draft = replace(draft, **{field: (address,)})  # type: ignore[arg-type]
        assert isinstance(await anna.bench.office.send(draft), Flawed)
    assert villain.peers == []


BODIES = [
    ".\n",
    "..\n.\n...\n",
    "x\r\n.\r\nMAIL FROM:<evil@x.example>\r\n",
    "x\n.\nQUIT\n",
    "x\r.\rQUIT\r",
    "x\r\r\n.\r\r\n",
    "x\0y",
    "no end",
    "\n\n\n",
    "",
    "trailing blanks  \nand tabs\t\n",
    "From the beginning\nFrom here\n",
    "=3D=\n",
    "x" * 5000,
    "雪" * 2000,
    "\u0085\u2028\u2029\v\f\x1b[2J",
    "\ud800".encode("utf-8", "replace").decode() + "\U0010ffff",
    "--=_\n--=_--\n",
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_body(anna: Traveller, smtp: Start, body: str) -> None:
    letter = await sent(anna, await smtp(), Draft("anna", (BOB,), subject="x", body=body))
    assert read_back(letter) == written(body)


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
async def test_body_beside_an_attachment(anna: Traveller, smtp: Start, body: str, tmp_path: Path) -> None:
    """The attachment's octets are as hostile as the body's."""
    octets = body.encode("utf-8", "surrogatepass") + bytes(range(256))
    (tmp_path / "file.bin").write_bytes(octets)
    attachment = Attachment(tmp_path / "file.bin", "file.bin")
    draft = Draft("anna", (BOB,), subject="x", body=body, attachments=(attachment,))
    first, second = parts(await sent(anna, await smtp(), draft))
    assert read_back(first) == written(body)
    assert second.get_payload(decode=True) == octets


def parts(letter: Message) -> list[Message]:
    payload = letter.get_payload()
    assert isinstance(payload, list)
    return [part for part in payload if isinstance(part, Message)]


def written(body: str) -> str:
    text = re.sub("\r\n?", "\n", body).replace("\0", "")
    return text if text.endswith("\n") or not text else f"{text}\n"


def read_back(part: Message) -> str:
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    return octets.decode().replace("\r\n", "\n")


FILE_NAMES = [
    "../../etc/passwd",
    "C:\\Windows\\win.ini",
    "/home/anna/secret/plan.txt",
    'a"b.txt',
    "a\r\nX-Evil: 1.txt",
    "a\0.txt",
    "\u202egpj.exe",
    "写真 ①㈱髙.png",
    "n" * 400 + ".txt",
    "a\u560ab.txt",
    "=?utf-8?q?=0D=0A?=.txt",
    "a;b=c.txt",
    "..",
    "",
    "%0d%0a.txt",
]


@pytest.mark.parametrize("name", FILE_NAMES, ids=range(len(FILE_NAMES)))
async def test_file_name(anna: Traveller, smtp: Start, name: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"x")
    villain = await smtp()
    draft = Draft("anna", (BOB,), subject="x", attachments=(Attachment(tmp_path / "there", name),))
    letter = await sent(anna, villain, draft)
    shown = parts(letter)[1].get_filename()
    assert shown
    assert not re.search(r"[/\\\0-\x1f\u202a-\u202e]", shown)
    assert shown.strip(".")
    assert str(tmp_path).encode() not in villain.letters[0]


async def test_a_hundred_and_fifty_recipients(anna: Traveller, smtp: Start) -> None:
    villain = await smtp({"EHLO": b"250-a\r\n250 PIPELINING\r\n"})
    to = tuple(f"r{number}@elsewhere.example" for number in range(50))
    cc = tuple(f"c{number}@elsewhere.example" for number in range(50))
    bcc = tuple(f"b{number}@elsewhere.example" for number in range(50))
    letter = await sent(anna, villain, Draft("anna", to, cc, bcc, "x", "x"))
    assert [line for line in villain.heard if line.startswith("RCPT")] == [
        f"RCPT TO:<{address}>" for address in (*to, *cc, *bcc)
    ]
    assert [address for _, address in getaddresses([header_octets(letter, "To")])] == list(to)
    assert [address for _, address in getaddresses([header_octets(letter, "Cc")])] == list(cc)
    assert b"b0@elsewhere" not in villain.letters[0]


async def test_who_is_in_bcc_alone_is_nowhere_in_the_letter(anna: Traveller, smtp: Start) -> None:
    villain = await smtp()
    letter = await sent(anna, villain, Draft("anna", bcc=(OLA,), subject="x", body="x"))
    assert f"RCPT TO:<{OLA}>" in villain.heard
    assert OLA.encode() not in villain.letters[0]
    assert "Bcc" not in letter


async def test_nothing_tells_where_it_was_written(anna: Traveller, smtp: Start, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(b"x")
    villain = await smtp()
    attachment = Attachment(tmp_path / "plan.txt", str(tmp_path / "plan.txt"))
    letter = await sent(anna, villain, Draft("anna", (BOB,), subject="x", attachments=(attachment,)))
    everything = (" ".join(villain.heard)).encode() + villain.letters[0]
    assert socket.gethostname().encode() not in everything
    assert str(tmp_path).encode() not in everything
    assert f"/{getpass.getuser()}".encode() not in everything
    assert villain.heard[0] == "EHLO [127.0.0.1]"
    assert str(letter["Message-ID"]).endswith("@a.example>")
    assert "User-Agent" not in letter
