"""The door of the Tegata that runs, and callers who have no business there."""

import asyncio
import json
import logging
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from tegata.network.introduction import Message
from tests.network.calling import Opener, call, echo


async def test_request_and_answer(opened: Opener, tmp_path: Path) -> None:
    await opened(echo)
    request = {"verb": "send", "text": "雪\nです", "size": 3}
    assert await call(tmp_path, request) == {"echo": request}


async def test_a_large_request(opened: Opener, tmp_path: Path) -> None:
    await opened(echo)
    text = "x" * 1_000_000
    assert await call(tmp_path, {"text": text}) == {"echo": {"text": text}}


async def test_file_is_for_its_owner_and_goes_with_the_instance(opened: Opener, tmp_path: Path) -> None:
    door = await opened(echo)
    assert stat.S_IMODE((tmp_path / "instance.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["instance.json"]
    await door.close()
    assert not list(tmp_path.iterdir())


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
    await opened(echo)
    port = json.loads((tmp_path / "instance.json").read_text())["port"]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(noise)
    writer.write_eof()
    with suppress(ConnectionError):
        await reader.read()
    writer.close()
    assert await call(tmp_path, {}) == {"echo": {}}
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_nothing_secret_is_logged(
    opened: Opener, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await opened(echo)
    key = json.loads((tmp_path / "instance.json").read_text())["key"]
    await call(tmp_path, {"password": "sesame"})
    assert key not in caplog.text
    assert "sesame" not in caplog.text
