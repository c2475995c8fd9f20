from pathlib import Path

import pytest

from tegata.cli.arguments import ACTIVATION_TOKEN, COMMANDS, Wish, parse, wish

SEND = ["send", "--account", "anna", "--subject", "x", "--body-file", "-"]


def test_without_a_command_it_is_the_window() -> None:
    arguments = parse(["--profile", "/tmp/anna", "mailto:bob@b.example"])  # noqa: S108 - only a name
    assert arguments.command is None
    assert arguments.profile == Path("/tmp/anna")  # noqa: S108 - only a name
    assert arguments.mailto == "mailto:bob@b.example"
    assert not parse([]).practice
    assert parse(["--practice"]).practice


def test_what_a_start_asks_of_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (ACTIVATION_TOKEN, "DESKTOP_STARTUP_ID"):
        monkeypatch.delenv(name, raising=False)
    assert wish(parse([])) == Wish()
    assert wish(parse(["--check"])) == Wish(check=True)
    assert wish(parse(["mailto:bob@b.example"])) == Wish("mailto:bob@b.example")
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "mutter_0")
    assert wish(parse([])) == Wish(token="mutter_0")
    monkeypatch.setenv(ACTIVATION_TOKEN, "mutter_1")
    assert wish(parse([])) == Wish(token="mutter_1")


def test_a_letter_takes_many_recipients_and_files() -> None:
    arguments = parse(
        [
            *SEND, "--to", '"Bob" <bob@b.example>', "--to", "ola@b.example", "--cc", "a@b.example",
            "--bcc", "c@b.example", "--attach", "one.png", "--attach-name", "first.png",
            "--attach", "two.png",
        ]
    )  # fmt: skip
    assert arguments.to == ['"Bob" <bob@b.example>', "ola@b.example"]
    assert (arguments.cc, arguments.bcc) == (["a@b.example"], ["c@b.example"])
    assert arguments.attach == [(Path("one.png"), "first.png"), (Path("two.png"), None)]
    assert parse(SEND).attach == []


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([command, "--help"])
    assert ended.value.code == 0
    assert f"tegata {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["send"],
        ["nonsense"],
        ["--check", "mailto:bob@b.example"],
        ["--json"],
        ["login"],
        ["outbox"],
        ["outbox", "burn"],
        ["outbox", "withdraw"],
        ["outbox", "withdraw", "first"],
        [*SEND, "--attach-name", "x"],
        [*SEND, "--attach", "a", "--attach-name", "x", "--attach-name", "y"],
        [*SEND, "--at", "tomorrow"],
        [*SEND, "--at", "2026-11-25 08:00+09:00"],
        [*SEND, "--zone", "Mars/Olympus"],
        [*SEND, "--timeout", "0"],
        [*SEND, "--timeout", "-1"],
        [*SEND, "--timeout", "nan"],
        [*SEND, "--timeout", "soon"],
        [*SEND, "--password", "secret"],
    ],
)
def test_what_makes_no_sense_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Tegata ")


def test_the_self_test_answers_in_words_or_in_json() -> None:
    assert not parse([]).self_test
    assert (parse(["--self-test"]).self_test, parse(["--self-test"]).json) == (True, False)
    assert parse(["--self-test", "--json", "--profile", "p"]).json


@pytest.mark.parametrize("verb", ["list", "send", "withdraw"])
def test_the_outbox_has_three_verbs(verb: str) -> None:
    arguments = parse(["outbox", verb, *(["7"] if verb == "withdraw" else []), "--json"])
    assert (arguments.verb, arguments.json) == (verb, True)
    assert getattr(arguments, "id", 7) == 7
