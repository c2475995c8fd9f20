"""What was said on a line, as the RFCs print it. Secrets never get here: commands come with a shown form."""

import logging
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta

from tegata.clock import Clock
from tegata.mail.plain_text import plain_line
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.protocols.steps import Command
from tegata.secret import Secret

MAILBOX_MARK = "pop"
"""Marks the lines of a POP login made while the mail server was met."""

_SHORTEST_BLOT = 4

_log = logging.getLogger("tegata.dialogue")


class Transcript:
    """Collects the lines of dialogues with the seconds since its beginning, and logs each at INFO."""

    def __init__(self, clock: Clock, name: str = "") -> None:
        self._clock = clock
        self._name = name
        self._began = clock.now()
        self._lines: list[tuple[timedelta, str]] = []
        self._blots: set[str] = set()

    def beside(self, mark: str) -> "Transcript":
        """Return a transcript of another line that writes into this one, each of its lines with a mark."""
        return _Beside(self, mark)

    def follow(self, before: "Transcript") -> None:
        """Begin with what `before` holds, and count the seconds from its beginning."""
        began, lines = before._began, before._lines  # noqa: SLF001 - one of its own kind
        later = self._began - began
        self._lines = [*lines, *((later + offset, line) for offset, line in self._lines)]
        self._began = began

    def hide(self, secrets: frozenset[str]) -> None:
        """Hide these, too, in what is said from now on."""
        self._blots |= secrets

    @property
    def hidden(self) -> frozenset[str]:
        """What a server has heard and might repeat."""
        return frozenset(self._blots)

    def sent(self, command: Command) -> None:
        """Note a command, as far as it may be shown."""
        if command.secret is not None:
            self._blots |= _forms(command, command.secret)
        self._add(f"C: {command.shown}")

    def blotted(self, text: str) -> str:
        """Return a server's text without the secrets it has heard: some repeat what they did not like."""
        for form in sorted(self._blots, key=len, reverse=True):
            text = text.replace(form, "***")
        return text

    def received(self, reply: Reply, *, private: bool = False) -> None:
        """Note a reply, line by line; of a `private` body no more than how long it is."""
        if private and isinstance(reply, PopReply) and reply.body:
            reply = replace(reply, body=(f"[{len(reply.body)} lines]",))
        for line in _lines(reply):
            self._add(f"S: {line}")

    def uploaded(self, octets: int) -> None:
        """Note the letter by its size."""
        self._add(f"C: [{octets} octets]")

    def note(self, text: str) -> None:
        """Note an event that is no line of the dialogue, such as the start of TLS."""
        self._add(f"--- {plain_line(text)}")

    def __str__(self) -> str:
        return "\n".join(f"{offset.total_seconds():8.3f} {line}" for offset, line in self._lines)

    def _add(self, line: str) -> None:
        self._lines.append((self._clock.now() - self._began, line))
        _log.info("%s %s", self._name, line)


class _Beside(Transcript):
    def __init__(self, main: Transcript, mark: str) -> None:
        super().__init__(main._clock, main._name)  # noqa: SLF001 - a part of it
        self._main = main
        self._mark = mark

    def _add(self, line: str) -> None:
        self._main._add(f"{self._mark} {line}")  # noqa: SLF001


def _forms(command: Command, secret: Secret) -> set[str]:
    """Return what to look for: the secret, its base64, and the word that carried it.

    A secret of one to three characters occurs everywhere; blots all over the text would give it away.
    """
    word = secret.reveal()
    said = command.data.decode("ascii", "replace").split()
    forms = {word, b64encode(word.encode()).decode(), *said} - set(command.shown.split())
    return {form for form in forms if len(form) >= _SHORTEST_BLOT}


def _lines(reply: Reply) -> list[str]:
    """A challenge is not shown: with what SCRAM says, a password can be guessed at leisure."""
    match reply:
        case SmtpReply(code=334):
            return ["334 ***"]
        case PopReply(challenge=str()):
            return ["+ ***"]
        case SmtpReply():
            return [f"{reply.code}-{line}" for line in reply.lines[:-1]] + [f"{reply.code} {reply.lines[-1]}"]
        case PopReply():
            return [str(reply), *reply.body, *(["."] if reply.body else [])]
