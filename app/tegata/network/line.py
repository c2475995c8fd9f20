"""Carries out dialogues on a connection. `connect.connect` makes one."""

import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar, assert_never

from tegata.clock import Clock
from tegata.network.listener import Listener
from tegata.network.patience import Patience
from tegata.network.pipe import Pipe
from tegata.network.transcript import Transcript
from tegata.network.troubles import Loss, loss_of
from tegata.network.upload import PIECE, OnProgress, Upload
from tegata.protocols.outcome import Phase, Trouble
from tegata.protocols.reply import Reply
from tegata.protocols.steps import (
    Answer,
    AskTime,
    Awaits,
    Chunk,
    Command,
    Commit,
    Compute,
    Dialogue,
    Flight,
    Greeting,
    HangUp,
    LineLost,
    StartTLS,
    Step,
)
from tegata.protocols.steps import Upload as WholeLetter
from tegata.tasks import in_thread

T = TypeVar("T")

_CLOSING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Pin:
    """One end of a line, for another line to leave from: the window belongs to the address the server saw.

    `family` is 4 or 6. `peer_address` is used again where the other line goes to the same `host`.
    """

    local_address: str
    family: int
    host: str = ""
    peer_address: str | None = None


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """What was agreed: `TLSv1.3`, and until when the server's certificate is good (aware, UTC)."""

    version: str
    certificate_until: datetime | None


@dataclass(frozen=True, slots=True)
class TlsTerms:
    """What TLS on this line would be checked against."""

    context: ssl.SSLContext
    host: str


@dataclass(frozen=True, slots=True)
class Errand:
    """What a dialogue that submits a letter needs of the world besides the line."""

    upload: Upload | None = None
    on_commit: Callable[[], Awaitable[None]] | None = None


class Line:
    """A connection to one server. It runs one dialogue at a time, and none after one has lost the line."""

    def __init__(
        self,
        pipe: Pipe,
        pin: Pin,
        terms: TlsTerms | None,
        *,
        patience: Patience,
        log: Transcript,
        clock: Clock,
    ) -> None:
        self.pin = pin
        self.tls: TlsFacts | None = None
        self._pipe = pipe
        self._terms = terms
        self._patience = patience
        self._transcript = log
        self._listener = Listener(pipe, patience, log)
        self._clock = clock
        self._owed: list[Command] = []  # sent, and not answered so far

    def __repr__(self) -> str:
        state = "open" if self._pipe.loss is None else self._pipe.loss.trouble
        return f"<Line to {self.pin.host} ({self.pin.peer_address}), {self.tls or 'in clear'}, {state}>"

    @property
    def disturbed(self) -> bool:
        """Whether the line is gone, or the server has said something that nobody asked for."""
        return self._pipe.disturbed

    def write_down_in(self, transcript: Transcript) -> None:
        """Have what is said from now on noted there; what must not be shown stays hidden."""
        transcript.hide(self._transcript.hidden)
        self._transcript = transcript
        self._listener.write_down_in(transcript)

    async def run(
        self,
        dialogue: Dialogue[T],
        *,
        letter: Path | None = None,
        on_commit: Callable[[], Awaitable[None]] | None = None,
        on_progress: OnProgress | None = None,
    ) -> T:
        """Carry the dialogue out and return what it returns; the world's failures are in that value.

        `on_commit` is awaited at the point of no return: what it raises comes out here, and the letter has
        not been sent. `on_progress` hears octets of the letter, so far and in all. When this call is
        cancelled, nothing more leaves; `abort` does the same and lets the dialogue say how it ended.
        """
        if letter is None:
            return await self._run(dialogue, Errand(None, on_commit))
        with Upload(self._pipe, letter, self._patience.seconds(Phase.DATA), on_progress) as upload:
            return await self._run(dialogue, Errand(upload, on_commit))

    def abort(self) -> None:
        """Drop the line: nothing more leaves, not even what is in our buffers. Works while `run` does."""
        self._pipe.lose(Loss(Trouble.CANCELLED))

    async def close(self) -> None:
        """Close the line in good order; a second or two at the most."""
        await self._pipe.close(_CLOSING_SECONDS)

    async def secure(self) -> None:
        """Begin TLS. Raises LineLost, above all when an octet has come before it (response injection)."""
        if self._terms is None:
            raise RuntimeError("this line was not made for TLS")
        if self._pipe.disturbed:
            raise self._listener.lost(
                Phase.TLS, Loss(Trouble.GARBAGE, "octets before TLS that came in clear")
            )
        try:
            established = await self._pipe.secure(
                self._terms.context, self._terms.host, self._patience.seconds(Phase.TLS)
            )
        except (OSError, ValueError) as error:
            raise self._listener.lost(Phase.TLS, loss_of(error)) from error
        self.tls = _facts(established)
        self._transcript.note(f"{self.tls.version}, certificate good until {self.tls.certificate_until}")

    async def _run(self, dialogue: Dialogue[T], errand: Errand) -> T:
        try:
            step = next(dialogue)
            while True:
                try:
                    answer = await self._carry_out(step, errand)
                except LineLost as lost:
                    step = dialogue.throw(lost)
                else:
                    step = dialogue.send(answer)
        except StopIteration as stop:
            result: T = stop.value
            return result
        except BaseException:
            self.abort()
            raise

    async def _carry_out(self, step: Step, errand: Errand) -> Answer:
        match step:
            case Flight():
                return await self._fly(step, errand)
            case Chunk():
                return await self._send_chunk(step, errand)
            case Greeting():
                return (await self._listener.reply(step.awaits, step.phase),)
            case AskTime():
                return self._clock.now()
            case Compute():
                return await in_thread(step.job, "compute")
            case StartTLS():
                await self.secure()
            case WholeLetter():
                await self._upload(errand)
            case Commit():
                await _commit(errand)
            case HangUp():
                self._pipe.lose(Loss(Trouble.CONN_DROPPED, "hung up"))
            case _:
                assert_never(step)
        return None

    async def _fly(self, flight: Flight, errand: Errand) -> tuple[Reply, ...]:
        commands = flight.commands
        replies = await self._before_writing(commands[0])
        self._write(commands, self._piece(flight.letter, errand), flight.letter)
        if flight.letter:
            await _upload_of(errand).sent()
        for command in (*self._owed, *commands):
            replies = (*replies, await self._listener.reply(command.awaits, command.phase, replies))
        self._owed.clear()
        return replies

    async def _send_chunk(self, chunk: Chunk, errand: Errand) -> tuple[Reply, ...]:
        replies = await self._before_writing(chunk.command)
        first = min(chunk.letter, PIECE)
        self._write((chunk.command,), self._piece(first, errand), chunk.letter)
        self._owed.append(chunk.command)
        await _upload_of(errand).pass_on(chunk.letter - first)
        return (*replies, *self._arrived())

    async def _before_writing(self, command: Command) -> tuple[Reply, ...]:
        """Return what is owed and has arrived. Raises LineLost if the line is gone or more has come."""
        replies = self._arrived()
        if not self._owed or self._pipe.loss is not None:
            await self._listener.require_silence(command.awaits, command.phase, replies)
        return replies

    def _arrived(self) -> tuple[Reply, ...]:
        replies: tuple[Reply, ...] = ()
        while self._owed and (reply := self._listener.arrived(self._owed[0].awaits)) is not None:
            del self._owed[0]
            replies = (*replies, reply)
        return replies

    def _piece(self, octets: int, errand: Errand) -> bytes:
        piece = _upload_of(errand).piece(octets) if octets else b""
        if len(piece) < octets:
            raise self._listener.lost(Phase.DATA, Loss(Trouble.SPOOL))
        return piece

    def _write(self, commands: tuple[Command, ...], piece: bytes, letter: int) -> None:
        """Write the commands and the first piece of so many octets of the letter, in one."""
        for command in commands:
            self._transcript.sent(command)
        if letter:
            self._transcript.uploaded(letter)
        self._pipe.write(b"".join((*(command.data for command in commands), piece)))

    async def _upload(self, errand: Errand) -> None:
        self._transcript.uploaded(await _upload_of(errand).whole())
        await self._listener.require_silence(Awaits.SMTP, Phase.DATA)


def _upload_of(errand: Errand) -> Upload:
    if errand.upload is None:
        raise ValueError("a dialogue that uploads needs a letter")
    return errand.upload


async def _commit(errand: Errand) -> None:
    if errand.upload is not None:
        await errand.upload.all_sent()
    if errand.on_commit is not None:
        await errand.on_commit()


def _facts(established: ssl.SSLObject) -> TlsFacts:
    certificate = established.getpeercert() or {}
    until = certificate.get("notAfter")
    seconds = ssl.cert_time_to_seconds(until) if isinstance(until, str) else None
    return TlsFacts(
        established.version() or "TLS", None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    )
