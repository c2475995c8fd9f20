"""What arrives through real Postfix is what was meant, field by field and octet by octet.

Forty letters as a rule; `TEGATA_LETTERS=1000 pytest tests/real/test_differential.py` sends so many.
"""

import json
import os
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

import pytest

from tests.real.bed import Arrived, Bed
from tests.real.letters import Reader, Sample, sample
from tests.real.places import HOME
from tests.real.traveller import ADDRESS

pytestmark = [pytest.mark.real, pytest.mark.xdist_group("real"), pytest.mark.timeout(1800)]

LETTERS = int(os.environ.get("TEGATA_LETTERS", "40"))
AT_ONCE = 100


@pytest.mark.parametrize("first", range(0, LETTERS, AT_ONCE))
def test_what_arrives_is_what_was_meant(bed: Bed, tmp_path: Path, first: int) -> None:
    numbers = range(first, min(first + AT_ONCE, LETTERS))
    identifiers = send(bed, tmp_path, numbers)
    arrived = {str(message["Message-ID"]): (each, message) for each, message in read(bed, len(numbers))}
    for number in numbers:
        letter, message = arrived.pop(identifiers[number])
        assert envelope(letter) == meant_envelope(sample(number)), f"letter {number}"
        assert fields(message) == meant_fields(sample(number)), f"letter {number}"
        assert content(message) == meant_content(sample(number)), f"letter {number}"
    assert arrived == {}


def send(bed: Bed, folder: Path, numbers: range) -> dict[int, str]:
    command = (sys.executable, "-m", "tests.real.sender", bed.ca_file, folder)
    ended = bed.run(HOME, *command, str(numbers.start), str(numbers.stop), patience=600)
    assert ended.returncode == 0, ended.stderr
    return {int(number): identifier for number, identifier in json.loads(ended.stdout).items()}


def read(bed: Bed, number: int) -> Iterator[tuple[Arrived, Message]]:
    for letter in bed.arrived(number):
        yield letter, message_from_bytes(letter.content)


def envelope(letter: Arrived) -> tuple[str, list[str]]:
    return letter.sender, sorted(letter.recipients)


def meant_envelope(meant: Sample) -> tuple[str, list[str]]:
    return ADDRESS, sorted(reader.address for reader in (*meant.to, *meant.cc, *meant.bcc))


def fields(message: Message) -> dict[str, object]:
    parsedate_to_datetime(str(message["Date"]))
    assert [part.defects for part in message.walk() if part.defects] == []
    return {
        "from": readers(message, "From"),
        "to": readers(message, "To"),
        "cc": readers(message, "Cc"),
        "bcc": message["Bcc"],
        "subject": decoded(unfolded(message, "Subject")),
    }


def meant_fields(meant: Sample) -> dict[str, object]:
    return {
        "from": [Reader("Anna", ADDRESS)],
        "to": list(meant.to),
        "cc": list(meant.cc),
        "bcc": None,
        "subject": meant.subject,
    }


def readers(message: Message, name: str) -> list[Reader]:
    found = getaddresses([unfolded(message, name)])
    return [
        Reader(decoded(text), address) for text, address in found if address
    ]  # 3.11.2 finds one in nothing


def decoded(text: str) -> str:
    """Decode the encoded words; Python's newer parser leaves blanks between them in names."""
    return str(make_header(decode_header(text)))


def unfolded(message: Message, name: str) -> str:
    return str(message[name] or "").replace("\r", "").replace("\n", "")


def content(message: Message) -> tuple[bytes, list[tuple[str | None, bytes]]]:
    parts = [part for part in message.walk() if not part.is_multipart()]
    return octets(parts[0]), [(part.get_filename(), octets(part)) for part in parts[1:]]


def meant_content(meant: Sample) -> tuple[bytes, list[tuple[str, bytes]]]:
    body = meant.body if meant.body.endswith("\n") or not meant.body else f"{meant.body}\n"
    return body.encode().replace(b"\n", b"\r\n"), [(file.name, file.octets) for file in meant.files]


def octets(part: Message) -> bytes:
    decoded = part.get_payload(decode=True)
    assert isinstance(decoded, bytes)
    return decoded
