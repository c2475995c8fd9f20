"""The upload apart from a dialogue; what it does on a line is in `test_line`."""

import asyncio
import os
from pathlib import Path
from typing import cast

import pytest

from tegata.network.pipe import Pipe
from tegata.network.troubles import Loss
from tegata.network.upload import PIECE, PIECES_A_TURN, OnProgress, Upload
from tegata.protocols.outcome import Trouble
from tegata.protocols.reader import ReplyReader
from tegata.tasks import spawn


class PaperPipe:
    """Takes what it is given; `stuck` octets never leave it, unless it is told so."""

    def __init__(self, stuck: int = 0) -> None:
        self.reader = ReplyReader()
        self.loss: Loss | None = None
        self.written: list[bytes] = []
        self.stuck = stuck

    def write(self, data: bytes) -> None:
        self.written.append(data)

    @property
    def disturbed(self) -> bool:
        return self.loss is not None or self.reader.pending > 0

    def unsent(self) -> int:
        return self.stuck

    def lose(self, loss: Loss) -> None:
        self.loss = loss

    def as_pipe(self) -> Pipe:
        return cast("Pipe", self)


async def upload(pipe: Pipe, letter: Path, standstill: float, on_progress: OnProgress | None) -> int:
    with Upload(pipe, letter, standstill, on_progress) as whole:
        return await whole.whole()


def letter_of(folder: Path, content: bytes) -> Path:
    path = folder / "letter.eml"
    path.write_bytes(content)
    return path


async def test_pieces_and_progress(tmp_path: Path) -> None:
    content = b"." + b"x" * 76 + b"\r\n"
    content *= 3 * PIECE // len(content)
    pipe, progress = PaperPipe(), [(0, 0)]
    octets = await upload(
        pipe.as_pipe(), letter_of(tmp_path, content), 1, lambda sent, total: progress.append((sent, total))
    )
    assert b"".join(pipe.written) == content.replace(b"\r\n.", b"\r\n..").replace(b".x", b"..x", 1)
    assert octets == sum(len(data) for data in pipe.written)
    assert progress[-1] == (len(content), len(content))
    assert [sent for sent, _ in progress] == sorted(sent for sent, _ in progress)
    assert max(len(data) for data in pipe.written) <= 2 * PIECE


async def test_what_waits_in_our_buffers_has_not_been_sent(tmp_path: Path) -> None:
    pipe, letter = PaperPipe(stuck=100), letter_of(tmp_path, b"x" * PIECE)
    progress: list[tuple[int, int]] = []
    with Upload(pipe.as_pipe(), letter, 1, lambda *how: progress.append(how)) as it:
        await it.pass_on(PIECE)
    assert progress == [(PIECE - 100, PIECE)]


async def test_what_is_told_never_goes_back(tmp_path: Path) -> None:
    """A command before the next octets waits in our buffers too, and is no part of the letter."""
    pipe, letter = PaperPipe(stuck=100), letter_of(tmp_path, b"x" * PIECE)
    sent: list[int] = []
    with Upload(pipe.as_pipe(), letter, 1, lambda so_far, _total: sent.append(so_far)) as it:
        await it.pass_on(PIECE - 1000)
        pipe.stuck += len(b"BDAT 1000 LAST\r\n") + 1000
        await it.pass_on(1000)
        pipe.stuck = 0
        await it.sent()
    assert sent == [PIECE - 1100, PIECE]


async def test_all_that_was_written_is_waited_for(tmp_path: Path) -> None:
    pipe, letter = PaperPipe(stuck=100), letter_of(tmp_path, b"x" * PIECE)
    sent: list[int] = []
    with Upload(pipe.as_pipe(), letter, 1, lambda so_far, _total: sent.append(so_far)) as it:
        await it.pass_on(PIECE)
        waiting = spawn(it.all_sent(), "wait")
        await asyncio.sleep(0.02)
        assert not waiting.done()
        pipe.stuck = 0
        await waiting
    assert sent == [PIECE - 100, PIECE]


async def test_a_slow_line_is_told_of_while_the_buffers_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tegata.network.upload._TELL_AGAIN", -1.0)
    pipe, letter = PaperPipe(), letter_of(tmp_path, b"x" * 9998 + b"\r\n")
    left = iter(range(10_000, 0, -1000))
    sent: list[int] = []
    monkeypatch.setattr(pipe, "unsent", lambda: next(left, 0))
    await upload(pipe.as_pipe(), letter, 1, lambda so_far, _total: sent.append(so_far))
    assert sent == sorted(set(sent))
    assert len(sent) > 2
    assert sent[-1] == 10_000


async def test_last_line_gets_its_end(tmp_path: Path) -> None:
    pipe = PaperPipe()
    assert await upload(pipe.as_pipe(), letter_of(tmp_path, b"bye"), 1, None) == 5
    assert pipe.written == [b"bye", b"\r\n"]


async def test_empty_letter(tmp_path: Path) -> None:
    pipe = PaperPipe()
    assert await upload(pipe.as_pipe(), letter_of(tmp_path, b""), 1, None) == 0
    assert not pipe.written


async def test_server_that_speaks_stops_the_letter(tmp_path: Path) -> None:
    pipe = PaperPipe()

    def speak(_: int, __: int) -> None:
        pipe.reader.feed(b"552 too big\r\n")

    await upload(pipe.as_pipe(), letter_of(tmp_path, b"x" * 10 * PIECE), 1, speak)
    assert len(pipe.written) == PIECES_A_TURN
    assert pipe.disturbed
    assert pipe.loss is None


@pytest.mark.parametrize("stuck", [1, 10_000_000])
async def test_standstill(tmp_path: Path, stuck: int) -> None:
    pipe = PaperPipe(stuck)
    await upload(pipe.as_pipe(), letter_of(tmp_path, b"x" * PIECE), 0.02, None)
    assert pipe.loss is not None
    assert pipe.loss.trouble is Trouble.CONN_TIMEOUT


async def test_letter_waits_for_the_server_s_pace(tmp_path: Path) -> None:
    pipe = PaperPipe(stuck=10_000_000)
    await upload(pipe.as_pipe(), letter_of(tmp_path, b"x" * 20 * PIECE), 0.02, None)
    assert len(pipe.written) == PIECES_A_TURN


@pytest.mark.parametrize("content", [b"a\nb", b"a\r", b"x" * PIECE + b"\n"])
async def test_letter_that_must_not_be_sent(tmp_path: Path, content: bytes) -> None:
    pipe = PaperPipe()
    await upload(pipe.as_pipe(), letter_of(tmp_path, content), 1, None)
    assert pipe.loss is not None
    assert pipe.loss.trouble is Trouble.SPOOL


async def test_loop_runs_between_the_pieces(tmp_path: Path) -> None:
    turns = 0

    def turn() -> None:
        nonlocal turns
        turns += 1
        asyncio.get_running_loop().call_soon(turn)

    turn()
    await upload(PaperPipe().as_pipe(), letter_of(tmp_path, b"x" * 20 * PIECE), 1, None)
    assert turns >= 20 // PIECES_A_TURN


async def test_pieces_as_they_are(tmp_path: Path) -> None:
    content = b".dot\r\n" * 3
    progress: list[tuple[int, int]] = []
    with Upload(
        PaperPipe().as_pipe(), letter_of(tmp_path, content), 1, lambda *how: progress.append(how)
    ) as it:
        pieces = [it.piece(5), it.piece(13)]  # the first ends between CR and LF
        await it.sent()
    assert b"".join(pieces) == content
    assert progress == [(18, 18)]


@pytest.mark.parametrize("content", [b"a\nb\r\n", b"a\r\n\r", b"a\rb\r\n", b"short"])
async def test_piece_that_must_not_be_sent(tmp_path: Path, content: bytes) -> None:
    pipe = PaperPipe()
    with Upload(pipe.as_pipe(), letter_of(tmp_path, content), 1, None) as it:
        assert len(it.piece(2) + it.piece(max(len(content), 6) - 2)) < max(len(content), 6)
    assert pipe.loss is not None
    assert pipe.loss.trouble is Trouble.SPOOL


async def test_pieces_passed_on_as_they_are(tmp_path: Path) -> None:
    content = (b"." * 76 + b"\r\n") * (5 * PIECE // 78)
    pipe, progress = PaperPipe(), [(0, 0)]
    with Upload(pipe.as_pipe(), letter_of(tmp_path, content), 1, lambda *how: progress.append(how)) as it:
        first = it.piece(7)
        await it.pass_on(3 * PIECE)
        await it.pass_on(len(content) - 3 * PIECE - 7)
    assert first + b"".join(pipe.written) == content
    assert max(map(len, pipe.written)) <= PIECE
    assert progress[-1] == (len(content), len(content))
    assert progress == sorted(progress)


@pytest.mark.parametrize("tail", [b"a\nb\r\n", b"\r\n\r", b"a\rb\r\n", b""])
async def test_nothing_is_passed_on_behind_what_must_not_be_sent(tmp_path: Path, tail: bytes) -> None:
    pipe = PaperPipe()
    with Upload(pipe.as_pipe(), letter_of(tmp_path, b"x" * PIECE + tail), 1, None) as it:
        await it.pass_on(PIECE + max(len(tail), 1))
    assert pipe.written == [b"x" * PIECE]
    assert pipe.loss is not None
    assert pipe.loss.trouble is Trouble.SPOOL


async def test_nothing_is_passed_on_once_the_line_is_lost(tmp_path: Path) -> None:
    pipe, progress = PaperPipe(), [(0, 0)]

    def cancel(sent: int, total: int) -> None:
        progress.append((sent, total))
        pipe.lose(Loss(Trouble.CANCELLED))

    with Upload(pipe.as_pipe(), letter_of(tmp_path, b"x" * 10 * PIECE), 1, cancel) as it:
        await it.pass_on(10 * PIECE)
    assert len(pipe.written) == PIECES_A_TURN
    assert len(progress) == 2


async def test_letter_that_shrinks_while_it_is_read(tmp_path: Path) -> None:
    pipe, letter = PaperPipe(), letter_of(tmp_path, b"x" * 10 * PIECE)

    def shrink(_: int, __: int) -> None:
        os.truncate(letter, 3 * PIECE)

    await upload(pipe.as_pipe(), letter, 1, shrink)
    assert pipe.loss is not None
    assert pipe.loss.trouble is Trouble.SPOOL


async def test_letter_that_is_gone(tmp_path: Path) -> None:
    pipe = PaperPipe()
    with Upload(pipe.as_pipe(), tmp_path / "gone.eml", 1, None) as it:
        assert it.piece(5) == b""
    assert pipe.loss is not None
