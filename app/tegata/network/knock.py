"""Knocks at the door of the Tegata that runs on a profile already, and hands it a wish; see `introduction`.

A plain socket that blocks: the second start of the window has no loop, and is over before one were imported.
"""

import json
import socket
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

from tegata.network import introduction
from tegata.network.introduction import FILE, HOST, PATIENCE, Message

_LONGEST_ANSWER = 16 * 1024 * 1024
"""Octets: the reports of a whole outbox fit."""
_PIECE = 65_536


class HandoverLostError(Exception):
    """The instance took the request and then fell silent: what it has done of it is not known."""


def call(directory: Path, request: Message, *, timeout: timedelta | None = None) -> Message | None:
    """Hand the request to the instance of the profile; None when there is none, and nothing was handed over.

    `timeout` limits the wait for the answer. Blocks: where there is a loop, call it from a thread. Raises
    HandoverLostError when no answer comes after the request has left: doing it oneself then may do it twice.
    """
    instance = _instance(directory / FILE)
    if instance is None:
        return None
    try:
        line = _Line(instance.port)
    except OSError:
        return None
    with closing(line):
        try:
            proof = _introduce(instance.key, line)
        except (OSError, EOFError, ValueError):
            return None
        if proof is None:
            return None
        try:
            line.send({"proof": proof, "request": request}, timeout)
            return cast("Message", line.receive(timeout)["answer"])
        except (OSError, EOFError, ValueError, KeyError) as error:
            raise HandoverLostError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Instance:
    port: int
    key: bytes


class _Line:
    """A connection to an instance, a message at a time. Its methods raise OSError, above all TimeoutError."""

    def __init__(self, port: int) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._rest = b""
        try:
            self._socket.settimeout(PATIENCE.total_seconds())
            self._socket.connect((HOST, port))
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            self._socket.close()
            raise

    def send(self, message: Message, timeout: timedelta | None) -> None:
        """Send the whole message within this time."""
        self._socket.settimeout(None if timeout is None else timeout.total_seconds())
        self._socket.sendall(introduction.written(message))

    def receive(self, timeout: timedelta | None) -> Message:
        """Return one message that comes within this time. Raises EOFError or ValueError for anything else."""
        deadline = None if timeout is None else time.monotonic() + timeout.total_seconds()
        pieces = [self._rest]
        size = len(self._rest)
        while b"\n" not in pieces[-1]:
            self._socket.settimeout(_left(deadline))
            pieces.append(self._socket.recv(_PIECE))
            size += len(pieces[-1])
            if not pieces[-1]:
                raise EOFError("hung up")
            if size > _LONGEST_ANSWER:
                raise ValueError("message too long")
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return introduction.read(line)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def _introduce(key: bytes, line: _Line) -> str | None:
    """Return our proof once the instance has given its own, None for whoever else listens there."""
    ours = introduction.nonce()
    line.send({"nonce": ours}, PATIENCE)
    message = line.receive(PATIENCE)
    theirs = str(message.get("nonce"))
    if not introduction.proves(message, introduction.proof(key, "instance", ours, theirs)):
        return None
    return introduction.proof(key, "caller", ours, theirs)


def _left(deadline: float | None) -> float | None:
    """Return the seconds left, for a socket. Raises TimeoutError when there are none."""
    if deadline is None:
        return None
    if (left := deadline - time.monotonic()) <= 0:
        raise TimeoutError("no answer in time")
    return left


def _instance(path: Path) -> _Instance | None:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _Instance(int(content["port"]), bytes.fromhex(content["key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
