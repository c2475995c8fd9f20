"""The caller's side: nobody there, somebody else there, and somebody who falls silent."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.network import introduction, knock
from tegata.network.introduction import Message
from tegata.network.knock import HandoverLostError
from tests.network.calling import Opener, call, echo


async def test_nobody_there(tmp_path: Path) -> None:
    assert await call(tmp_path, {}) is None


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"port": "x", "key": "00"}', '{"port": 1, "key": "zz"}']
)
async def test_file_that_says_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "instance.json").write_text(content)
    assert await call(tmp_path, {}) is None


async def test_file_left_by_a_crash(opened: Opener, tmp_path: Path) -> None:
    door = await opened(echo)
    left = (tmp_path / "instance.json").read_text()
    await door.close()
    (tmp_path / "instance.json").write_text(left)
    assert await call(tmp_path, {}) is None


async def test_somebody_else_on_the_port_learns_nothing(tmp_path: Path) -> None:
    heard = bytearray()

    async def impostor(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.extend(await reader.readline())
        writer.write(b'{"nonce": "x", "proof": "y"}\n')
        heard.extend(await reader.read())
        writer.close()

    server = await asyncio.start_server(impostor, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    (tmp_path / "instance.json").write_text(json.dumps({"port": port, "key": "ab" * 32}))
    assert await call(tmp_path, {"password": "sesame"}) is None
    await asyncio.sleep(0.01)
    server.close()
    assert b"nonce" in heard
    assert b"sesame" not in heard
    assert b"ab" * 32 not in heard


async def test_instance_that_goes_away_in_the_middle(opened: Opener, tmp_path: Path) -> None:
    began = asyncio.Event()

    async def handle(_: Message) -> Message:
        began.set()
        await asyncio.Event().wait()
        return {}

    door = await opened(handle)
    waiting = asyncio.gather(call(tmp_path, {}), return_exceptions=True)
    await began.wait()
    await door.close()
    (result,) = await waiting
    assert isinstance(result, HandoverLostError)


async def test_answer_that_takes_too_long(opened: Opener, tmp_path: Path) -> None:
    async def handle(_: Message) -> Message:
        await asyncio.Event().wait()
        return {}

    await opened(handle)
    with pytest.raises(HandoverLostError):
        await call(tmp_path, {}, within=timedelta(milliseconds=10))


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[socket.socket]:
    """A socket where the file says that an instance listens."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        content = {"port": door.getsockname()[1], "key": "ab" * 32}
        (tmp_path / "instance.json").write_text(json.dumps(content))
        yield door


def say(door: socket.socket, *pieces: bytes, introduced: bool = True) -> threading.Thread:
    """Answer one call with these pieces, after a proper introduction where there is one, and hang up."""

    def answer() -> None:
        line, _address = door.accept()
        with line, line.makefile("rb") as heard:
            if introduced:
                theirs = introduction.read(heard.readline())["nonce"]
                proof = introduction.proof(bytes.fromhex("ab" * 32), "instance", theirs, "i")
                line.sendall(introduction.written({"nonce": "i", "proof": proof}))
            heard.readline()
            for piece in pieces:
                line.sendall(piece)

    thread = threading.Thread(target=answer)
    thread.start()
    return thread


async def test_an_answer_in_pieces(instance: socket.socket, tmp_path: Path) -> None:
    thread = say(instance, b'{"ans', b'wer": {"text": "', "雪".encode(), b'"}}', b"\n")
    assert await call(tmp_path, {}) == {"text": "雪"}
    thread.join()


@pytest.mark.parametrize("pieces", [(), (b"{}\n",), (b"[]\n",), (b'{"answer"',), (b"[" * 500_000 + b"\n",)])
async def test_an_answer_that_is_none_is_a_loss(
    instance: socket.socket, tmp_path: Path, pieces: tuple[bytes, ...]
) -> None:
    thread = say(instance, *pieces)
    with pytest.raises(HandoverLostError):
        await call(tmp_path, {})
    thread.join()


async def test_an_answer_without_an_end_is_not_kept_in_memory(
    instance: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(knock, "_LONGEST_ANSWER", 1000)
    thread = say(instance, b"x" * 2000)
    with pytest.raises(HandoverLostError, match="too long"):
        await call(tmp_path, {})
    thread.join()


@pytest.mark.parametrize("piece", [b"", b"no JSON\n", b'"text"\n', b'{"nonce": "i"}\n', b"\xff\n"])
async def test_before_the_introduction_nothing_was_handed_over(
    instance: socket.socket, tmp_path: Path, piece: bytes
) -> None:
    thread = say(instance, piece, introduced=False)
    assert await call(tmp_path, {}) is None
    thread.join()


async def test_one_who_never_introduces_himself(
    instance: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system takes the call for him: a program that hangs."""
    monkeypatch.setattr(knock, "PATIENCE", timedelta(milliseconds=20))
    assert await call(tmp_path, {}) is None


async def test_drops_that_never_end_do_not_prolong_the_wait(instance: socket.socket, tmp_path: Path) -> None:
    ended = threading.Event()

    def drip() -> None:
        line, _address = instance.accept()
        with line:
            while not ended.wait(0.005):
                line.sendall(b" ")

    thread = threading.Thread(target=drip)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(knock, "PATIENCE", timedelta(milliseconds=50))
        thread.start()
        assert await call(tmp_path, {}) is None
    ended.set()
    thread.join()


def test_it_needs_no_loop_and_little_else() -> None:
    """The second start of the window imports this and is over."""
    program = (
        "import sys; from tegata.network import knock;"
        "print([each for each in ('asyncio', 'ssl', 'email', 'logging', 'PySide6') if each in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
