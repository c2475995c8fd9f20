from datetime import UTC, datetime, timedelta

import pytest

from tegata.network.knock import HandoverLostError
from tegata.practice.provider import PracticeProvider
from tests.cli.terminal import Terminal, a_window
from tests.delivery.bench import account_at
from tests.scripted_server import DROP, STALL
from tests.servers import Start

LOGIN = ("login", "--account", "practice", "--json")


async def test_it_opens_the_window_and_says_until_when(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    ran = await at_provider.run(*LOGIN, stdin="open sesame")
    assert ran.status == 0
    assert (ran.last["outcome"], ran.last["letters_waiting"]) == ("sent", 3)
    left = datetime.fromisoformat(ran.last["until"]) - datetime.now(UTC)
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)
    assert "3 letters waiting, left untouched" in ran.err
    assert (await at_provider.send(account="practice", stdin=None)).status == 0
    assert provider.logins == 1


@pytest.mark.parametrize(
    ("script", "status", "word"),
    [
        ({"PASS": "-ERR [AUTH] wrong"}, 10, "perm"),
        ({"PASS": "-ERR [IN-USE] locked"}, 11, "temp"),
        ({"greeting": DROP}, 11, "temp"),
        ({"PASS": STALL}, 11, "temp"),
    ],
)
async def test_what_fails_has_its_status(
    terminal: Terminal, pop: Start, script: dict[str, str], status: int, word: str
) -> None:
    mailbox = await pop(script)
    terminal.has(account_at(25, mailbox.port))
    ran = await terminal.run("login", "--account", "anna", "--json", "--timeout", "0.3", stdin="x")
    assert (ran.status, ran.last["outcome"], ran.last["steps"]) == (status, word, ["pop-login-failed"])
    assert len(mailbox.sessions) == 1


async def test_without_a_mailbox_or_a_password_it_refuses(terminal: Terminal, pop: Start) -> None:
    mailbox = await pop()
    terminal.has(account_at(25))
    assert (await terminal.run("login", "--account", "anna", "--json", stdin="x")).status == 13
    terminal.has(account_at(25, mailbox.port))
    assert (await terminal.run("login", "--account", "anna", "--json")).status == 13
    assert mailbox.sessions == []


async def test_a_window_that_runs_does_it(at_provider: Terminal, provider: PracticeProvider) -> None:
    async with a_window(at_provider) as office:
        ran = await at_provider.run(*LOGIN, stdin="open sesame")
        assert ran.status == 0
        assert office.window("practice").remaining is not None
        assert (await at_provider.run("login", "--account", "practice", "--json")).status == 0
    assert provider.logins == 2


async def test_a_window_that_falls_silent_is_not_done_over(
    at_provider: Terminal, provider: PracticeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_request: object, **_patience: object) -> None:
        raise HandoverLostError("connection reset")

    monkeypatch.setattr("tegata.cli.hand_over.call", lost)
    ran = await at_provider.run(*LOGIN, stdin="open sesame")
    assert ran.status == 13
    assert "fell silent" in ran.err
    assert provider.logins == 0
