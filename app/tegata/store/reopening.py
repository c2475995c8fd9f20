"""A parcel's draft for "edit again": attachments whose file is gone or changed come out of the spool file."""

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tegata.mail.draft import Draft
from tegata.private_files import open_private, sync_directory
from tegata.profile import make_private_directory
from tegata.store.disk_errors import trouble_with
from tegata.store.spool import Original, original_of
from tegata.store.trouble import StoreError

if TYPE_CHECKING:
    from email.message import Message


def restore(draft: Draft, originals: Sequence[Original], spool_file: Path, directory: Path) -> Draft:
    """Return the draft with the attachments that were sealed: the user's own file, or a copy in `directory`.

    Raises OSError where the letter's file cannot be read or the copies cannot be written.
    """
    kept = [original_of(one.path) == was for one, was in zip(draft.attachments, originals, strict=True)]
    if all(kept):
        return draft
    copies = _extract(spool_file, directory, len(draft.attachments))
    both = zip(draft.attachments, copies, kept, strict=True)
    return replace(
        draft, attachments=tuple(own if is_kept else replace(own, path=copy) for own, copy, is_kept in both)
    )


def remove_unused(directory: Path, drafts: Sequence[Draft]) -> None:
    """Remove the copies that no draft needs any more."""
    used = {attachment.path.parent for draft in drafts for attachment in draft.attachments}
    for copies in directory.iterdir():
        if copies not in used:
            shutil.rmtree(copies, ignore_errors=True)


def _extract(spool_file: Path, directory: Path, count: int) -> list[Path]:
    """Write the letter's attachments into the directory; their names are numbers, so no name can harm."""
    from email.parser import BytesParser
    from email.policy import compat32

    with spool_file.open("rb") as file:
        parts = list(_attachments(BytesParser(policy=compat32).parse(file)))
    if len(parts) != count:
        raise OSError(f"{spool_file.name} holds {len(parts)} attachments, not {count}")
    if refused := make_private_directory(directory):
        raise StoreError(trouble_with(refused))
    paths = [directory / str(number) for number in range(count)]
    for path, part in zip(paths, parts, strict=True):
        _write(path, part)
    sync_directory(directory)
    return paths


def _attachments(message: "Message") -> "Iterator[Message]":
    return (part for part in message.walk() if part.get_content_disposition() == "attachment")


def _write(path: Path, part: "Message") -> None:
    content = part.get_payload(decode=True)
    with open_private(path) as file:
        file.write(content if isinstance(content, bytes) else b"")
        file.flush()
        os.fsync(file.fileno())
