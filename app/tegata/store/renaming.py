"""Gives an account another name, everywhere the store speaks of it."""

import sqlite3

_TABLES = ("parcel", "login_window", "own_network", "login", "learned")


def rename_account(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Change the name in every row, inside the caller's transaction. What the new name had gives way."""
    for table in _TABLES:
        connection.execute(f"UPDATE OR REPLACE {table} SET account = ? WHERE account = ?", (new, old))  # noqa: S608
    for table, column in (("draft", "content"), ("draft_version", "content"), ("parcel", "draft")):
        connection.execute(
            f"UPDATE {table} SET {column} = json_set({column}, '$.account', ?)"  # noqa: S608
            f" WHERE json_extract({column}, '$.account') = ?",
            (new, old),
        )
