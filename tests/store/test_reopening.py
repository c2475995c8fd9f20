"""Attachments for "edit again": the user's own file if it is unchanged, the letter's copy otherwise."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment
from tegata.store.reopening import remove_unused, restore
from tegata.store.spool import Spooled, write_letter
from tests.store.samples import DRAFT, letter

FILES = {
    "photo.jpg": bytes(range(256)) * 500,
    "empty": b"",
    "../evil\n.txt": b"line\r\nline\n",
    "letter.eml": b"To: x",
}


@pytest.fixture
def attachments(tmp_path: Path) -> tuple[Attachment, ...]:
    found = []
    for number, (name, contents) in enumerate(FILES.items()):
        (tmp_path / f"file{number}").write_bytes(contents)
        found.append(Attachment(tmp_path / f"file{number}", name))
    return tuple(found)


@pytest.fixture
def spooled(tmp_path: Path, attachments: tuple[Attachment, ...]) -> Spooled:
    (tmp_path / "letters").mkdir()
    in_letter = tuple(replace(each, name=f"name{place}") for place, each in enumerate(attachments))
    written = write_letter(tmp_path / "letters", letter(attachments=in_letter))
    assert isinstance(written, Spooled)
    return written


def test_files_that_did_not_change_are_left_where_they_are(
    tmp_path: Path, attachments: tuple[Attachment, ...], spooled: Spooled
) -> None:
    draft = replace(DRAFT, attachments=attachments)
    assert restore(draft, spooled.originals, spooled.path, tmp_path / "copies" / "7") == draft
    assert not (tmp_path / "copies").exists()


def test_every_file_comes_out_of_the_letter(
    tmp_path: Path, attachments: tuple[Attachment, ...], spooled: Spooled
) -> None:
    for attachment in attachments:
        attachment.path.unlink()
    restored = restore(
        replace(DRAFT, attachments=attachments), spooled.originals, spooled.path, tmp_path / "copies" / "7"
    ).attachments
    assert [each.name for each in restored] == list(FILES)
    assert [each.path.read_bytes() for each in restored] == list(FILES.values())
    assert {each.path.parent for each in restored} == {tmp_path / "copies" / "7"}


@pytest.mark.needs_modes
def test_what_comes_out_is_private(
    tmp_path: Path, attachments: tuple[Attachment, ...], spooled: Spooled
) -> None:
    attachments[0].path.unlink()
    draft = replace(DRAFT, attachments=attachments)
    restored = restore(draft, spooled.originals, spooled.path, tmp_path / "copies" / "7").attachments
    assert restored[0].path.stat().st_mode & 0o777 == 0o600


def test_the_same_size_written_later_is_a_change(
    tmp_path: Path, attachments: tuple[Attachment, ...], spooled: Spooled
) -> None:
    changed = attachments[2].path
    changed.write_bytes(b"LINE\r\nLINE\n")
    os.utime(changed, ns=(1, 1))
    restored = restore(
        replace(DRAFT, attachments=attachments), spooled.originals, spooled.path, tmp_path / "copies"
    )
    assert [each.path == was.path for each, was in zip(restored.attachments, attachments, strict=True)] == [
        True,
        True,
        False,
        True,
    ]
    assert restored.attachments[2].path.read_bytes() == FILES["../evil\n.txt"]


def test_a_letter_that_lost_its_file_is_an_error(
    tmp_path: Path, attachments: tuple[Attachment, ...], spooled: Spooled
) -> None:
    attachments[0].path.unlink()
    draft = replace(DRAFT, attachments=attachments)
    spooled.path.write_bytes(b"Subject: cut off\r\n\r\n")
    with pytest.raises(OSError, match="0 attachments, not 4"):
        restore(draft, spooled.originals, spooled.path, tmp_path / "copies")
    spooled.path.unlink()
    with pytest.raises(FileNotFoundError):
        restore(draft, spooled.originals, spooled.path, tmp_path / "copies")


def test_copies_stay_as_long_as_a_draft_needs_them(tmp_path: Path) -> None:
    for number in ("1", "2"):
        (tmp_path / number).mkdir()
        (tmp_path / number / "0").touch()
    remove_unused(tmp_path, [replace(DRAFT, attachments=(Attachment(tmp_path / "2" / "0", "a"),))])
    assert [path.name for path in tmp_path.iterdir()] == ["2"]
