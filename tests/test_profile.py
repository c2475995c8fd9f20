"""The profile: paths, the lock, program settings, the log."""

import errno
import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tegata import profile as profile_module
from tegata.private_files import write_whole
from tegata.profile import (
    BrokenFile,
    Preferences,
    Profile,
    ProfileProblem,
    default_directory,
    load_preferences,
    make_private_directory,
    read_toml,
    save_preferences,
    start_logging,
    trouble_at,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
as_root = pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away"
)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "profile")
    assert profile.prepare() is None
    return profile


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_the_default_directory_is_named_after_the_program() -> None:
    assert default_directory().name == "tegata"


@posix
@pytest.mark.usefixtures("open_umask")
@pytest.mark.needs_modes
def test_directories_and_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "deep" / "profile")
    assert profile.prepare() is None
    write_whole(profile.accounts_file, b"# mine\n")
    for directory in (profile.directory, profile.store, profile.log_file.parent):
        assert directory.stat().st_mode & 0o777 == 0o700
    assert profile.accounts_file.stat().st_mode & 0o777 == 0o600


@posix
def test_the_name_of_a_new_directory_outlasts_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.add(os.fstat(descriptor).st_ino))
    directory = tmp_path / "deep" / "profile"
    assert make_private_directory(directory) is None
    assert {tmp_path.stat().st_ino, directory.parent.stat().st_ino} <= synced


@posix
@pytest.mark.needs_modes
def test_an_open_directory_of_ours_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert make_private_directory(tmp_path) is None
    assert tmp_path.stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.needs_modes
def test_a_shared_directory_is_refused_and_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o1777)
    trouble = make_private_directory(tmp_path)
    assert trouble is not None
    assert trouble.problem is ProfileProblem.NOT_OURS
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777


@as_root
@pytest.mark.needs_modes
def test_somebody_elses_directory_is_refused(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    os.chown(theirs, 12345, 12345)
    trouble = Profile(theirs).prepare()
    assert trouble is not None
    assert trouble.problem is ProfileProblem.NOT_OURS
    assert list(theirs.iterdir()) == []


@posix
@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_disk_without_modes_holds_a_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuses(path: Path, _mode: int) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "chmod", refuses)
    profile = Profile(tmp_path / "stick")
    assert profile.prepare() is None
    log = start_logging(profile, verbose=False)
    logging.getLogger("tegata").warning("written all the same")
    logging.getLogger("tegata").removeHandler(log)
    log.close()
    assert "written all the same" in profile.log_file.read_text("utf-8")


@posix
def test_a_read_only_disk_is_no_disk_without_modes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(path: Path, _mode: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "chmod", refuses)
    trouble = Profile(tmp_path).prepare()
    assert trouble is not None
    assert trouble.number == errno.EROFS


@posix
@pytest.mark.needs_modes
def test_looking_at_a_directory_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    assert trouble_at(tmp_path) is None
    assert (list(tmp_path.iterdir()), stat.S_IMODE(tmp_path.stat().st_mode)) == ([], 0o755)
    (tmp_path / "file").write_text("")
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    troubles = [trouble_at(each) for each in (tmp_path / "file", shared)]
    assert [each.problem for each in troubles if each] == [
        ProfileProblem.NOT_A_DIRECTORY,
        ProfileProblem.NOT_OURS,
    ]
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    trouble = trouble_at(tmp_path)
    assert trouble is not None
    assert trouble.problem is ProfileProblem.NOT_WRITABLE


def test_a_file_in_the_directorys_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file")
    for directory in (tmp_path / "profile", tmp_path / "profile" / "below"):
        trouble = Profile(directory).prepare()
        assert trouble is not None
        assert trouble.problem is ProfileProblem.NOT_A_DIRECTORY


def test_a_disk_that_takes_no_lock_is_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "open", full)
    trouble = Profile(tmp_path / "profile").prepare()
    assert trouble is not None
    assert trouble.problem is ProfileProblem.NOT_WRITABLE
    assert (trouble.number, "No space" in trouble.detail) == (errno.ENOSPC, True)


def test_the_lock_is_held_by_one(profile: Profile) -> None:
    lock = profile.try_lock()
    assert lock is not None
    assert profile.try_lock() is None
    lock.release()
    lock.release()
    again = profile.try_lock()
    assert again is not None
    again.release()


def test_a_lock_on_a_disk_that_is_gone_is_let_go_of(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a stick that was pulled out answers: the file is closed all the same."""
    lock, close = profile.try_lock(), os.close
    assert lock is not None

    def close_and_complain(descriptor: int) -> None:
        close(descriptor)
        raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    monkeypatch.setattr(os, "close", close_and_complain)
    lock.release()
    lock.release()
    monkeypatch.undo()
    again = profile.try_lock()
    assert again is not None
    again.release()


def test_a_lock_that_cannot_be_opened_cannot_be_had(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_many(*_: object) -> int:
        raise OSError(errno.EMFILE, "Too many open files")

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", too_many)
        assert profile.try_lock() is None
    assert profile.try_lock() is not None


def test_only_a_window_says_that_it_holds_the_lock(profile: Profile) -> None:
    assert not profile.is_held_by_window()
    window = profile.try_lock()
    assert window is not None
    assert not profile.is_held_by_window()
    window.say_window()
    assert profile.is_held_by_window()
    window.release()  # as a crash: what was said is still there
    command = profile.try_lock()
    assert command is not None
    assert not profile.is_held_by_window()
    command.release()


def test_a_profile_without_a_lock_is_held_by_nobody(tmp_path: Path) -> None:
    assert not Profile(tmp_path / "none").is_held_by_window()


def test_the_lock_ends_with_its_process(profile: Profile) -> None:
    code = (
        "import sys, pathlib, tegata.profile as p\n"
        "lock = p.Profile(pathlib.Path(sys.argv[1])).try_lock()\n"
        "print(lock is not None, flush=True)\n"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(profile.directory)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"True\n"
        assert profile.try_lock() is None
        holder.kill()
    lock = profile.try_lock()
    assert lock is not None
    lock.release()


def test_a_missing_file_is_an_empty_one(tmp_path: Path) -> None:
    assert read_toml(tmp_path / "none.toml") == {}


@pytest.mark.parametrize(("text", "line"), [(b"a = 1\nb = \n", 2), (b"a = 1\n\nb = '\xff'\n", 3)])
def test_a_broken_file_is_copied_once_and_its_line_is_named(tmp_path: Path, text: bytes, line: int) -> None:
    path = tmp_path / "tegata.toml"
    path.write_bytes(text)
    for _ in range(2):
        broken = read_toml(path)
        assert isinstance(broken, BrokenFile)
        assert broken.line == line
        assert broken.kept_as == tmp_path / "tegata.toml.broken-1"
    assert path.read_bytes() == (tmp_path / "tegata.toml.broken-1").read_bytes() == text
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    broken = read_toml(tmp_path)
    assert isinstance(broken, BrokenFile)
    assert broken.kept_as is None


def test_preferences_come_back_and_comments_stay(profile: Profile) -> None:
    path = profile.preferences_file
    path.write_text('# mine\nlanguage = "en" # for now\nodd = 3\nhello_name = "old"\n', "utf-8")
    wanted = Preferences(language="ja", theme="dark")
    save_preferences(path, wanted)
    assert load_preferences(path) == (wanted, None)
    ours = (
        'theme = "dark"\ndate_zone = "local"\nundo_seconds = 7\nsent_kept_days = 30\nsome_refused = "ask"\n'
        'on_leaving = "ask"\nnotices = true\n'
    )
    assert path.read_text("utf-8") == f'# mine\nlanguage = "ja" # for now\nodd = 3\n{ours}'


def test_preferences_without_a_file_are_the_defaults(profile: Profile) -> None:
    assert load_preferences(profile.preferences_file) == (Preferences(), None)


@pytest.mark.parametrize(("kept", "meant"), [("false", False), ("true", True), ("0", True), ('"no"', True)])
def test_notices_are_shown_unless_that_is_turned_off(profile: Profile, kept: str, meant: bool) -> None:
    profile.preferences_file.write_text(f"notices = {kept}\n")
    assert load_preferences(profile.preferences_file) == (Preferences(notices=meant), None)


def test_values_that_do_not_exist_are_passed_over(profile: Profile) -> None:
    profile.preferences_file.write_text('language = "tlh"\ntheme = 3\nhello_name = "pc.home.example"\n')
    assert load_preferences(profile.preferences_file) == (Preferences(hello_name="pc.home.example"), None)


def test_a_value_of_a_newer_program_outlives_a_save_of_another_setting(profile: Profile) -> None:
    profile.preferences_file.write_text('on_leaving = "a newer choice"\n')
    preferences, _broken = load_preferences(profile.preferences_file)
    save_preferences(profile.preferences_file, replace(preferences, theme="dark"))
    assert 'on_leaving = "a newer choice"' in profile.preferences_file.read_text()
    save_preferences(profile.preferences_file, replace(preferences, on_leaving="quit"))
    assert load_preferences(profile.preferences_file)[0].on_leaving == "quit"


@pytest.mark.parametrize("name", ["", "my laptop", "-x", "é.example", "a\\r\\nRSET", "[192.0.2.1]"])
def test_a_name_that_ehlo_cannot_say_is_passed_over(profile: Profile, name: str) -> None:
    profile.preferences_file.write_text(f'hello_name = "{name}"\n', "utf-8")
    assert load_preferences(profile.preferences_file) == (Preferences(), None)


def test_a_broken_preferences_file_gives_defaults_and_is_kept(profile: Profile) -> None:
    profile.preferences_file.write_text('language = "ja\n')
    preferences, broken = load_preferences(profile.preferences_file)
    assert preferences == Preferences()
    assert broken is not None
    assert broken.line == 1
    save_preferences(profile.preferences_file, Preferences(theme="dark"))
    assert load_preferences(profile.preferences_file) == (Preferences(theme="dark"), None)
    assert broken.kept_as is not None
    assert broken.kept_as.read_text() == 'language = "ja\n'


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("tegata")
    level, handlers = logger.level, list(logger.handlers)
    yield logger
    for handler in [handler for handler in logger.handlers if handler not in handlers]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


@posix
@pytest.mark.usefixtures("open_umask")
def test_the_log_changes_files(
    profile: Profile, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_module, "_LOG_OCTETS", 200)
    start_logging(profile, verbose=False)
    for number in range(20):
        logger.info("line %d 手形", number)
    logger.debug("a dialogue")
    files = sorted(profile.log_file.parent.iterdir())
    assert [file.name for file in files] == ["tegata.log", "tegata.log.1", "tegata.log.2", "tegata.log.3"]
    assert "line 19 手形" in profile.log_file.read_text("utf-8")
    assert not any("a dialogue" in file.read_text("utf-8") for file in files)


@pytest.mark.needs_modes
def test_the_log_is_private(
    profile: Profile, logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profile_module, "_LOG_OCTETS", 10)
    start_logging(profile, verbose=False)
    for _ in range(3):
        logger.info("a line")
    files = list(profile.log_file.parent.iterdir())
    assert len(files) > 1
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_verbose_logs_dialogues_to_both(
    profile: Profile, logger: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    start_logging(profile, verbose=True)
    logger.debug("C: QUIT")
    assert "C: QUIT" in profile.log_file.read_text("utf-8")
    assert "C: QUIT" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "read"), [("0", 0), ("30", 30), ("31", 7), ("-1", 7), ("true", 7), ('"3"', 7)]
)
def test_undo_lasts_half_a_minute_at_most(profile: Profile, written: str, read: int) -> None:
    profile.preferences_file.write_text(f"undo_seconds = {written}\n")
    assert load_preferences(profile.preferences_file)[0].undo_seconds == read
