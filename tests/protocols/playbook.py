"""Plays a dialogue against a transcript written as in the RFCs, on paper, and checks both directions.

S: 220 mail.a.example        what the server says
C: EHLO [192.0.2.1]          what we must say; lines in a row are one flight, no more and no less
C: [letter]                  the letter without its last dot
C: [4711 octets]             so much of the letter, in the same write as the command before it
--- tls                      TLS begins here
--- commit                   the point of no return
--- hang up                  we drop the line
--- lost                     the line breaks here; all that we wrote had left
--- lost unwritten           the line breaks here, before our last octets had left
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn, TypeVar, assert_never

from tegata.protocols.outcome import Phase, Trouble
from tegata.protocols.reader import ReplyError, ReplyReader
from tegata.protocols.refusal import farewell
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
    Upload,
)

T = TypeVar("T")

CHUNK_SIZES = (1, 2, 7, 100_000)
_PHASES = {
    "EHLO": Phase.EHLO,
    "HELO": Phase.EHLO,
    "STARTTLS": Phase.TLS,
    "STLS": Phase.TLS,
    "MAIL": Phase.MAIL,
    "RCPT": Phase.RCPT,
    "DATA": Phase.DATA,
    "RSET": Phase.MAIL,
    ".": Phase.FINAL,
    "QUIT": Phase.QUIT,
}


def play(dialogue: Callable[[], Dialogue[T]], script: str) -> T:
    """Play the script once for each chunk size; return what the dialogue returned, the same each time."""
    results = [_Player(script, size).play(dialogue()) for size in CHUNK_SIZES]
    assert all(result == results[0] for result in results)
    return results[0]


def improvise(dialogue: Dialogue[T], said: bytes) -> T:
    """Let the server say these octets, whatever it is asked, and hang up at their end."""
    reader = ReplyReader()
    reader.feed(said)
    try:
        step = next(dialogue)
        while True:
            try:
                answer = _improvised(step, reader)
            except LineLost as lost:
                step = dialogue.throw(lost)
            else:
                step = dialogue.send(answer)
    except StopIteration as stop:
        result: T = stop.value
        return result


def _improvised(step: Step, reader: ReplyReader) -> Answer:
    match step:
        case Chunk():
            return ()  # its reply is left out: the server says no more than it is asked for in flights
        case Flight():
            expected = [(command.awaits, command.phase) for command in step.commands]
        case Greeting():
            expected = [(step.awaits, step.phase)]
        case AskTime():
            return timedelta(0)
        case Compute():
            return step.job()
        case _:
            return None
    replies: tuple[Reply, ...] = ()
    for awaits, phase in expected:
        try:
            reply = reader.take(awaits)
        except ReplyError as error:
            raise LineLost(phase, Trouble.GARBAGE, str(error), all_written=True, replies=replies) from error
        if reply is None:
            raise LineLost(phase, Trouble.CONN_DROPPED, all_written=True, replies=replies)
        replies = (*replies, reply)
    return replies


def _text(command: Command) -> str:
    """Return what is said, once it is sure that its phase is its own and that no secret is shown."""
    text = command.data.decode().removesuffix("\r\n")
    verb, _, rest = text.partition(" ")
    if verb == "BDAT":
        phase = Phase.FINAL if rest.endswith("LAST") else Phase.DATA
    else:
        phase = _PHASES.get(verb, Phase.AUTH if command.awaits is Awaits.SMTP else Phase.POP)
    assert command.phase is phase
    is_bare = command.secret is None or re.fullmatch("AUTH [A-Z0-9-]+", text) is not None
    assert command.shown == text if is_bare else command.shown.endswith("***")
    return text


class _Player:
    def __init__(self, script: str, chunk: int) -> None:
        self._script = [line.strip() for line in script.splitlines() if line.strip()]
        self._chunk = chunk
        self._reader = ReplyReader()
        self._time = timedelta(0)
        self._owed: list[Command] = []

    def play(self, dialogue: Dialogue[T]) -> T:
        try:
            step = next(dialogue)
            while True:
                try:
                    answer = self._carry_out(step)
                except LineLost as lost:
                    step = dialogue.throw(lost)
                else:
                    step = dialogue.send(answer)
        except StopIteration as stop:
            assert not self._script, f"not played: {self._script}"
            result: T = stop.value
            return result

    def _carry_out(self, step: Step) -> Answer:
        match step:
            case Flight():
                return self._fly(step)
            case Chunk():
                self._written((step.command,), step.letter)
                self._owed.append(step.command)
                return self._early_replies()
            case Greeting():
                return self._replies([(step.awaits, step.phase)])
            case AskTime():
                self._time += timedelta(seconds=1)
                return self._time
            case Compute():
                return step.job()
            case Upload():
                assert self._take("C: ", 1) == ["[letter]"]
                self._interruption(Phase.DATA)
            case StartTLS():
                self._mark("tls")
            case Commit():
                self._mark("commit")
            case HangUp():
                self._mark("hang up")
            case _:
                assert_never(step)
        return None

    def _fly(self, flight: Flight) -> tuple[Reply, ...]:
        if not self._owed:
            self._interruption(flight.commands[0].phase)
        self._written(flight.commands, flight.letter)
        expected, self._owed = [*self._owed, *flight.commands], []
        return self._replies([(command.awaits, command.phase) for command in expected])

    def _written(self, commands: tuple[Command, ...], letter: int) -> None:
        octets = [f"[{letter} octets]"] if letter else []
        said = [_text(command) for command in commands]
        assert self._take("C: ", len(said) + len(octets)) == said + octets

    def _early_replies(self) -> tuple[Reply, ...]:
        """Give what the script lets the server say by now."""
        if self._script and self._script[0].startswith("--- lost"):
            self._lose(Phase.DATA)
        replies: tuple[Reply, ...] = ()
        self._reader.feed(self._heard())
        while self._owed and (reply := self._reader.take(self._owed[0].awaits)) is not None:
            del self._owed[0]
            replies = (*replies, reply)
        assert self._reader.pending == 0
        return replies

    def _replies(self, expected: list[tuple[Awaits, Phase]]) -> tuple[Reply, ...]:
        replies: tuple[Reply, ...] = ()
        data = self._heard()
        for awaits, phase in expected:
            while (reply := self._reader.take(awaits)) is None:
                if not data:
                    last = replies[-1] if replies and farewell(replies[-1]) else None
                    self._lose(phase, replies, last)
                self._reader.feed(data[: self._chunk])
                data = data[self._chunk :]
            replies = (*replies, reply)
        assert not data, f"said unasked: {data!r}"
        assert self._reader.pending == 0
        return replies

    def _interruption(self, phase: Phase) -> None:
        """Break off here if the script says so, with words that nobody asked for or without."""
        words = self._heard()
        if words:
            self._reader.feed(words)
            self._lose(phase, (), self._reader.take(Awaits.SMTP))
        elif self._script and self._script[0].startswith("--- lost"):
            self._lose(phase)

    def _lose(
        self, phase: Phase, replies: tuple[Reply, ...] = (), last_words: Reply | None = None
    ) -> NoReturn:
        assert self._script, "the server has nothing left to say"
        mark = self._script.pop(0)
        assert mark.startswith("--- lost"), f"expected a reply, found {mark}"
        raise LineLost(
            phase,
            Trouble.CONN_DROPPED,
            "by the script",
            all_written=mark == "--- lost",
            replies=replies,
            last_words=last_words,
        )

    def _heard(self) -> bytes:
        return "".join(f"{line}\r\n" for line in self._take("S: ")).encode()

    def _take(self, prefix: str, most: int = 1000) -> list[str]:
        taken: list[str] = []
        while len(taken) < most and self._script and f"{self._script[0]} ".startswith(prefix):
            taken.append(self._script.pop(0)[len(prefix) :])
        return taken

    def _mark(self, word: str) -> None:
        assert self._script
        assert self._script.pop(0) == f"--- {word}"
