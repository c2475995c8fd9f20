"""`tegata outbox`, also after a `tegata send` that was killed in the middle."""

import signal
import sys
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from tegata.cli import delivering
from tegata.cli.hand_over import lock_or_answer
from tegata.practice.provider import PracticeProvider
from tegata.profile import Profile
from tests.cli.terminal import BOB, OLA, Terminal, a_window, ended
from tests.delivery.bench import account_at
from tests.scripted_server import STALL, ScriptedServer
from tests.servers import Start

SEND = ("outbox", "send", "--json")
unix = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


async def test_a_row_of_the_list(terminal: Terminal) -> None:
    terminal.has(account_at(9))
    queued = (await terminal.send(BOB, OLA, more=("--queue-only",))).last
    (row,) = await terminal.rows()
    assert row == {
        "id": 1,
        "state": "waiting",
        "hold": None,
        "subject": "Greetings",
        "recipients": [BOB, OLA],
        "message_id": queued["message_id"],
        "due": row["due"],
        "reply": None,
    }
    for_people = await terminal.run("outbox", "list")
    assert for_people.out.splitlines() == [
        f"   1  Greetings  ({BOB}, {OLA})",
        "      Leaves now.",
    ]


async def test_what_was_queued_is_sent(at_provider: Terminal, provider: PracticeProvider) -> None:
    for _each in range(2):
        await at_provider.send(account="practice", more=("--queue-only",))
    assert (await at_provider.run(*SEND)).status == 13
    ran = await at_provider.run(*SEND, stdin="open sesame")
    assert ran.status == 0
    assert [row["outcome"] for row in ran.rows] == ["sent", "sent"]
    assert (provider.logins, len(provider.delivered)) == (1, 2)
    assert (await at_provider.run(*SEND)).out == ""


async def test_the_worst_letter_decides_the_status(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({f"RCPT {OLA}": "550 5.1.1 no", f"RCPT {BOB}": "450 4.2.0 later"})
    terminal.has(account_at(server.port))
    for address in (BOB, OLA, "kei@b.example"):
        await terminal.send(address, more=("--queue-only",))
    ran = await terminal.run(*SEND)
    assert ran.status == 10
    assert sorted(row["outcome"] for row in ran.rows) == ["perm", "sent", "temp"]
    (failed,) = [row for row in await terminal.rows() if row["state"] == "failed"]
    assert failed["reply"] == "550 5.1.1 no"


async def test_what_waits_for_its_time_stays(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({"RCPT": "450 4.2.0 later"})
    terminal.has(account_at(server.port))
    await terminal.send()
    assert (await terminal.run(*SEND)).status == 0
    assert len(server.sessions) == 1


async def test_withdrawn_once(terminal: Terminal) -> None:
    terminal.has(account_at(9))
    await terminal.send(more=("--queue-only",))
    ran = await terminal.run("outbox", "withdraw", "1", "--json")
    assert (ran.status, ran.last["state"]) == (0, "withdrawn")
    assert await terminal.rows() == []
    assert (await terminal.run("outbox", "withdraw", "1")).status == 0
    unknown = await terminal.run("outbox", "withdraw", "99")
    assert unknown.status == 13
    assert unknown.out.startswith("Too late")


async def test_what_is_sent_cannot_be_withdrawn(terminal: Terminal, smtp: Start) -> None:
    terminal.has(account_at((await smtp()).port))
    await terminal.send()
    assert (await terminal.run("outbox", "withdraw", "1")).status == 13


async def test_a_window_that_runs_withdraws_it(terminal: Terminal) -> None:
    terminal.has(account_at(9))
    async with a_window(terminal):
        await terminal.send(more=("--queue-only",))
        assert (await terminal.run("outbox", "withdraw", "1")).status == 0
        assert await terminal.rows() == []


async def kill_at(terminal: Terminal, server: ScriptedServer, command: str) -> None:
    """Send a letter in a process that is killed once the server has heard the command."""
    terminal.has(account_at(server.port))
    process = await terminal.start(*terminal.letter(), stdin=None)
    await server.until_heard(command)
    process.send_signal(signal.SIGKILL)
    assert (await ended(process)).status == -signal.SIGKILL


@unix
async def test_killed_before_the_last_dot_it_is_sent_later_and_once(terminal: Terminal, smtp: Start) -> None:
    server = await smtp({"DATA": [STALL, "354 go on"]})
    await kill_at(terminal, server, "DATA")
    assert [row["state"] for row in await terminal.rows()] == ["sending"]
    ran = await terminal.run(*SEND)
    assert (ran.status, [row["outcome"] for row in ran.rows]) == (0, ["sent"])
    assert len(server.letters) == 1


@unix
async def test_killed_after_the_last_dot_it_is_uncertain_and_left_alone(
    terminal: Terminal, smtp: Start
) -> None:
    server = await smtp({"dot": STALL})
    await kill_at(terminal, server, ".")
    assert [row["state"] for row in await terminal.rows()] == ["committed"]
    ran = await terminal.run(*SEND)
    assert (ran.status, [row["outcome"] for row in ran.rows]) == (12, ["uncertain"])
    assert [row["state"] for row in await terminal.rows()] == ["uncertain"]
    assert len(server.sessions) == 1
    assert (await terminal.run(*SEND)).status == 0


async def test_every_account_gets_the_passwords(terminal: Terminal, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop()
    account = account_at(mail.port, mailbox.port)
    terminal.has(account, replace(account, name="bertha"))
    for name in ("anna", "bertha"):
        await terminal.send(account=name, more=("--queue-only",))
    assert (await terminal.run(*SEND, stdin="x")).status == 0
    assert len(mailbox.heard("PASS x")) == 2


async def test_the_lock_is_waited_for_in_vain(
    terminal: Terminal, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another command delivers: this letter is safe, and the status says that it has not left."""
    terminal.has(account_at((await smtp()).port))
    await terminal.send(more=("--queue-only",))
    lock = Profile(terminal.profile).try_lock()
    assert lock is not None
    monkeypatch.setattr(delivering, "lock_or_answer", partial(lock_or_answer, patience=timedelta()))
    ran = await terminal.send()
    assert (ran.status, ran.last["outcome"]) == (11, "temp")
    ran = await terminal.run(*SEND)
    assert (ran.status, [row["outcome"] for row in ran.rows]) == (11, ["temp", "temp"])
    lock.release()


async def test_a_server_that_turns_one_letter_away_is_not_bothered_with_the_others(
    terminal: Terminal, smtp: Start
) -> None:
    server = await smtp({"greeting": "421 4.7.0 too many connections"})
    terminal.has(account_at(server.port))
    for _each in range(3):
        await terminal.send(more=("--queue-only",))
    ran = await terminal.run(*SEND)
    assert [row["outcome"] for row in ran.rows] == ["temp"] * 3
    assert len(server.sessions) == 1
