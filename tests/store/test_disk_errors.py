"""The system's errors in the words of the store."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from tegata.profile import ProfileProblem, ProfileTrouble
from tegata.store.disk_errors import primary_code, trouble_at, trouble_of, trouble_with
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
        (errno.EIO, T.UNREACHABLE),
        (errno.ENOTCONN, T.UNREACHABLE),
        (errno.ENODEV, T.UNREACHABLE),
        (errno.EMFILE, T.OTHER),
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
        (sqlite3.SQLITE_IOERR_FSYNC, T.UNREACHABLE),
        (sqlite3.SQLITE_CANTOPEN, T.OTHER),
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


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.EDQUOT, T.DISK_FULL), (errno.EROFS, T.READ_ONLY), (errno.EIO, T.UNREACHABLE)]
)
def test_what_sqlite_keeps_to_itself_the_disk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: StoreTrouble
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, "its own word")

    monkeypatch.setattr(os, "fsync", refuse)
    trouble = trouble_at(tmp_path, sqlite_error(sqlite3.SQLITE_IOERR_WRITE))
    assert trouble.kind is kind
    assert "its own word" in trouble.detail
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_it_again_says_nothing(tmp_path: Path) -> None:
    """As a stick that was pulled out and plugged in again: SQLite still has the files of before."""
    assert trouble_at(tmp_path, sqlite_error(sqlite3.SQLITE_IOERR_WRITE)) == Trouble(
        T.UNREACHABLE, "disk I/O error"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_disk_whose_place_is_empty_was_pulled_out(tmp_path: Path) -> None:
    trouble = trouble_at(tmp_path / "STICK" / "store", sqlite_error(sqlite3.SQLITE_IOERR_READ))
    assert trouble.kind is T.UNREACHABLE
    assert "No such file" in trouble.detail
    assert trouble_at(tmp_path, FileNotFoundError("letters")).kind is T.UNREACHABLE


def test_the_disk_is_not_asked_where_sqlite_says_it(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    assert trouble_at(gone, sqlite_error(sqlite3.SQLITE_FULL)).kind is T.DISK_FULL
    assert trouble_at(gone, sqlite_error(sqlite3.SQLITE_CORRUPT)).kind is T.DAMAGED
    assert trouble_at(gone, OSError(errno.ENOSPC, "full")).kind is T.DISK_FULL


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.EDQUOT, T.DISK_FULL), (errno.EMFILE, T.OTHER), (0, T.READ_ONLY)]
)
def test_a_directory_that_cannot_be_used(tmp_path: Path, number: int, kind: StoreTrouble) -> None:
    refused = ProfileTrouble(ProfileProblem.NOT_WRITABLE, tmp_path, "its own word", number)
    assert trouble_with(refused) == Trouble(kind, "its own word")


def test_a_code_without_its_extension() -> None:
    assert primary_code(sqlite_error(sqlite3.SQLITE_IOERR_FSYNC)) == sqlite3.SQLITE_IOERR
    assert primary_code(sqlite3.ProgrammingError("ours")) == 0
