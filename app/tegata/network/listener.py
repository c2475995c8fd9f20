"""Hears a server out: whole replies within one deadline each, and what it says when nobody has asked."""

import asyncio
from dataclasses import replace

from tegata.network.patience import Patience
from tegata.network.pipe import Pipe
from tegata.network.transcript import Transcript
from tegata.network.troubles import Loss
from tegata.protocols.outcome import Phase, Trouble
from tegata.protocols.reader import ReplyError
from tegata.protocols.refusal import farewell, negative
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.protocols.steps import Awaits, LineLost

_REST_OF_THE_WORDS = 1.0
"""Seconds until the end of a line must follow its beginning, where nothing was to be said at all."""


class Listener:
    """The receiving half of a line. What ends the line comes out as LineLost."""

    def __init__(self, pipe: Pipe, patience: Patience, transcript: Transcript) -> None:
        self._pipe = pipe
        self._patience = patience
        self._transcript = transcript
        self._loop = asyncio.get_running_loop()
        self._noted: Loss | None = None

    def write_down_in(self, transcript: Transcript) -> None:
        """Have what is heard from now on noted there."""
        self._transcript = transcript

    async def reply(self, awaits: Awaits, phase: Phase, before: tuple[Reply, ...] = ()) -> Reply:
        """Return one whole reply: one deadline, however many pieces it comes in. Raises LineLost.

        `before` are the replies to the same flight so far.
        """
        deadline = self._loop.time() + self._patience.seconds(phase)
        while True:
            if (reply := self._take(awaits)) is not None:
                return reply
            if self._pipe.loss is None and self._loop.time() >= deadline:
                self._pipe.lose(Loss(Trouble.CONN_TIMEOUT, "no answer in time"))
            if self._pipe.loss is not None:
                last_words = before[-1] if before and farewell(before[-1]) else None
                raise self._line_lost(phase, before, last_words, all_written=self._pipe.drained_at_loss)
            await self._pipe.changed(deadline)

    def arrived(self, awaits: Awaits) -> Reply | None:
        """Return a reply that has arrived by now."""
        return self._take(awaits)

    async def require_silence(self, awaits: Awaits, phase: Phase, before: tuple[Reply, ...] = ()) -> None:
        """Make sure that nothing has arrived which the next command would take for its answer.

        Raises LineLost otherwise; a refusal among what arrived explains why the line has to end. `before` are
        replies that were due.
        """
        if not self._pipe.disturbed:
            return
        deadline = self._loop.time() + _REST_OF_THE_WORDS
        while (words := self._take(awaits)) is None and self._pipe.loss is None:
            if self._loop.time() >= deadline:
                break
            await self._pipe.changed(deadline)
        self._pipe.lose(Loss(Trouble.GARBAGE, "the server spoke unasked"))
        raise self._line_lost(phase, before, words if words is not None and negative(words) else None)

    def lost(self, phase: Phase, loss: Loss) -> LineLost:
        """End the line for this reason, and return what to raise."""
        self._pipe.lose(loss)
        return self._line_lost(phase)

    def _take(self, awaits: Awaits) -> Reply | None:
        try:
            reply = self._pipe.reader.take(awaits)
        except ReplyError as error:
            self._pipe.lose(Loss(Trouble.GARBAGE, self._transcript.blotted(str(error))))
            return None
        if reply is None:
            return None
        reply = self._blotted(reply)
        self._transcript.received(reply, private=awaits is Awaits.POP_LETTER)
        return reply

    def _blotted(self, reply: Reply) -> Reply:
        blot = self._transcript.blotted
        match reply:
            case SmtpReply():
                return replace(reply, lines=tuple(map(blot, reply.lines)))
            case PopReply():
                return replace(reply, text=blot(reply.text), body=tuple(map(blot, reply.body)))

    def _line_lost(
        self,
        phase: Phase,
        replies: tuple[Reply, ...] = (),
        last_words: Reply | None = None,
        *,
        all_written: bool = False,
    ) -> LineLost:
        loss = self._pipe.loss or Loss(Trouble.CONN_DROPPED)
        if loss is not self._noted:
            self._noted = loss
            self._transcript.note(f"{loss.trouble}: {loss.detail}".removesuffix(": "))
        return LineLost(
            phase,
            loss.trouble,
            loss.detail,
            all_written=all_written,
            replies=replies,
            last_words=last_words,
        )
