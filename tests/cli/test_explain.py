"""A line from a log, or a table of them, explained without a profile."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tegata.cli.arguments import parse
from tegata.cli.command import carry_out

DENIED = "554 5.7.1 <bob@elsewhere.example>: Relay access denied"


async def explain(*words: str) -> int:
    return await carry_out(parse(["explain", *words]))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "replies.csv"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


async def test_a_person_reads_what_happened_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert await explain(DENIED, "--stage", "rcpt") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "The server did not pass your letter on."
    assert lines[1] == "The server does not know that you may send through it"
    assert any(line.startswith("What to do: ") for line in lines)
    assert lines[-2:] == ["What the server said:", f"  {DENIED}"]


async def test_a_program_reads_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert await explain("-ERR [IN-USE] locked", "--protocol", "pop3", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "cause": "mailbox-locked",
        "confidence": "certain",
        "remedies": ["try-now", "wait"],
        "second": None,
        "because": ["server-says-so"],
    }
    assert "Another program has the mailbox open" in err


async def test_what_is_not_sure_names_the_second(capsys: pytest.CaptureFixture[str]) -> None:
    await explain("-ERR authentication failed", "--protocol", "pop3", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["cause"], found["confidence"]) == ("wrong-credentials", "likely")
    assert found["second"] == "app-password-or-oauth"


async def test_no_answer_on_port_25_points_to_port_587(capsys: pytest.CaptureFixture[str]) -> None:
    await explain("connect to mail.example.com[192.0.2.1]:25: Connection timed out", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["cause"], found["remedies"][0]) == ("conn-timeout", "use-port-587")
    assert found["because"] == ["port-25"]


async def test_a_table_gets_three_more_columns(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text(
        f'\ufeffwhen,reply,protocol,stage\nmonday,{DENIED},smtp,rcpt\ntuesday,"550-no\n550 User unknown",,\n',
        encoding="utf-8",
    )
    assert await explain("--csv", str(table)) == 0
    first, second = rows(capsys.readouterr().out)
    assert first == {
        "when": "monday",
        "reply": DENIED,
        "protocol": "smtp",
        "stage": "rcpt",
        "cause": "relay-denied",
        "confidence": "certain",
        "remedies": "pop-login-and-retry switch-to-auth",
    }
    assert (second["reply"], second["cause"]) == ("550-no\n550 User unknown", "user-unknown")


async def test_a_table_may_come_by_standard_input_and_go_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    octets = "reply\n550 5.2.2 メールボックスがいっぱいです\n\n451 try later\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets), "ascii"))
    assert await explain("--csv", "-", "--json") == 0
    causes = [json.loads(line)["cause"] for line in capsys.readouterr().out.splitlines()]
    assert causes == ["mailbox-full", "server-temporary"]


async def test_a_table_without_rows_stays_one(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text("reply,protocol,stage\n", encoding="utf-8")
    assert await explain("--csv", str(table)) == 0
    assert capsys.readouterr().out == "reply,protocol,stage,cause,confidence,remedies\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("text\n550 no\n", "the table has no column “reply”"),
        ("", "the table has no column “reply”"),
        ("reply,stage\n550 no,rcpt\n550 no,lunch\n", "row 3: “lunch” is no stage (connect, ehlo,"),
        ("reply,protocol\n550 no,imap\n", "row 2: “imap” is no protocol (smtp, pop3, client)"),
        ("reply,stage\n,rcpt\n", "row 2: the reply is empty"),
        ('reply\n"550 no', "not a CSV table"),
        ("reply\n550 \udcff\n", "not UTF-8 text"),
    ],
)
async def test_a_table_that_cannot_be_read_is_refused_whole(
    text: str, sentence: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert await explain("--csv", str(table)) == 13
    out = capsys.readouterr().out
    assert out.startswith(str(table))
    assert sentence in out


async def test_a_missing_file_and_an_empty_reply_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert await explain("--csv", "/nonexistent/replies.csv") == 13
    assert "/nonexistent/replies.csv" in capsys.readouterr().out
    assert await explain(" ", "--json") == 13
    assert json.loads(capsys.readouterr().out)["outcome"] == "refused"


@pytest.mark.parametrize("words", [(), ("550 no", "--csv", "x"), ("550 no", "--stage", "lunch")])
def test_nonsense_on_the_command_line_is_a_usage_error(words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["explain", *words])
    assert ended.value.code == 2
