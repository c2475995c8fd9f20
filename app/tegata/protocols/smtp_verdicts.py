"""What the replies of one mail transaction mean for each recipient."""

from tegata.protocols.outcome import Accepted, Broken, Outcome, Outcomes, Phase, Refused, Unknown
from tegata.protocols.refusal import negative, unexpected
from tegata.protocols.reply import SmtpReply
from tegata.protocols.shortcuts import Shortfall, Stranger
from tegata.protocols.steps import LineLost

_GO_ON = 334
_OUT_OF_PLACE = frozenset({500, 501, 502, 503, 504})


class Verdicts:
    """What has been settled so far, in the order of the replies. What is settled stays, but for a receipt."""

    def __init__(self, recipients: tuple[str, ...]) -> None:
        self.outcomes: Outcomes = dict.fromkeys(recipients)
        self.authenticated: bool | None = None
        self.stranger: Stranger | None = None
        self.shortfall: Shortfall | None = None
        self._taken: list[str] = []
        self._mutilated = False
        self._refused_to_strangers: str | None = None

    @property
    def open(self) -> bool:
        """Whether somebody may still get the letter."""
        return None in self.outcomes.values()

    @property
    def unanimous(self) -> bool:
        """Whether nobody has been refused."""
        return all(outcome is None for outcome in self.outcomes.values())

    def settle(self, outcome: Outcome) -> None:
        """Give the outcome to every recipient that has none yet."""
        for address, known in self.outcomes.items():
            if known is None:
                self.outcomes[address] = outcome

    def stranger_mail(self, reply: SmtpReply) -> None:
        """Note the reply to MAIL before AUTH; what only passes says nothing."""
        if reply.permanent:
            self.stranger = Stranger.REFUSED_AT_ONCE

    def stranger_rcpt(self, address: str, reply: SmtpReply) -> None:
        """Note the reply to RCPT before AUTH. What a no was about is known once AUTH has made it a yes."""
        if reply.positive:
            self.stranger = Stranger.WELCOME
        elif reply.permanent and self.stranger is None:
            self._refused_to_strangers = address

    def auth(self, reply: SmtpReply) -> None:
        """Note the reply to an AUTH that brought its whole proof along."""
        self.authenticated = reply.positive
        if reply.positive:
            return
        if reply.code == _GO_ON or reply.code in _OUT_OF_PLACE:
            self.shortfall = Shortfall.RIDING
        self.settle(unexpected(Phase.AUTH, reply))

    def mail(self, reply: SmtpReply) -> None:
        """Note the reply to MAIL, which stands for everybody."""
        if not reply.positive:
            self.settle(unexpected(Phase.MAIL, reply))

    def rcpt(self, address: str, reply: SmtpReply) -> None:
        """Note the reply to one RCPT."""
        if reply.positive:
            self._taken.append(address)
            if self.authenticated is False:
                self.stranger = Stranger.WELCOME
            elif address == self._refused_to_strangers:
                self.stranger = Stranger.REFUSED
        elif self.outcomes[address] is None:
            self.outcomes[address] = unexpected(Phase.RCPT, reply)

    def chunk(self, reply: SmtpReply) -> None:
        """Note that a chunk was refused: what follows cannot make a letter any more (RFC 3030 section 2)."""
        self._mutilated = True
        self._refused(Phase.DATA, reply)

    def last_chunk(self, reply: SmtpReply) -> None:
        """Note the reply to a letter that went by BDAT; a no may be about that command."""
        if negative(reply):
            self._refused(Phase.FINAL, reply)
        else:
            self.letter(reply)

    def letter(self, reply: SmtpReply) -> None:
        """Note the reply to the whole letter.

        A yes counts, whatever was said before: the server has the letter, and another one would be a second.
        """
        if reply.positive:
            self._received(reply)
        elif negative(reply):
            self.settle(Refused(Phase.FINAL, reply))
        else:
            self.settle(Unknown(str(reply)))

    def lost_at_the_end(self, lost: LineLost) -> None:
        """Note that the line broke while the letter's last octets were on their way."""
        outcome = lost.outcome()
        if lost.all_written and lost.last_words is None:
            self._perhaps_received(Unknown(lost.detail or lost.trouble))
        elif isinstance(outcome, Broken):
            self.settle(Broken(Phase.DATA, lost.trouble, lost.detail))
        else:
            self.settle(outcome)

    def _perhaps_received(self, outcome: Unknown) -> None:
        """Note that nobody knows.

        Who takes a recipient although it has refused the login or MAIL, or has not understood that, may have
        taken the letter too.
        """
        doubtful = self._taken if self.shortfall is None else list(self.outcomes)
        if not self._mutilated:
            self.shortfall = None
            self.outcomes |= dict.fromkeys(doubtful, outcome)
        self.settle(outcome)

    def _refused(self, phase: Phase, reply: SmtpReply) -> None:
        """Note a no to the letter; one that only says "what?" is about BDAT, if recipients had been taken."""
        if self.open and reply.code in _OUT_OF_PLACE:
            self.shortfall = Shortfall.CHUNKING
        self.settle(unexpected(phase, reply))

    def _received(self, receipt: SmtpReply) -> None:
        self.shortfall = None  # however odd what came before: another try would be a second letter
        if self._mutilated or not self._taken:  # a yes to what cannot be a letter, or is for nobody
            self.outcomes = dict.fromkeys(self.outcomes, Unknown(str(receipt)))
        for address in self._taken if not self._mutilated else ():
            self.outcomes[address] = Accepted(receipt)
