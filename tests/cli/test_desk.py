import io
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.cli import desk
from tegata.cli.arguments import parse
from tegata.cli.desk import CannotOpen, find_account, open_desk, open_profile, read_passwords
from tegata.delivery.notices import Role
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.profile import Preferences
from tegata.protocols.outcome import Phase
from tests.cli.terminal import Terminal
from tests.delivery.bench import account_at


@pytest.mark.parametrize(
    ("typed", "submission", "pop"),
    [
        (b"one", "one", "one"),
        (b"one\n", "one", "one"),
        (b"one\r\ntwo\r\n", "one", "two"),
        (b"one\n\n", "one", "one"),
        (b" blanks stay \n", " blanks stay ", " blanks stay "),
        ("雪\u2028月".encode(), "雪\u2028月", "雪\u2028月"),
    ],
)
def test_passwords_come_line_by_line(
    monkeypatch: pytest.MonkeyPatch, typed: bytes, submission: str, pop: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    given = read_passwords(parse(["login", "--account", "anna", "--password-stdin"]))
    assert {role: secret.reveal() for role, secret in given.items()} == {
        Role.SUBMISSION: submission,
        Role.POP: pop,
    }


@pytest.mark.parametrize("typed", [b"", b"\n", b"\xff\xfe"])
def test_no_password_is_a_sentence(monkeypatch: pytest.MonkeyPatch, typed: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    with pytest.raises(CannotOpen):
        read_passwords(parse(["login", "--account", "anna", "--password-stdin"]))


def test_unasked_standard_input_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert read_passwords(parse(["login", "--account", "anna"])) == {}


async def test_what_is_opened_and_found(terminal: Terminal) -> None:
    terminal.has(account_at(25))
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as opened:
        assert find_account(opened, "anna") == account_at(25)
        assert opened.profile.directory == terminal.profile
        with pytest.raises(CannotOpen, match="bertha"):
            find_account(opened, "bertha")


async def test_patience_greeting_and_zone_are_as_asked_for(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Tools] = []

    def note(*built: object) -> PostOffice:
        assert isinstance(built[-1], Tools)
        seen.append(built[-1])
        return PostOffice(*built)  # type: ignore[arg-type]

    monkeypatch.setattr(desk, "PostOffice", note)
    terminal.profile.mkdir()
    (terminal.profile / "tegata.toml").write_text('hello_name = "laptop.a.example"\ndate_zone = "utc"\n')
    for words in (["login", "--account", "x", "--timeout", "2.5"], ["outbox", "list"]):
        async with open_desk(parse([*words, "--profile", str(terminal.profile)])):
            pass
    named, silent = seen
    assert named.preferences() == Preferences(hello_name="laptop.a.example", date_zone="utc")
    assert named.patience.seconds(Phase.MAIL) == 2.5
    assert silent.patience.seconds(Phase.MAIL) == timedelta(minutes=5).total_seconds()


def test_without_a_name_it_is_the_usual_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "default_directory", lambda: tmp_path / "usual")
    profile = open_profile(parse(["outbox", "list"]))
    assert profile.directory == tmp_path / "usual"
    assert (tmp_path / "usual" / "store").is_dir()


async def test_what_cannot_be_read_of_the_settings_is_said_once_and_the_rest_is_used(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.has(account_at(25), replace(account_at(25), name="bertha", address="bertha"))
    (terminal.profile / "tegata.toml").write_text("undo_seconds =")
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as opened:
        assert find_account(opened, "anna") == account_at(25)
        with pytest.raises(CannotOpen) as refused:
            find_account(opened, "bertha")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Some settings could not be read"
    assert said[1].startswith("tegata.toml cannot be read")
    assert "“bertha” is not a mail address." in said[2]
    assert len(said) == 3
    assert str(refused.value) == "There is no account “bertha”."


async def test_a_program_that_reads_the_output_is_not_disturbed_by_it(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.profile.mkdir()
    (terminal.profile / "accounts.toml").write_text("[[account]")
    async with open_desk(parse(["outbox", "list", "--json", "--profile", str(terminal.profile)])):
        ran = capsys.readouterr()
    assert ran.out == ""
    assert "accounts.toml, line 1 cannot be read" in ran.err
