"""`tegata send`, as the README promises it to other programs."""

import base64
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.accounts.account import Security
from tegata.delivery.crew import Crew
from tegata.practice.provider import PracticeProvider
from tests.cli.terminal import BOB, OLA, Terminal, a_window, ended
from tests.delivery.bench import account_at, with_auth
from tests.scripted_server import DROP, STALL
from tests.servers import Start

CANARY = "cAnary-7f3a"


async def test_accepted(at_provider: Terminal, provider: PracticeProvider) -> None:
    ran = await at_provider.send(account="practice")
    assert ran.status == 0
    (letter,) = provider.delivered
    assert ran.last == {
        "outcome": "sent",
        "recipients": {BOB: {"outcome": "sent", "code": 250, "reply": "250 2.0.0 Ok: delivered"}},
        "message_id": ran.last["message_id"],
        "steps": ["pop-login", "accepted"],
        "cause": None,
    }
    assert ran.last["message_id"].encode() in letter.content


async def test_without_json_it_speaks_to_people(at_provider: Terminal) -> None:
    ran = await at_provider.run(*at_provider.letter(account="practice"), stdin="open sesame")
    assert ran.status == 0
    first, *_between, last = ran.out.splitlines()
    assert first == "Logged in by POP."
    assert last.startswith("Accepted by the server at ")


async def test_a_second_letter_inside_the_window_makes_no_login(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    await at_provider.send(account="practice")
    ran = await at_provider.send(account="practice", stdin=None)
    assert (ran.status, ran.last["steps"]) == (0, ["accepted"])
    assert provider.logins == 1


async def test_everything_that_can_be_written(
    at_provider: Terminal, provider: PracticeProvider, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_0001.png"
    photo.write_bytes(b"\x89PNG")
    ran = await at_provider.send(
        f'"Bob B." <{BOB}>',
        account="practice",
        more=(
            "--cc", "Kei <kei@b.example>", "--bcc", OLA, "--from-name", "雪",
            "--attach", str(photo), "--attach-name", "写真.png", "--attach", str(photo),
        ),
    )  # fmt: skip
    assert ran.status == 0
    (letter,) = provider.delivered
    assert letter.recipients == (BOB, "kei@b.example", OLA)
    assert b"To: " in letter.content
    assert OLA.encode() not in letter.content
    assert base64.b64encode("雪".encode()) in letter.content
    assert letter.content.count(b"Content-Type: image/png") == 2
    assert b"filename=IMG_0001.png" in letter.content or b'filename="IMG_0001.png"' in letter.content


async def test_the_text_can_come_from_standard_input(terminal: Terminal, smtp: Start) -> None:
    server = await smtp()
    terminal.has(account_at(server.port))
    words = ["send", "--account", "anna", "--to", BOB, "--subject", "x", "--body-file", "-", "--json"]
    assert (await terminal.run(*words, stdin="\ufeffplain words\n".encode())).status == 0
    assert server.letters[0].endswith(b"\r\n\r\nplain words\r\n.\r\n")


async def test_standard_input_cannot_be_both(terminal: Terminal) -> None:
    words = ["send", "--account", "anna", "--to", BOB, "--subject", "x", "--body-file", "-", "--json"]
    ran = await terminal.run(*words, stdin="secret")
    assert ran.status == 13
    assert "not both" in ran.err


async def test_two_passwords_for_two_servers(terminal: Terminal, smtp: Start, pop: Start) -> None:
    offers = "250-mail.a.example\r\n250 AUTH PLAIN"
    mail, mailbox = await smtp({"EHLO": offers, "AUTH": "235 welcome"}), await pop()
    auth = with_auth(account_at(mail.port, mailbox.port))
    terminal.has(auth, replace(account_at(mail.port, mailbox.port), name="pop"))
    await terminal.send(stdin="for SMTP\r\nfor POP\r\n")
    await terminal.send(account="pop", stdin="for SMTP\nfor POP")
    (proof,) = mail.heard("AUTH PLAIN")
    assert base64.b64decode(proof.split()[-1]) == b"\0anna\0for SMTP"
    assert mailbox.heard("PASS") == ["PASS for POP"]


@pytest.mark.parametrize(
    ("script", "status", "word", "code"),
    [
        ({"RCPT": "550 5.1.1 no such user"}, 10, "perm", 550),
        ({"dot": "554 5.7.1 spam"}, 10, "perm", 554),
        ({"AUTH": "535 5.7.8 no"}, 10, "perm", 535),
        ({"RCPT": "450 4.2.0 later"}, 11, "temp", 450),
        ({"dot": "452 4.3.1 full"}, 11, "temp", 452),
        ({"greeting": DROP}, 11, "temp", None),
        ({"DATA": DROP}, 11, "temp", None),
        ({"dot": DROP}, 12, "uncertain", None),
        ({"EHLO": "250 no AUTH here"}, 13, "refused", None),
    ],
)
async def test_every_outcome_has_its_status(
    terminal: Terminal, smtp: Start, script: dict[str, str], status: int, word: str, code: int | None
) -> None:
    server = await smtp({"EHLO": "250-mail\r\n250 AUTH PLAIN", "AUTH": "235 welcome"} | script)
    terminal.has(with_auth(account_at(server.port)))
    ran = await terminal.send()
    assert (ran.status, ran.last["outcome"]) == (status, word)
    assert ran.last["recipients"][BOB]["code"] == code
    expected = {10: {"failed", "held"}, 11: {"waiting"}, 12: {"uncertain"}, 13: {"held"}}
    (row,) = await terminal.rows()
    assert row["state"] in expected[status]


async def test_a_wrong_pop_password_holds_the_letter(at_provider: Terminal) -> None:
    ran = await at_provider.send(account="practice", stdin="wrong")
    assert (ran.status, ran.last["steps"]) == (10, ["pop-login-failed"])
    assert ran.last["recipients"][BOB]["reply"].startswith("-ERR")
    (row,) = await at_provider.rows()
    assert row["state"] == "held"


async def test_no_password_and_nobody_to_ask(at_provider: Terminal) -> None:
    ran = await at_provider.send(account="practice", stdin=None)
    assert (ran.status, ran.last["outcome"]) == (13, "refused")
    assert "Waits for a password." in ran.err


async def test_tls_demanded_and_not_to_be_had(terminal: Terminal, smtp: Start) -> None:
    account = account_at((await smtp()).port)
    for security in (Security.STARTTLS, Security.TLS):
        submission = replace(account.submission, security=security)
        terminal.has(replace(account, name=security.value, submission=submission))
    assert (await terminal.send(account="starttls")).status == 13
    assert (await terminal.send(account="tls")).status == 13


@pytest.mark.parametrize(
    ("answers", "status", "word"),
    [
        (("250 ok", "550 5.1.1 no"), 10, "perm"),
        (("250 ok", "450 4.2.0 later"), 11, "temp"),
        (("450 4.2.0 later", "550 5.1.1 no"), 10, "perm"),
    ],
)
async def test_with_several_recipients_the_worst_counts(
    terminal: Terminal, smtp: Start, answers: tuple[str, str], status: int, word: str
) -> None:
    server = await smtp({f"RCPT {BOB}": answers[0], f"RCPT {OLA}": answers[1]})
    terminal.has(account_at(server.port))
    ran = await terminal.send(BOB, OLA)
    assert (ran.status, ran.last["outcome"]) == (status, word)
    assert len(server.letters) == ("250 ok" in answers)


async def test_uncertain_is_the_worst(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({f"RCPT {OLA}": "550 5.1.1 no", "dot": DROP})
    terminal.has(account_at(server.port))
    assert (await terminal.send(BOB, OLA)).status == 12


async def test_queue_only_connects_to_nobody(terminal: Terminal, smtp: Start) -> None:
    server = await smtp()
    terminal.has(account_at(server.port))
    ran = await terminal.send(more=("--queue-only",))
    assert (ran.status, ran.last["outcome"], ran.last["steps"]) == (0, "queued", [])
    assert ran.last["recipients"] == {BOB: {"outcome": "queued", "code": None, "reply": None}}
    assert server.sessions == []


async def test_a_silent_server_is_given_up_after_the_time_that_was_named(
    terminal: Terminal, smtp: Start
) -> None:
    server = await smtp({"MAIL": STALL})
    terminal.has(account_at(server.port))
    ran = await terminal.send(more=("--timeout", "0.2"))
    assert (ran.status, ran.last["outcome"]) == (11, "temp")


async def test_a_server_cannot_write_on_the_screen(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({"RCPT": "550 5.1.1 \x1b[2J\x1b]0;owned\x07 no\u202e such user"})
    terminal.has(account_at(server.port))
    ran = await terminal.run(*terminal.letter(), "--verbose")
    assert "no such user" in ran.out
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err)
    in_json = await terminal.send()
    assert "\x1b" not in in_json.out + in_json.err
    assert in_json.out.isascii()


@pytest.mark.parametrize(
    ("to", "says"),
    [("bob", "“bob” has no @"), ("bob@b..example", "is not a domain"), ("", "Nobody to send to yet")],
)
async def test_an_address_that_is_none(terminal: Terminal, to: str, says: str) -> None:
    terminal.has(account_at(9))
    ran = await terminal.send(to)
    assert (ran.status, ran.last["outcome"]) == (13, "refused")
    assert says in ran.err
    assert await terminal.rows() == []


@pytest.mark.parametrize("kind", ["missing", "directory", "fifo"])
async def test_an_attachment_that_is_no_file(terminal: Terminal, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plans"
    if kind == "directory":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    terminal.has(account_at(9))
    ran = await terminal.send(more=("--attach", str(path)))
    assert ran.status == 13
    assert "“plans” is no" in ran.err


@pytest.mark.parametrize(("content", "says"), [(None, "No such file"), (b"\xff\xfe", "not UTF-8 text")])
async def test_a_text_that_cannot_be_read(terminal: Terminal, content: bytes | None, says: str) -> None:
    terminal.has(account_at(9))
    terminal.body.unlink()
    if content is not None:
        terminal.body.write_bytes(content)
    ran = await terminal.send()
    assert ran.status == 13
    assert says in ran.err


async def test_secrets_are_nowhere(terminal: Terminal, smtp: Start, pop: Start) -> None:
    """In no output, file, argument or environment: plain, in base64 at any offset, or in UTF-16."""
    offers = "250-mail.a.example\r\n250 AUTH PLAIN LOGIN"
    mail, mailbox = await smtp({"EHLO": offers, "AUTH": "235 welcome"}), await pop({"STAT": STALL})
    terminal.has(with_auth(account_at(mail.port)), replace(account_at(mail.port, mailbox.port), name="pop"))
    shown = [await terminal.send(more=("--verbose",), stdin=CANARY)]
    assert shown[0].status == 0
    process = await terminal.start(*terminal.letter(account="pop"), "--verbose", "--json", stdin=CANARY)
    await mailbox.until_heard("STAT")
    proc = Path("/proc") / str(process.pid)
    seen = [(proc / name).read_bytes() for name in ("cmdline", "environ") if proc.exists()]
    await mailbox.close()
    shown.append(await ended(process))
    assert shown[1].status == 0
    assert mailbox.heard("PASS") == [f"PASS {CANARY}"]
    seen += [json.dumps([ran.out, ran.err]).encode() for ran in shown]
    seen += [path.read_bytes() for path in terminal.profile.rglob("*") if path.is_file()]
    assert b"PASS ***" in b"".join(seen)
    for form in forms_of(CANARY):
        assert not any(form in octets for octets in seen), form


def forms_of(secret: str) -> list[bytes]:
    """Return how the secret may lie in a file; base64 without the ends that depend on neighbours."""
    octets = secret.encode()
    encoded = [base64.b64encode(b"\0" * offset + octets)[2 + offset : -4] for offset in range(3)]
    return [octets, secret.encode("utf-16-le"), secret.encode("utf-16-be"), *encoded]


def test_the_search_for_secrets_would_find_them() -> None:
    proof = base64.b64encode(f"\0anna\0{CANARY}".encode())
    assert any(form in proof for form in forms_of(CANARY))


LATER = ("--at", "2126-11-25 08:00", "--zone", "Asia/Tokyo")


async def test_for_later_it_is_safe_on_disk_and_says_when_and_by_whose_clocks(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    ran = await at_provider.send(account="practice", more=LATER, stdin=None)
    assert (ran.status, ran.last["outcome"]) == (0, "queued")
    (row,) = await at_provider.rows()
    assert (row["state"], row["hold"], row["due"]) == ("held", None, "2126-11-24T23:00:00+00:00")
    for_people = await at_provider.run("outbox", "list")
    assert "Leaves on 2126-11-25 at 08:00 (Tokyo time" in for_people.out
    assert (await at_provider.run("outbox", "send", "--json", stdin="open sesame")).status == 0
    assert provider.delivered == ()


async def test_a_window_that_runs_looks_at_a_letter_for_later(
    at_provider: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    async with a_window(at_provider):
        monkeypatch.setattr(Crew, "wake", lambda _crew, account: woken.append(account))
        ran = await at_provider.send(account="practice", more=LATER, stdin=None)
    assert ran.last["outcome"] == "queued"
    assert "practice" in woken


async def test_a_time_that_has_passed_queues_nothing(at_provider: Terminal) -> None:
    ran = await at_provider.send(account="practice", more=("--at", "2020-01-01 08:00"), stdin=None)
    assert ran.status == 13
    assert await at_provider.rows() == []
