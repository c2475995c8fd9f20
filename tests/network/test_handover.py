import asyncio
import json
import logging
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.network.handover import Handover, HandoverLostError, Message, call, serve

Opener = Callable[[Callable[[Message], Awaitable[Message]]], Awaitable[Handover]]


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Opener]:
    doors: list[Handover] = []

    async def opened(handle: Callable[[Message], Awaitable[Message]]) -> Handover:
        doors.append(await serve(tmp_path, handle))
        return doors[-1]

    yield opened
    for door in doors:
        await door.close()
    await asyncio.sleep(0)


async def _echo(request: Message) -> Message:
    return {"echo": request}


async def test_request_and_answer(opened: Opener, tmp_path: Path) -> None:
    await opened(_echo)
    request = {"verb": "send", "text": "雪\nです", "size": 3}
    assert await call(tmp_path, request) == {"echo": request}


async def test_a_large_request(opened: Opener, tmp_path: Path) -> None:
    await opened(_echo)
    text = "x" * 1_000_000
    assert await call(tmp_path, {"text": text}) == {"echo": {"text": text}}


async def test_nobody_there(tmp_path: Path) -> None:
    assert await call(tmp_path, {}) is None


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"port": "x", "key": "00"}', '{"port": 1, "key": "zz"}']
)
async def test_file_that_says_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "instance.json").write_text(content)
    assert await call(tmp_path, {}) is None


async def test_file_left_by_a_crash(opened: Opener, tmp_path: Path) -> None:
    door = await opened(_echo)
    left = (tmp_path / "instance.json").read_text()
    await door.close()
    (tmp_path / "instance.json").write_text(left)
    assert await call(tmp_path, {}) is None


async def test_file_is_for_its_owner_and_goes_with_the_instance(opened: Opener, tmp_path: Path) -> None:
    door = await opened(_echo)
    assert stat.S_IMODE((tmp_path / "instance.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["instance.json"]
    await door.close()
    assert not list(tmp_path.iterdir())


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


async def test_caller_without_the_key_is_not_heard(opened: Opener, tmp_path: Path) -> None:
    requests: list[Message] = []

    async def handle(request: Message) -> Message:
        requests.append(request)
        return {}

    await opened(handle)
    port = json.loads((tmp_path / "instance.json").read_text())["port"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b'{"nonce": "x"}\n{"proof": "guessed", "request": {}}\n')
    await reader.readline()
    assert await reader.read() == b""
    writer.close()
    assert not requests


NOISE = [b"GET / HTTP/1.1\r\n\r\n", b"[]\n", b"\xff\xfe\n", b"", b"[" * 500_000 + b"\n", b"x" * 3_000_000]


@pytest.mark.parametrize("noise", NOISE, ids=lambda noise: noise[:3])
async def test_noise_does_no_harm(
    opened: Opener, tmp_path: Path, noise: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    await opened(_echo)
    port = json.loads((tmp_path / "instance.json").read_text())["port"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(noise)
    writer.write_eof()
    with suppress(ConnectionError):
        await reader.read()
    writer.close()
    assert await call(tmp_path, {}) == {"echo": {}}
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


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
        await call(tmp_path, {}, timeout=timedelta(milliseconds=10))


async def test_nothing_secret_is_logged(
    opened: Opener, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await opened(_echo)
    key = json.loads((tmp_path / "instance.json").read_text())["key"]
    await call(tmp_path, {"password": "sesame"})
    assert key not in caplog.text
    assert "sesame" not in caplog.text
