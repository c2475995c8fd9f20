from dataclasses import replace
from pathlib import Path

import pytest

from tegata.accounts.account import Security
from tegata.practice.provider import PracticeProvider
from tests.cli.terminal import BOB, Terminal
from tests.delivery.bench import account_at
from tests.servers import Start

CHECK = ("check", "--account", "practice")


async def test_each_step_is_a_line_with_its_time(at_provider: Terminal, provider: PracticeProvider) -> None:
    ran = await at_provider.run(*CHECK, "--to", BOB, stdin="open sesame")
    assert ran.status == 0
    lines = ran.out.splitlines()
    verdict = lines.index("")
    assert all(line.endswith(" ms") for line in lines[:verdict])
    before, login, _sender, after = lines[verdict - 4 : verdict]
    assert before.startswith(
        "– Before the login: relay to elsewhere.example refused, as is normal on another"
    )
    assert login.startswith("✓ POP login accepted, window open for 10 minutes; 3 letters waiting")
    assert after.startswith("✓ After the login: relay to elsewhere.example accepted; nothing was sent")
    assert lines[verdict + 1 :] == [
        "You can send from here",
        "After a POP login that Tegata makes by itself. The window is 10 minutes.",
    ]
    assert provider.delivered == ()


async def test_in_json_it_is_one_object(at_provider: Terminal) -> None:
    ran = await at_provider.run(*CHECK, "--json", stdin="open sesame")
    assert ran.last["outcome"] == "sent"
    assert [step["step"] for step in ran.last["steps"]] == [
        "network", "resolve", "connect", "offers", "before-login", "pop-login", "sender", "recipient"
    ]  # fmt: skip
    assert all(step["ok"] and step["ms"] >= 0 for step in ran.last["steps"])
    assert ran.last["steps"][-1]["facts"]["proves_relaying"] == "no"
    assert "You can send from here" not in ran.err
    assert "as far as your own domain" in ran.err


async def test_what_was_not_tried_is_not_called_well(terminal: Terminal, smtp: Start, pop: Start) -> None:
    mailbox = await pop({"PASS": "-ERR [AUTH] wrong"})
    terminal.has(account_at((await smtp()).port, mailbox.port))
    ran = await terminal.run("check", "--account", "anna", "--json", stdin="wrong")
    assert ran.status == 10
    *_, login, recipient = ran.last["steps"]
    assert (login["mark"], login["server"], login["ok"]) == ("failed", "pop", False)
    assert (recipient["mark"], recipient["ok"]) == ("not-tried", False)


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ({"RCPT": "550 5.7.1 Relaying denied"}, 10),
        ({"MAIL": "451 4.3.0 later"}, 11),
        ({"EHLO": "drop"}, 11),
    ],
)
async def test_trouble_is_the_last_step_and_explained(
    terminal: Terminal, smtp: Start, script: dict[str, str], status: int
) -> None:
    server = await smtp(script)
    terminal.has(account_at(server.port))
    ran = await terminal.run("check", "--account", "anna", "--to", BOB, "--json")
    assert ran.status == status
    assert not ran.last["steps"][-1]["ok"]
    assert "✗" in ran.err
    assert len(ran.err.splitlines()) > len(ran.last["steps"])


async def test_no_tls_is_tegatas_own_refusal(terminal: Terminal, smtp: Start) -> None:
    account = account_at((await smtp()).port)
    terminal.has(replace(account, submission=replace(account.submission, security=Security.STARTTLS)))
    ran = await terminal.run("check", "--account", "anna", "--json")
    assert (ran.status, ran.last["outcome"]) == (13, "refused")


async def test_a_recipient_that_is_no_address(terminal: Terminal) -> None:
    terminal.has(account_at(9))
    ran = await terminal.run("check", "--account", "anna", "--to", "bob", "--json")
    assert ran.status == 13
    assert "“bob” has no @" in ran.err


async def test_the_report_for_the_help_desk_is_a_file_in_its_language(
    at_provider: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    words = ("--to", BOB, "--report", str(file), "--report-language", "ja")
    ran = await at_provider.run(*CHECK, *words, stdin="open sesame")
    assert ran.status == 0
    assert f"The report was saved as {file}." in ran.out
    text = file.read_text(encoding="utf-8")
    assert "お尋ねしたいこと" in text
    for secret in ("open sesame", "127.0.0.1", "bob@"):
        assert secret not in text


async def test_a_report_on_standard_output_is_alone_there(at_provider: Terminal) -> None:
    ran = await at_provider.run(*CHECK, "--report", "-", stdin="open sesame")
    assert ran.status == 0
    assert ran.out.startswith("Can letters be sent from here? A report by Tegata")
    assert "✓" not in ran.out
    assert "✓ POP login accepted" in ran.err


async def test_a_report_that_cannot_be_written_is_said(at_provider: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "report.txt"
    ran = await at_provider.run(*CHECK, "--report", str(file), "--json", stdin="open sesame")
    assert (ran.status, ran.last["outcome"]) == (13, "refused")
    assert "was not saved" in ran.err


async def test_what_to_look_at_before_leaving(at_provider: Terminal) -> None:
    ran = await at_provider.run(*CHECK, "--before-leaving", stdin="open sesame")
    points = ran.out[ran.out.index("Before you leave") :].splitlines()[1:]
    assert "✓ Tegata logs in by POP before it sends, wherever that is needed." in points
    assert "! The password is not kept on this computer." in points
    assert "? Does your provider let you in from abroad?" in points
