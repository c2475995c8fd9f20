"""What a dropped path is."""

import os
from pathlib import Path

import pytest

from tegata.gui.attachments import look_at, media_type, octets
from tegata.mail.draft import Attachment
from tegata.mail.flaw import Field, Flaw, Reason


def test_a_file_becomes_an_attachment(tmp_path: Path) -> None:
    path = tmp_path / "site-01.jpg"
    path.write_bytes(b"x" * 10)
    found = look_at(path)
    assert found == Attachment(path, "site-01.jpg", "image/jpeg")
    assert isinstance(found, Attachment)
    assert octets(found) == 10


def test_folders_and_fifos_are_refused_without_being_opened(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    assert look_at(tmp_path) == Flaw(Field.ATTACHMENT, Reason.NOT_A_FILE, tmp_path.name)
    assert look_at(fifo) == Flaw(Field.ATTACHMENT, Reason.NOT_A_FILE, "pipe")


def test_what_is_gone_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone.pdf"
    assert look_at(gone) == Flaw(Field.ATTACHMENT, Reason.FILE_MISSING, "gone.pdf")
    assert octets(Attachment(gone, "gone.pdf")) is None


def test_a_path_that_cannot_be_looked_at(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    found = look_at(loop)
    assert isinstance(found, Flaw)
    assert found.reason is Reason.FILE_UNREADABLE


@pytest.mark.parametrize(
    ("name", "expected"), [("a.pdf", "application/pdf"), ("a.nothing-known", "application/octet-stream")]
)
def test_the_type_follows_the_ending(name: str, expected: str) -> None:
    assert media_type(name) == expected
