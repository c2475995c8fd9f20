"""The system's errors in the words of the store."""

import errno
import sqlite3

import pytest

from tegata.store.disk_errors import trouble_of
from tegata.store.trouble import StoreError, StoreTrouble, Trouble

T = StoreTrouble


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, T.DISK_FULL),
        (errno.EDQUOT, T.DISK_FULL),
        (errno.EFBIG, T.DISK_FULL),
        (errno.EROFS, T.READ_ONLY),
        (errno.EACCES, T.READ_ONLY),
        (errno.EIO, T.OTHER),
    ],
)
def test_numbers_of_the_system(number: int, kind: StoreTrouble) -> None:
    trouble = trouble_of(OSError(number, "its own word"))
    assert trouble.kind is kind
    assert "its own word" in trouble.detail


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, T.DISK_FULL),
        (sqlite3.SQLITE_READONLY_DBMOVED, T.READ_ONLY),
        (sqlite3.SQLITE_CORRUPT_INDEX, T.DAMAGED),
        (sqlite3.SQLITE_NOTADB, T.DAMAGED),
        (sqlite3.SQLITE_IOERR_FSYNC, T.OTHER),
    ],
)
def test_codes_of_sqlite_with_their_extensions(code: int, kind: StoreTrouble) -> None:
    error = sqlite3.DatabaseError("its own word")
    error.sqlite_errorcode = code
    assert trouble_of(error) == Trouble(kind, "its own word")


def test_an_error_translated_once_keeps_its_meaning() -> None:
    trouble = Trouble(T.DAMAGED, "x")
    assert trouble_of(StoreError(trouble)) == trouble


def test_an_error_without_a_number_is_other() -> None:
    assert trouble_of(OSError("odd")) == Trouble(T.OTHER, "odd")
    assert trouble_of(sqlite3.OperationalError("odd")) == Trouble(T.OTHER, "odd")
