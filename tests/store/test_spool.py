"""Letters' files: whole or not there, and attachments read with care."""

import os
import socket
import sys
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.store import spool
from tegata.store.disk_errors import trouble_of
from tegata.store.spool import (
    Original,
    Spooled,
    is_as_written,
    original_of,
    remove_strays,
    spool_name,
    write_letter,
)
from tegata.store.trouble import StoreTrouble
from tests.store.samples import letter

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    directory = tmp_path / "letters"
    directory.mkdir()
    return directory


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def refused(letters: Path, path: Path) -> Reason:
    """Return why the file cannot be attached; nothing may be left in the directory then."""
    flaws = write_letter(letters, letter(attachments=(Attachment(path, "name"),)))
    assert isinstance(flaws, tuple)
    (flaw,) = flaws
    assert (flaw.field, flaw.what) == (Field.ATTACHMENT, "name")
    assert list(letters.iterdir()) == []
    return flaw.reason


@posix
@pytest.mark.usefixtures("open_umask")
def test_a_letter_is_written_whole(letters: Path) -> None:
    sealed = letter()
    spooled = write_letter(letters, sealed)
    assert isinstance(spooled, Spooled)
    assert list(letters.iterdir()) == [spooled.path] == [letters / spool_name(sealed.message_id)]
    assert spooled.size == spooled.path.stat().st_size


@pytest.mark.needs_modes
def test_a_letter_is_written_for_this_user_alone(letters: Path) -> None:
    spooled = write_letter(letters, letter())
    assert isinstance(spooled, Spooled)
    assert spooled.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("at", [0, 100, -1])
def test_a_change_of_one_bit_in_its_file_is_seen(letters: Path, tmp_path: Path, at: int) -> None:
    (tmp_path / "photo.jpg").write_bytes(os.urandom(300_000))
    spooled = write_letter(letters, letter(attachments=(Attachment(tmp_path / "photo.jpg", "photo.jpg"),)))
    assert isinstance(spooled, Spooled)
    assert is_as_written(spooled.path, spooled.checksum)
    octets = bytearray(spooled.path.read_bytes())
    octets[at] ^= 1
    spooled.path.write_bytes(octets)
    assert not is_as_written(spooled.path, spooled.checksum)
    spooled.path.unlink()
    assert not is_as_written(spooled.path, spooled.checksum)


def test_attachments_are_copied_into_it(letters: Path, tmp_path: Path) -> None:
    photo, empty = tmp_path / "photo.jpg", tmp_path / "empty"
    photo.write_bytes(os.urandom(200_000))
    empty.touch()
    sealed = letter(attachments=(Attachment(photo, "photo.jpg", "image/jpeg"), Attachment(empty, "empty")))
    spooled = write_letter(letters, sealed)
    assert isinstance(spooled, Spooled)
    assert spooled.originals == (Original(200_000, photo.stat().st_mtime_ns), original_of(empty))
    _, *parts = message_from_bytes(spooled.path.read_bytes()).walk()
    assert [part.get_payload(decode=True) for part in parts[1:]] == [photo.read_bytes(), b""]


def test_a_file_that_is_not_there(letters: Path, tmp_path: Path) -> None:
    assert refused(letters, tmp_path / "gone") is Reason.FILE_MISSING
    (tmp_path / "file").touch()
    assert refused(letters, tmp_path / "file" / "below") is Reason.FILE_MISSING
    assert refused(letters, Path("nul\0byte")) is Reason.FILE_MISSING


def test_a_folder(letters: Path, tmp_path: Path) -> None:
    assert refused(letters, tmp_path) is Reason.NOT_A_FILE


@posix
@pytest.mark.needs_links
def test_things_that_are_no_files(letters: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")  # opening it without care would wait for ever
    assert refused(letters, tmp_path / "fifo") is Reason.NOT_A_FILE
    assert refused(letters, Path("/dev/zero")) is Reason.NOT_A_FILE
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        assert refused(letters, tmp_path / "socket") is Reason.NOT_A_FILE


@posix
def test_a_file_we_may_not_read(letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.touch()
    real_open = os.open

    def guarded(path: Path, *arguments: int) -> int:
        if Path(path) == secret:
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments)

    monkeypatch.setattr(os, "open", guarded)
    assert refused(letters, secret) is Reason.FILE_UNREADABLE


@posix
@pytest.mark.needs_links
def test_a_link_to_a_file_is_a_file(letters: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"contents")
    (tmp_path / "link").symlink_to("real")
    sealed = letter(attachments=(Attachment(tmp_path / "link", "link"),))
    assert isinstance(write_letter(letters, sealed), Spooled)


@pytest.mark.parametrize("change", ["shrink", "fail"])
def test_a_file_that_gives_out_while_it_is_read(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    growing = tmp_path / "growing"
    growing.write_bytes(bytes(150_000))
    real_read, calls = os.read, iter(range(100))

    def read(descriptor: int, count: int) -> bytes:
        if next(calls) == 1:
            os.truncate(growing, 60_000)
            if change == "fail":
                raise OSError(5, "Input/output error")
        return real_read(descriptor, count)

    monkeypatch.setattr(spool.os, "read", read)  # type: ignore[attr-defined]
    assert refused(letters, growing) is Reason.FILE_UNREADABLE


def test_a_file_that_grows_is_taken_as_it_was(
    letters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing"
    growing.write_bytes(b"as it was")
    real_read = os.read

    def read(descriptor: int, count: int) -> bytes:
        with growing.open("ab") as file:
            file.write(b" and more")
        return real_read(descriptor, count)

    monkeypatch.setattr(os, "read", read)
    spooled = write_letter(letters, letter(attachments=(Attachment(growing, "g"),)))
    assert isinstance(spooled, Spooled)
    assert b"YXMgaXQgd2Fz" in spooled.path.read_bytes()
    assert b"YXMgaXQgd2FzI" not in spooled.path.read_bytes()


def test_every_flaw_is_named_at_once(letters: Path, tmp_path: Path) -> None:
    attachments = (Attachment(tmp_path / "a", "a"), Attachment(tmp_path, "b"))
    assert write_letter(letters, letter(attachments=attachments)) == (
        Flaw(Field.ATTACHMENT, Reason.FILE_MISSING, "a"),
        Flaw(Field.ATTACHMENT, Reason.NOT_A_FILE, "b"),
    )


@posix
def test_a_disk_that_takes_no_more_leaves_nothing_behind(letters: Path, tmp_path: Path) -> None:
    import resource

    big = tmp_path / "big"
    big.write_bytes(bytes(2_000_000))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large") as caught:
            write_letter(letters, letter(attachments=(Attachment(big, "big"),)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert trouble_of(caught.value).kind is StoreTrouble.DISK_FULL
    assert list(letters.iterdir()) == []


def test_names_tell_nothing_and_differ() -> None:
    names = {
        spool_name(message_id) for message_id in ("<1@a.example>", "<2@a.example>", "<\udcff@a.example>")
    }
    assert len(names) == 3
    assert not any("example" in name for name in names)


def test_what_a_file_is_like_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    original = original_of(tmp_path / "file")
    assert original is not None
    assert original.size == 5
    assert original_of(tmp_path / "gone") is None
    assert original_of(Path("nul\0byte")) is None


def test_strays_are_old_and_unknown(tmp_path: Path) -> None:
    then = 1_800_000_000  # in 2027: FAT knows no time before 1980
    for name, changed in (("wanted", then), ("stray", then), ("fresh", then + 1000)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (changed, changed))
    remove_strays(tmp_path, frozenset({"wanted"}), older_than=then + 500.0)
    assert {path.name for path in tmp_path.iterdir()} == {"wanted", "fresh"}
