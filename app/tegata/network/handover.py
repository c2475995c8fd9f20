"""The line between two Tegatas of one profile: the second start hands its wish to the first.

Loopback TCP, because it exists everywhere and on every event loop. The file `instance.json` in the profile
names the port and holds a key; who can read it is who may use the profile. The key itself never travels:

    1  caller -> instance   {"nonce": c}
    2  instance -> caller   {"nonce": i, "proof": HMAC(key, "instance" c i)}
    3  caller -> instance   {"proof": HMAC(key, "caller" c i), "request": {...}}
    4  instance -> caller   {"answer": {...}}

The instance proves itself first: after a crash anybody may listen on the port that the file still names,
and a request can hold a password.
"""

import asyncio
import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from tegata.tasks import spawn

_log = logging.getLogger(__name__)

Message = dict[str, Any]
Handle = Callable[[Message], Awaitable[Message]]

_FILE = "instance.json"
_LONGEST_REQUEST = 1024 * 1024
"""Octets: a letter goes by its number, or as a `mailto:` link. Anybody on this computer may call."""
_LONGEST_ANSWER = 16 * 1024 * 1024
"""Octets: the reports of a whole outbox fit."""
_INTRODUCTION = timedelta(seconds=5)


class HandoverLostError(Exception):
    """The instance took the request and then fell silent: what it has done of it is not known."""


class Handover:
    """An instance's open door. Made by `serve`."""

    def __init__(self, path: Path, key: bytes, handle: Handle) -> None:
        self._path = path
        self._key = key
        self._handle = handle
        self._calls: set[asyncio.Task[Any]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, and write down where. Raises OSError."""
        self._server = await asyncio.start_server(
            self._connected, "127.0.0.1", 0, limit=_LONGEST_REQUEST, start_serving=False
        )
        await self._server.start_serving()
        port = self._server.sockets[0].getsockname()[1]
        _write(self._path, {"port": port, "key": self._key.hex(), "pid": os.getpid()})

    async def close(self) -> None:
        """Close the door, break off the calls and remove the file."""
        if self._server is None:
            return
        self._server.close()
        self._path.unlink(missing_ok=True)
        calls = tuple(self._calls)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        call = spawn(self._answer(reader, writer), "handover")
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer):
            try:
                request = await self._introduced(reader, writer)
                if request is not None:
                    _send(writer, {"answer": await self._handle(request)})
                    await writer.drain()
            except (OSError, EOFError, ValueError) as error:
                _log.info("a call came to nothing: %s", type(error).__name__)

    async def _introduced(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Message | None:
        """Return the request of a caller that knows the key, None for any other."""
        async with asyncio.timeout(_INTRODUCTION.total_seconds()):
            theirs = str((await _receive(reader)).get("nonce"))
            ours = secrets.token_hex(16)
            _send(writer, {"nonce": ours, "proof": _proof(self._key, "instance", theirs, ours)})
            message = await _receive(reader)
        if not _proves(message, _proof(self._key, "caller", theirs, ours)):
            return None
        return cast("Message", message.get("request"))


async def serve(directory: Path, handle: Handle) -> Handover:
    """Open the door of the profile in `directory`; `handle` answers each request. Raises OSError."""
    door = Handover(directory / _FILE, secrets.token_bytes(32), handle)
    try:
        await door.open()
    except BaseException:  # above all, cancelled: the program ends while it begins
        await door.close()
        raise
    return door


async def call(directory: Path, request: Message, *, timeout: timedelta | None = None) -> Message | None:  # noqa: ASYNC109
    """Hand the request to the instance of the profile; None when there is none, and nothing was handed over.

    `timeout` limits the wait for the answer. Raises HandoverLostError when none comes after the request
    has left: doing it oneself then may do it twice.
    """
    instance = _read(directory / _FILE)
    if instance is None:
        return None
    try:
        async with asyncio.timeout(_INTRODUCTION.total_seconds()):
            reader, writer = await asyncio.open_connection("127.0.0.1", instance.port, limit=_LONGEST_ANSWER)
    except OSError:
        return None
    with closing(writer):
        try:
            proof = await _introduce(instance.key, reader, writer)
        except (OSError, EOFError, ValueError):
            return None
        if proof is None:
            return None
        try:
            _send(writer, {"proof": proof, "request": request})
            async with asyncio.timeout(None if timeout is None else timeout.total_seconds()):
                await writer.drain()
                return cast("Message", (await _receive(reader))["answer"])
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise HandoverLostError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Instance:
    port: int
    key: bytes


async def _introduce(key: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str | None:
    """Return our proof once the instance has given its own, None for whoever else listens there."""
    ours = secrets.token_hex(16)
    _send(writer, {"nonce": ours})
    async with asyncio.timeout(_INTRODUCTION.total_seconds()):
        message = await _receive(reader)
    theirs = str(message.get("nonce"))
    if not _proves(message, _proof(key, "instance", ours, theirs)):
        return None
    return _proof(key, "caller", ours, theirs)


def _proof(key: bytes, role: str, callers: str, instances: str) -> str:
    return hmac.digest(key, json.dumps([role, callers, instances]).encode(), hashlib.sha256).hex()


def _proves(message: Message, proof: str) -> bool:
    return hmac.compare_digest(str(message.get("proof")).encode(), proof.encode())


def _send(writer: asyncio.StreamWriter, message: Message) -> None:
    writer.write(json.dumps(message).encode() + b"\n")


async def _receive(reader: asyncio.StreamReader) -> Message:
    """Return one message. Raises EOFError or ValueError when none comes, or something else does."""
    try:
        message = json.loads(await reader.readuntil(b"\n"))
    except asyncio.LimitOverrunError as error:
        raise ValueError("message too long") from error
    except RecursionError as error:
        raise ValueError("message too deep") from error
    if not isinstance(message, dict):
        raise ValueError("not a message")  # noqa: TRY004 - the peer's mistake, no programmer's
    return message


def _read(path: Path) -> _Instance | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _Instance(int(content["port"]), bytes.fromhex(content["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, content: Message) -> None:
    """Write the file in one move, readable for its owner alone from the first octet on."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file)
    temporary.replace(path)
