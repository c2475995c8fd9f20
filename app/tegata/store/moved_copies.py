"""Copies of attachments in a store that has moved: a stick plugged in elsewhere, a directory with a new name.

Drafts name them by their whole path. What lies in the store is found by the end of that, in the words of
either kind of system: the other one may have written it.
"""

import json
import sqlite3
from pathlib import Path, PureWindowsPath

_WHERE_DRAFTS_ARE = (("draft", "content"), ("draft_version", "content"), ("parcel", "draft"))


def follow(connection: sqlite3.Connection, copies: Path) -> None:
    """Let every draft find its copies in the directory `copies` again, inside the caller's transaction.

    A copy that is not there leaves its draft as it is.
    """
    if any(copies.iterdir()):
        for table, column in _WHERE_DRAFTS_ARE:
            _follow_in(connection, table, column, copies)


def _follow_in(connection: sqlite3.Connection, table: str, column: str, copies: Path) -> None:
    rows = connection.execute(f"SELECT id, {column} FROM {table}").fetchall()  # noqa: S608 - our own names
    for number, content in rows:
        kept = json.loads(content)
        found = [[_here(path, copies), *rest] for path, *rest in kept["attachments"]]
        if found != kept["attachments"]:
            text = json.dumps(kept | {"attachments": found})
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (text, number))  # noqa: S608


def _here(path: str, copies: Path) -> str:
    parts = PureWindowsPath(path).parts  # it parts at slashes, too
    if parts[-4:-2] != copies.parts[-2:]:
        return path
    copy = copies.joinpath(*parts[-2:])
    return str(copy) if copy.is_file() else path
