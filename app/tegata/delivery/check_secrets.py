"""Keeps passwords out of the steps of a check: a server may repeat what it was told."""

from dataclasses import replace

from tegata.delivery.notices import CheckStep
from tegata.delivery.tools import PasswordSource
from tegata.mail.blanking import blank_out
from tegata.protocols.outcome import Broken, Declined, Refused
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.secret import Secret

_Answer = Refused | Broken | Declined | None


class WatchedPasswords:
    """Hands passwords on, and remembers for the length of a check which ones."""

    def __init__(self, source: PasswordSource) -> None:
        self._source = source
        self._given: list[Secret] = []

    async def get(self, account: str, role: str) -> Secret | object:
        """See `PasswordSource`."""
        found = await self._source.get(account, role)
        if isinstance(found, Secret):
            self._given.append(found)
        return found

    def without(self, step: CheckStep) -> CheckStep:
        """Return the step without the passwords that were handed out."""
        return replace(step, trouble=self._cleaned(step.trouble), note=self._cleaned(step.note))

    def _cleaned(self, answer: _Answer) -> _Answer:
        match answer:
            case Refused():
                return replace(answer, reply=self._reply(answer.reply))
            case Broken() | Declined():
                return replace(answer, detail=self._text(answer.detail))
            case None:
                return None

    def _reply(self, reply: Reply) -> Reply:
        match reply:
            case SmtpReply():
                return replace(reply, lines=tuple(map(self._text, reply.lines)))
            case PopReply():
                return replace(reply, text=self._text(reply.text))

    def _text(self, text: str) -> str:
        return blank_out(text, (secret.reveal() for secret in self._given), lambda _found: "***")
