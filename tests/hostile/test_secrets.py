"""A password is nowhere but on the wire: whatever the servers do, however much is logged."""

import asyncio
import base64
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tegata.cli import desk
from tegata.cli.own_command import own_command
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.on_call import OnCall
from tegata.secret import Secret
from tests.cli.terminal import Ran, Terminal, ended
from tests.hostile.conftest import SHORT, Start, Traveller
from tests.hostile.villain import (
    Act,
    Peer,
    Script,
    Villain,
    drop_by_drop,
    hang_up,
    reset,
    silence,
    then_hang_up,
)

SMTP_CANARY = "cAnary-7f3a-smtp"
POP_CANARY = "cAnary-91d0-pop3"


def forms(canary: str) -> Iterator[bytes]:
    """Every shape in which the canary could be found, base64 at any offset in what it encodes."""
    for plain in (canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-16-be")):
        yield plain
        yield plain.hex().encode()
        for offset in range(3):
            code = base64.b64encode(b"\0" * offset + plain)
            yield code[(offset * 4 + 2) // 3 : len(code) - 4]


FORMS = frozenset(form for canary in (SMTP_CANARY, POP_CANARY) for form in forms(canary))


def found(octets: bytes) -> set[bytes]:
    return {form for form in FORMS if form in octets}


def echo(before: bytes) -> Act:
    """Repeat what was heard and what it means, as some servers do with a login they do not like."""

    async def act(peer: Peer) -> None:
        word = peer.heard[-1].split()[-1].encode()
        meant = word if word.startswith(b"cAnary") else base64.b64decode(word + b"==")
        await peer.say(before + b" heard " + word + b", that is " + meant.replace(b"\0", b" ") + b"\r\n")

    return act


AUTH = b"250-mail.a.example\r\n250 AUTH PLAIN LOGIN\r\n"
SCENES: dict[str, tuple[Script, Script]] = {
    "all is well": ({}, {}),
    "wrong passwords": ({"AUTH": b"535 5.7.8 no\r\n"}, {"PASS": b"-ERR [AUTH] no\r\n"}),
    "repeated aloud": ({"AUTH": echo(b"535")}, {"PASS": echo(b"-ERR")}),
    "repeated as garbage": ({"AUTH": echo(b"5350")}, {"PASS": echo(b"*")}),
    "repeated as a success": ({"AUTH": echo(b"235")}, {"PASS": echo(b"+OK")}),
    "asked for twice": ({"AUTH": b"334 \r\n"}, {"PASS": b"-ERR [IN-USE] again\r\n"}),
    "line lost": ({"AUTH": hang_up}, {"PASS": reset}),
    "silence": ({"AUTH": silence}, {"PASS": silence}),
    "drop by drop": ({"AUTH": drop_by_drop(b"235-x\r\n")}, {"PASS": drop_by_drop(b"+")}),
    "binary": ({"AUTH": b"\xff\xfe\0\r\n"}, {"PASS": b"\xff\xfe\0\r\n"}),
    "421": ({"AUTH": then_hang_up(b"421 bye\r\n")}, {"PASS": then_hang_up(b"-ERR bye\r\n")}),
}


@pytest.fixture
def terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Terminal]:
    """A terminal of a person without a keyring; log files are let go of in the end."""
    monkeypatch.setattr(desk, "KeyRing", lambda *places: KeyRing(*places, find=lambda: KeyTrouble.NO_KEYRING))
    body = tmp_path / "body.txt"
    body.write_text("Dear Bob.\n")
    yield Terminal(tmp_path / "profile", body, monkeypatch, capsys)
    logger = logging.getLogger("tegata")
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(logging.NOTSET)


def on_disk(folder: Path) -> bytes:
    """Return all that files hold, and how they are called."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return b"\0".join(str(file).encode() + b"\0" + file.read_bytes() for file in files)


@dataclass
class Watched:
    """A traveller's account on servers of a scene, and every place in which the password could be found."""

    terminal: Terminal
    server: Villain
    log: pytest.LogCaptureFixture
    folder: Path

    async def run(self, *words: str) -> Ran:
        """Do it with both passwords at hand; see that one went out, and that nothing else holds it."""
        ran = await self.terminal.run(
            *words, "--verbose", "--timeout", str(SHORT), stdin=f"{SMTP_CANARY}\n{POP_CANARY}\n"
        )
        assert found(" ".join(self.server.heard).encode()), "the password was not even sent"
        everything = (ran.out + ran.err + self.log.text).encode("utf-8", "replace")
        assert found(everything + on_disk(self.folder)) == set()
        return ran


@pytest.fixture(params=[(scene, proof) for scene in SCENES for proof in ("smtp", "pop")], ids="-".join)
async def watched(
    request: pytest.FixtureRequest,
    terminal: Terminal,
    anna: Traveller,
    smtp: Start,
    pop: Start,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> Watched:
    scene, proof = request.param
    of_smtp, of_pop = SCENES[scene]
    villain = await smtp({"EHLO": AUTH} | dict(of_smtp))
    mailbox = await pop(of_pop) if proof == "pop" else None
    terminal.has(anna.account(villain, mailbox, auth=mailbox is None))
    caplog.set_level(logging.DEBUG)
    return Watched(terminal, mailbox or villain, caplog, tmp_path)


async def test_no_output_and_no_file_holds_a_password(watched: Watched) -> None:
    ran = await watched.run(*watched.terminal.letter())
    assert "S: " in ran.err


async def test_nor_does_a_check_or_the_report_for_the_help_desk(watched: Watched, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    ran = await watched.run("check", "--account", "anna", "--report", str(report))
    assert "127.0.0.1" not in ran.out
    assert report.read_text("utf-8").startswith("Can letters be sent from here?")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc here")
@pytest.mark.parametrize("proof", ["smtp", "pop"])
async def test_nor_does_anybody_see_one_who_looks_at_the_process(
    terminal: Terminal, anna: Traveller, smtp: Start, pop: Start, tmp_path: Path, proof: str
) -> None:
    seen: list[bytes] = []
    started: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def look(peer: Peer) -> None:
        process = Path(f"/proc/{await started}")
        seen.extend((process / name).read_bytes() for name in ("cmdline", "environ", "comm"))
        await peer.say(b"235 in\r\n" if proof == "smtp" else b"+OK in\r\n")

    villain = await smtp({"EHLO": AUTH, "AUTH": look})
    mailbox = await pop({"PASS": look}) if proof == "pop" else None
    terminal.has(anna.account(villain, mailbox, auth=mailbox is None))
    process = await terminal.start(*terminal.letter(), "--verbose", stdin=f"{SMTP_CANARY}\n{POP_CANARY}\n")
    started.set_result(process.pid)
    ran = await ended(process)
    assert ran.status == 0, ran
    assert b"--password-stdin" in seen[0]
    assert found(b"".join(seen) + (ran.out + ran.err).encode() + on_disk(tmp_path)) == set()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc here")
async def test_nor_at_the_process_for_the_keyring(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    monkeypatch.setenv("HOME", str(tmp_path))
    keys = OnCall([*own_command(), "--serve-keys"])
    answer = await KeyRing(send=keys.do).set("home", "pop", Secret(POP_CANARY))
    assert answer is KeyTrouble.NO_KEYRING
    processes = [each for each in Path("/proc").glob("[0-9]*") if b"--serve-keys" in cmdline(each)]
    seen = [(each / name).read_bytes() for each in processes for name in ("cmdline", "environ", "comm")]
    await keys.close()
    assert b"disabled:" in b"".join(seen)
    printed = "".join(capfd.readouterr()) + caplog.text
    assert found(b"".join(seen) + printed.encode() + on_disk(tmp_path)) == set()


def cmdline(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""  # it has ended meanwhile


def test_the_search_would_find_one() -> None:
    for canary in (SMTP_CANARY, POP_CANARY):
        for octets in (canary.encode(), canary.encode("utf-16-le"), f"\0anna\0{canary}".encode()):
            assert found(octets) or found(base64.b64encode(octets))
            assert found(base64.b64encode(b"x" + octets))
