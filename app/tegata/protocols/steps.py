"""What a dialogue asks of its driver, and how it hears that the line is gone.

A dialogue is a generator: it yields a step and is resumed with the answer. `network.line` carries the
steps out on a socket, `tests/protocols/playbook.py` on paper. The driver throws `LineLost` into the
generator when it can go no further; no step may follow that.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TypeAlias, TypeVar, cast

from tegata.protocols.outcome import Broken, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.secret import Secret

T = TypeVar("T")


class Awaits(StrEnum):
    """What kind of reply a command is answered with."""

    SMTP = "smtp"
    POP = "pop"  # one line
    POP_BODY = "pop-body"  # after +OK, lines up to a lone dot (RFC 1939 section 3)
    POP_LETTER = "pop-letter"  # the same, and the lines are of a letter: nobody's business but its reader's
    POP_AUTH = "pop-auth"  # one line, or a challenge behind a lone plus sign (RFC 5034 section 4)


@dataclass(frozen=True, slots=True)
class Command:
    """One command: the octets for the wire, and what log and transcript may show of them.

    `secret` is what the server knows from now on, and might say aloud: it is not shown from its mouth either.
    """

    data: bytes = field(repr=False)
    shown: str
    phase: Phase
    awaits: Awaits = Awaits.SMTP
    secret: Secret | None = None


@dataclass(frozen=True, slots=True)
class Flight:
    """Commands that travel together in one write: one round trip. Answered with a tuple of replies.

    So many octets of the `letter` follow the last command in the same write, as they are. The replies that
    `Chunk` has left owed come first in the answer.
    """

    commands: tuple[Command, ...]
    letter: int = 0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A command with the next octets of the letter behind it; its reply is not waited for, but owed.

    Answered with those owed replies that have arrived by now.
    """

    command: Command
    letter: int


@dataclass(frozen=True, slots=True)
class Greeting:
    """Wait for the server to speak first. Answered with a tuple of one reply."""

    phase: Phase = Phase.GREETING
    awaits: Awaits = Awaits.SMTP


@dataclass(frozen=True, slots=True)
class StartTLS:
    """Begin TLS now; the server has just agreed to. Answered with None."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Send the whole letter for DATA: dot-stuffed, without the last dot. Answered with None."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The point of no return: resumed with None once the driver's owner has put that on disk.

    The driver lets all octets of the letter that were written before leave our buffers first.
    """


@dataclass(frozen=True, slots=True)
class AskTime:
    """Answered with a timedelta, what `Clock.now` says at this moment."""


@dataclass(frozen=True, slots=True)
class Compute:
    """Work that takes long and looks at nothing else, done off the loop. Answered with what it returns."""

    job: Callable[[], str]


@dataclass(frozen=True, slots=True)
class HangUp:
    """Drop the line without another octet: the server is in a state that nothing safe leads out of."""


Step = Flight | Chunk | Greeting | StartTLS | Upload | Commit | AskTime | Compute | HangUp
Answer = tuple[Reply, ...] | timedelta | str | None
Dialogue: TypeAlias = Generator[Step, Answer, T]


class LineLost(Exception):  # noqa: N818 - an event of the world; dialogues turn it into a value
    """The line is dead, or must not be used any more.

    `all_written` says whether the last octet of the step's flight had left our write buffer. `replies`
    are the answers to that flight, and those owed before it, which still arrived. `last_words` is the reply
    that explains the loss:
    a `refusal.farewell` among the answers, or a refusal that came before anything was asked.
    """

    def __init__(
        self,
        phase: Phase,
        trouble: Trouble,
        detail: str = "",
        *,
        all_written: bool = False,
        replies: tuple[Reply, ...] = (),
        last_words: Reply | None = None,
    ) -> None:
        super().__init__(phase, trouble, detail)
        self.phase = phase
        self.trouble = trouble
        self.detail = detail
        self.all_written = all_written
        self.replies = replies
        self.last_words = last_words

    def outcome(self) -> Refused | Broken:
        """Return what this means for anything that was not yet settled, before the last dot."""
        if self.last_words is not None:
            return Refused(self.phase, self.last_words)
        return Broken(self.phase, self.trouble, self.detail)


def greet() -> Dialogue[SmtpReply]:
    """Return an SMTP server's greeting."""
    (reply,) = cast("tuple[SmtpReply, ...]", (yield Greeting()))
    return reply


def greet_pop() -> Dialogue[PopReply]:
    """Return a POP3 server's greeting."""
    (reply,) = cast("tuple[PopReply, ...]", (yield Greeting(Phase.POP, Awaits.POP)))
    return reply


def fly(*commands: Command, letter: int = 0) -> Dialogue[tuple[SmtpReply, ...]]:
    """Send the SMTP commands in one flight and return their replies, the owed ones first."""
    return cast("tuple[SmtpReply, ...]", (yield Flight(commands, letter)))


def send_chunk(command: Command, letter: int) -> Dialogue[tuple[SmtpReply, ...]]:
    """Send a chunk of the letter and return what has been answered to earlier ones by now."""
    return cast("tuple[SmtpReply, ...]", (yield Chunk(command, letter)))


def ask(command: Command) -> Dialogue[SmtpReply]:
    """Send one SMTP command and return its reply."""
    (reply,) = yield from fly(command)
    return reply


def fly_pop(*commands: Command) -> Dialogue[tuple[PopReply, ...]]:
    """Send the POP3 commands in one flight and return their replies."""
    return cast("tuple[PopReply, ...]", (yield Flight(commands)))


def ask_pop(command: Command) -> Dialogue[PopReply]:
    """Send one POP3 command and return its reply."""
    (reply,) = yield from fly_pop(command)
    return reply


def ask_time() -> Dialogue[timedelta]:
    """Return the present moment on the clock that counts sleep."""
    return cast("timedelta", (yield AskTime()))


def compute(job: Callable[[], str]) -> Dialogue[str]:
    """Return what the job returns; it must not raise."""
    return cast("str", (yield Compute(job)))
