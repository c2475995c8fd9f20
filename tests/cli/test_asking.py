"""Somebody sits at the terminal: a password that is missing is asked for once, and kept nowhere."""

import asyncio
import getpass
import os
import sys
from dataclasses import replace

import pytest

from tegata.accounts.account import Account, PopBeforeSend
from tegata.cli.arguments import parse
from tegata.cli.asking import ask_missing, roles_to_check, roles_to_send
from tegata.cli.desk import open_desk
from tegata.delivery.notices import Role
from tegata.practice.provider import PracticeProvider
from tegata.secret import Secret
from tests.cli.terminal import Terminal, quiet_environment
from tests.delivery.bench import account_at, with_auth
from tests.program import TEGATA

POP, OFF = account_at(25, 110), account_at(25)


class Keyboard:
    """Standard input of somebody who types the same password whenever asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, types: str | None = "open sesame") -> None:
        self.prompts: list[str] = []
        self._types = types
        monkeypatch.setattr(sys, "stdin", self)
        monkeypatch.setattr(getpass, "getpass", self._type)

    def isatty(self) -> bool:
        return True

    def _type(self, prompt: str) -> str:
        self.prompts.append(prompt)
        if self._types is None:
            raise EOFError
        return self._types


async def test_what_is_missing_is_asked_for_and_what_is_there_is_not(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.has(POP)
    keyboard = Keyboard(monkeypatch)
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as desk:
        await desk.office.password_given("anna", Role.SUBMISSION, Secret("known"), keep=False)
        typed = await ask_missing(desk.office, POP, (Role.POP, Role.SUBMISSION))
    assert {role: secret.reveal() for role, secret in typed.items()} == {Role.POP: "open sesame"}
    assert keyboard.prompts == ["Password of anna at 127.0.0.1 (used now, kept nowhere): "]


@pytest.mark.parametrize("types", ["", None])
async def test_whoever_types_nothing_gives_no_password(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, types: str | None
) -> None:
    terminal.has(POP)
    keyboard = Keyboard(monkeypatch, types)
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as desk:
        assert await ask_missing(desk.office, POP, (Role.POP,)) == {}
    assert len(keyboard.prompts) == 1


@pytest.mark.parametrize(
    ("account", "to_send", "to_check"),
    [
        (OFF, (), ()),
        (POP, (Role.POP,), (Role.POP,)),
        (replace(POP, pop_before_send=PopBeforeSend()), (), ()),
        (with_auth(OFF), (Role.SUBMISSION,), (Role.SUBMISSION,)),
        (with_auth(POP), (Role.SUBMISSION,), (Role.POP, Role.SUBMISSION)),
    ],
)
async def test_which_passwords_it_takes(
    terminal: Terminal, account: Account, to_send: tuple[Role, ...], to_check: tuple[Role, ...]
) -> None:
    terminal.has(account)
    async with open_desk(parse(["outbox", "list", "--profile", str(terminal.profile)])) as desk:
        assert roles_to_send(desk.office, account) == to_send
    assert roles_to_check(account) == to_check


async def test_typed_at_a_real_terminal_it_does_not_show(
    at_provider: Terminal, provider: PracticeProvider
) -> None:
    ours, theirs = os.openpty()
    process = await asyncio.create_subprocess_exec(
        *TEGATA, *at_provider.letter(account="practice"),
        "--profile", str(at_provider.profile),
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=quiet_environment(),
    )  # fmt: skip
    os.close(theirs)
    screen = await seen_until(ours, "kept nowhere): ")
    os.write(ours, b"open sesame\n")
    screen += await seen_until(ours, "\0")
    os.close(ours)
    assert await process.wait() == 0
    assert "Accepted by the server" in screen
    assert "sesame" not in screen
    assert provider.logins == len(provider.delivered) == 1


async def seen_until(terminal: int, text: str) -> str:
    """Read until the text has come, or the other side is gone."""
    screen = ""
    async with asyncio.timeout(30):
        while text not in screen:
            try:
                octets = await asyncio.to_thread(os.read, terminal, 4096)
            except OSError:
                break
            if not octets:
                break
            screen += octets.decode()
    return screen
