"""Which coroutine a command is, and how a profile that cannot be used ends it."""

import os
from pathlib import Path

import pytest

from tegata.cli import command
from tegata.cli.arguments import parse
from tegata.store.outbox import Outbox
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.cli.terminal import Terminal
from tests.delivery.bench import account_at

LIST = ("outbox", "list", "--json")


def test_run_brings_a_loop_of_its_own(terminal: Terminal) -> None:
    assert command.run(parse([*LIST, "--profile", str(terminal.profile)])) == 0


async def test_a_profile_that_is_no_directory(terminal: Terminal) -> None:
    terminal.profile.write_text("a file")
    ran = await terminal.run(*LIST)
    assert (ran.status, ran.last["outcome"]) == (13, "refused")
    assert str(terminal.profile) in ran.err


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root gives files away")
async def test_a_profile_of_somebody_else(terminal: Terminal) -> None:
    terminal.profile.mkdir()
    os.chown(terminal.profile, 12345, 12345)
    ran = await terminal.run(*LIST)
    assert ran.status == 13
    assert "somebody else’s" in ran.err
    assert list(terminal.profile.iterdir()) == []


async def test_a_profile_that_everybody_shares(terminal: Terminal) -> None:
    terminal.profile.mkdir()
    terminal.profile.chmod(0o1777)
    assert (await terminal.run(*LIST)).status == 13


async def test_broken_settings_are_named_by_their_line(terminal: Terminal) -> None:
    terminal.profile.mkdir()
    (terminal.profile / "accounts.toml").write_text('[[account]]\nname = "anna"\naddress = \n')
    for words in (terminal.letter(), ["login", "--account", "anna"], ["check", "--account", "anna"]):
        ran = await terminal.run(*words, "--json")
        assert (ran.status, ran.last["outcome"]) == (13, "refused")
        assert "line 3" in ran.err
    assert (await terminal.run(*LIST)).status == 0


async def test_an_account_that_does_not_exist(terminal: Terminal) -> None:
    terminal.has(account_at(9))
    ran = await terminal.send(account="bertha")
    assert ran.status == 13
    assert ran.err == "There is no account “bertha”.\n"


async def test_a_disk_that_fails_ends_it_with_a_sentence(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_outbox: Outbox, **_states: object) -> None:
        raise StoreError(Trouble(StoreTrouble.DAMAGED, "database disk image is malformed"))

    monkeypatch.setattr(Outbox, "parcels", fail)
    ran = await terminal.run(*LIST)
    assert ran.status == 13
    assert "malformed" in ran.err


async def test_a_store_of_a_newer_tegata_is_not_touched(terminal: Terminal) -> None:
    import sqlite3

    await terminal.run(*LIST)
    database = terminal.profile / "store" / "tegata.db"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    ran = await terminal.run(*LIST)
    assert ran.status == 13
    assert "last used by a newer Tegata" in ran.err


def test_every_command_of_the_command_line_is_there() -> None:
    assert set(command._COMMANDS) == {"send", "login", "outbox", "check", "explain"}


async def test_a_file_tells_nothing_to_others(terminal: Terminal) -> None:
    await terminal.run(*LIST)
    modes = {path: path.stat().st_mode & 0o077 for path in [terminal.profile, *all_of(terminal.profile)]}
    assert set(modes.values()) == {0}, modes


def all_of(directory: Path) -> list[Path]:
    return list(directory.rglob("*"))
