"""What a profile is like before a scenario begins."""

import os
import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tegata.accounts.accounts_file import save_account
from tegata.profile import Profile
from tegata.store.parcel import ParcelState, Standing
from tegata.store.schema import MIGRATIONS, VERSION
from tests.crash.desk import PHOTO, Desk, perform
from tests.crash.diary import Said, read_diary
from tests.delivery.bench import account_at

S = ParcelState
Build = Callable[[Desk], Awaitable[None]]


async def _empty(_desk: Desk) -> None:
    """Nothing but the tables."""


async def _left_behind(desk: Desk) -> None:
    """Letters in every state that a process may have been killed in, and a draft."""
    await desk.send(desk.draft("waits"))
    for subject, ways in (("sending", (S.SENDING,)), ("committed", (S.SENDING, S.COMMITTED))):
        parcel_id = await desk.send(desk.draft(subject, photo=True))
        for state in ways:
            await desk.store.outbox.move(parcel_id, Standing(state), now=desk.office.now())
    desk.say("accepted", subject="committed")
    await desk.keep(desk.draft("draft", photo=True))
    withdrawn = await desk.send(desk.draft("withdrawn"))
    await desk.office.withdraw(withdrawn)
    desk.say("withdrawn", subject="withdrawn")


async def _used(desk: Desk) -> None:
    """What an older Tegata could have left: a letter that waits, one that failed, and a draft."""
    await desk.send(desk.draft("waits", photo=True))
    failed = await desk.send(desk.draft("failed"))
    for state in (S.SENDING, S.FAILED):
        await desk.store.outbox.move(failed, Standing(state), now=desk.office.now(), was=None)
    await desk.keep(desk.draft("draft"))


@dataclass(frozen=True, slots=True)
class Place:
    """A profile to begin with, kept beside where it is used, since drafts name their attachments by path."""

    kept: Path
    used: Path
    said: tuple[Said, ...]

    def restore(self) -> None:
        """Put everything back to how it was."""
        shutil.rmtree(self.used, ignore_errors=True)
        shutil.copytree(self.kept, self.used)


def make_place(name: str, directory: Path, smtp_port: int) -> Place:
    """Make the place below `directory`; its account sends through the judge's server."""
    used, kept = directory / "used", directory / name.replace(" ", "-")
    shutil.rmtree(used, ignore_errors=True)
    profile = Profile(used / "profile")
    profile.directory.mkdir(parents=True)
    assert save_account(profile.accounts_file, account_at(smtp_port)) is None
    (used / "photo.jpg").write_bytes(PHOTO)
    said: tuple[Said, ...] = ()
    if name != "new":
        word, _, version = name.partition(" ")
        said = _build({"empty": _empty, "left": _left_behind, "schema": _used}[word], used)
        if word == "schema":
            _downgrade(profile.store / "tegata.db", int(version))
            said = (*said, Said("older", f"tegata.db.schema-{version}"))
    used.rename(kept)
    return Place(kept, used, said)


def earlier_schemas() -> tuple[int, ...]:
    """Return the versions of the tables that there were before this one."""
    return tuple(range(1, VERSION))


def _build(build: Build, used: Path) -> tuple[Said, ...]:
    diary = used / "diary"
    output = os.open(diary, os.O_CREAT | os.O_WRONLY, 0o600)
    perform(build, used, output)
    os.close(output)
    said = read_diary(diary.read_bytes())
    diary.unlink()
    return said


def _downgrade(path: Path, version: int) -> None:
    """Make the file as that version of the tables would have it, with all that fits into it."""
    older = path.with_name("older.db")
    with closing(sqlite3.connect(older)) as connection:
        connection.executescript(";".join(statement for step in MIGRATIONS[:version] for statement in step))
        connection.execute("ATTACH ? AS newer", (str(path),))
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall():
            columns = ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")  # noqa: S608
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    for file in path.parent.glob("tegata.db*"):
        file.unlink()
    older.rename(path)
