"""What a draft was earlier: as it stood at the end of a minute, and always before a big deletion.

Functions of a connection, to be called inside a transaction.
"""

import sqlite3
from datetime import datetime

from tegata.mail.draft import Draft
from tegata.store.draft_json import decode_draft, encode_draft
from tegata.store.draft_kept import DraftVersion
from tegata.store.timestamps import from_text, to_text

MOST = 10  # of each kind: the ones now and then, and the ones before big deletions
_BIG = 60  # characters gone at once: about a line
_SOME = 10  # fewer are a slip of the pen, however short the letter
_FIRST_WORDS = 80


def note(
    connection: sqlite3.Connection,
    draft_id: int,
    before: tuple[datetime, Draft],
    after: tuple[datetime, Draft],
) -> None:
    """Keep what the draft was, if that is worth it. Both are a draft and the time it was saved."""
    if before[1] == after[1]:
        return
    pinned = is_big_deletion(before[1], after[1])
    if pinned or _minute(before[0]) != _minute(after[0]):
        pin(connection, draft_id, before, pinned=pinned)


def pin(
    connection: sqlite3.Connection, draft_id: int, before: tuple[datetime, Draft], *, pinned: bool = True
) -> None:
    """Keep what the draft was; a pinned one gives way to other pinned ones only. The oldest go."""
    saved_at, draft = before
    connection.execute(
        "INSERT INTO draft_version (draft, saved_at, pinned, content) VALUES (?, ?, ?, ?)",
        (draft_id, to_text(saved_at), pinned, encode_draft(draft)),
    )
    connection.execute(
        "DELETE FROM draft_version WHERE draft = ?1 AND pinned = ?2 AND id NOT IN ("
        "SELECT id FROM draft_version WHERE draft = ?1 AND pinned = ?2 ORDER BY id DESC LIMIT ?3)",
        (draft_id, pinned, MOST),
    )


def select_all(connection: sqlite3.Connection, draft_id: int) -> tuple[DraftVersion, ...]:
    """Return what the draft was earlier, the latest first."""
    rows = connection.execute(
        "SELECT id, saved_at, content FROM draft_version WHERE draft = ? ORDER BY id DESC", (draft_id,)
    )
    return tuple(
        DraftVersion(number, from_text(saved_at), _first_words(decode_draft(content)))
        for number, saved_at, content in rows
    )


def select(connection: sqlite3.Connection, draft_id: int, version_id: int) -> Draft | None:
    """Return one version of this draft, or None where it is gone."""
    row = connection.execute(
        "SELECT content FROM draft_version WHERE draft = ? AND id = ?", (draft_id, version_id)
    ).fetchone()
    return None if row is None else decode_draft(row[0])


def is_big_deletion(before: Draft, after: Draft) -> bool:
    """Whether much is gone that was written: a line of the text, half of it, a file, or all recipients."""
    if not {each.path for each in before.attachments} <= {each.path for each in after.attachments}:
        return True
    if _people(before) and not _people(after):
        return True
    gone = _gone(before.body, after.body) + _gone(before.subject, after.subject)
    written = len(before.body.strip()) + len(before.subject.strip())
    return gone >= _BIG or (gone >= _SOME and 2 * gone >= written)


def _gone(before: str, after: str) -> int:
    """Return how many characters between what both begin and what both end with are not there any more."""
    head = _alike(before, after)
    rest, other = before[head:], after[head:]
    return len(rest) - _alike(rest[::-1], other[::-1])


def _alike(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _people(draft: Draft) -> tuple[str, ...]:
    return (*draft.to, *draft.cc, *draft.bcc)


def _minute(when: datetime) -> int:
    return int(when.timestamp() // 60)


def _first_words(draft: Draft) -> str:
    return " ".join((draft.body.strip() or draft.subject).split())[:_FIRST_WORDS]
