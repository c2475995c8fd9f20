"""The door of the Tegata that runs: what a second start, or a command, wishes is answered here.

`knock` is the caller's side, `introduction` what both say.
"""

import asyncio
import json
import logging
import os
import secrets
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast

from tegata.network import introduction
from tegata.network.introduction import FILE, HOST, PATIENCE, Message
from tegata.tasks import spawn

_log = logging.getLogger(__name__)

Handle = Callable[[Message], Awaitable[Message]]

_LONGEST_REQUEST = 1024 * 1024
"""Octets: a letter goes by its number, or as a `mailto:` link. Anybody on this computer may call."""


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
            self._connected, HOST, 0, limit=_LONGEST_REQUEST, start_serving=False
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
                    writer.write(introduction.written({"answer": await self._handle(request)}))
                    await writer.drain()
            except (OSError, EOFError, ValueError) as error:
                _log.info("a call came to nothing: %s", type(error).__name__)

    async def _introduced(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Message | None:
        """Return the request of a caller that knows the key, None for any other."""
        async with asyncio.timeout(PATIENCE.total_seconds()):
            theirs = str((await _receive(reader)).get("nonce"))
            ours = introduction.nonce()
            proof = introduction.proof(self._key, "instance", theirs, ours)
            writer.write(introduction.written({"nonce": ours, "proof": proof}))
            message = await _receive(reader)
        if not introduction.proves(message, introduction.proof(self._key, "caller", theirs, ours)):
            return None
        return cast("Message", message.get("request"))


async def serve(directory: Path, handle: Handle) -> Handover:
    """Open the door of the profile in `directory`; `handle` answers each request. Raises OSError."""
    door = Handover(directory / FILE, secrets.token_bytes(32), handle)
    try:
        await door.open()
    except BaseException:  # above all, cancelled: the program ends while it begins
        await door.close()
        raise
    return door


async def _receive(reader: asyncio.StreamReader) -> Message:
    """Return one message. Raises EOFError or ValueError when none comes, or something else does."""
    try:
        return introduction.read(await reader.readuntil(b"\n"))
    except asyncio.LimitOverrunError as error:
        raise ValueError("message too long") from error


def _write(path: Path, content: Message) -> None:
    """Write the file in one move, readable for its owner alone from the first octet on."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(content, file)
    temporary.replace(path)
