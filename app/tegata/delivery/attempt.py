"""One try to send one letter, read from top to bottom: approach, hand over, recover."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from tegata.accounts.account import Account
from tegata.delivery.approach import Approach, OnLine, OnStage
from tegata.delivery.consigning import is_sound
from tegata.delivery.kept_session import KeptSession
from tegata.delivery.notices import Role
from tegata.delivery.office import Office
from tegata.delivery.smtp_send import Consignment, Conversation, Handed, NotOpen, Watch, hand_over, leave
from tegata.delivery.strangers import lesson, shortcuts_for
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Accepted, Broken, Outcome, Outcomes, Phase, Refused, Trouble
from tegata.protocols.shortcuts import Shortfall
from tegata.relay import window_length
from tegata.relay.policy import RETRY_AFTER, AfterRefusal, after_refusal, may_log_in
from tegata.relay.reading import Context, diagnose, is_own_domain, may_be_about_relaying
from tegata.relay.window import SeenFrom

Again = Callable[[OnLine, OnStage], Awaitable[Conversation | NotOpen]]


@dataclass(slots=True)
class Attempted:
    """How an attempt ended for each recipient, and the steps to that, as machine words."""

    outcomes: Outcomes = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)


class Attempt:
    """One try, with one POP login at most. After a refusal, who was accepted is left alone.

    `foretold` is how the way failed that was made before the letter's time: it is not made again.
    `stopped_at` is the server at which it has ended.
    """

    def __init__(
        self,
        account: Account,
        consignment: Consignment,
        office: Office,
        kept: KeptSession,
        foretold: NotOpen | None = None,
    ) -> None:
        self._account = account
        self._consignment = consignment
        self._office = office
        self._kept = kept
        self._foretold = foretold
        self.stopped_at = Role.SUBMISSION
        self.transcript = Transcript(office.tools.clock, account.name)
        self._approach = Approach(account, office, self.transcript)
        self._done = Attempted(steps=self._approach.steps)
        self._refused_early = self._refused_late = False
        self._still_refused: SeenFrom | None = None
        self._asked_at = office.tools.clock.now()

    async def run(self, watch: Watch, on_stage: OnStage) -> Attempted:
        """Try once."""
        session = await self._first(watch, on_stage)
        session = await self._try(session, watch, on_stage)
        session = await self._recover(session, watch, on_stage)
        if isinstance(session, Conversation):
            self._kept.keep(session)
        if self._still_refused is not None:
            await self._office.windows.refused(self._account, self._still_refused, asked_at=self._asked_at)
        return self._done

    async def _first(self, watch: Watch, on_stage: OnStage) -> Conversation | NotOpen:
        """Return a session; no server is bothered with a letter that cannot be sent."""
        if not await is_sound(self._consignment):
            damaged = Broken(Phase.DATA, Trouble.SPOOL, "the letter's file is not what was written")
            self.transcript.note(f"{damaged.trouble}: {damaged.detail}")
            return NotOpen(damaged)
        return self._foretold or await self._approach.first(self._kept, watch.on_line, on_stage)

    async def _recover(
        self, session: Conversation | NotOpen, watch: Watch, on_stage: OnStage
    ) -> Conversation | NotOpen:
        """Try again while the refusal may be about relaying: after a login, or after one pause or another."""
        pauses = iter(RETRY_AFTER)
        while (following := self._after_refusal()) is not AfterRefusal.EXPLAIN:
            again: Again = self._approach.after_login
            if following is AfterRefusal.RETRY:
                again = self._approach.again
                if (pause := next(pauses, None)) is None:
                    break
                await self._office.tools.pause(pause.total_seconds())
            _let_go(session)
            await watch.on_again(self.outcomes)
            session = await again(watch.on_line, on_stage)
            if isinstance(session, Conversation):
                self._done.steps.append("retry")
            session = await self._try(session, watch, on_stage)
        return session

    @property
    def outcomes(self) -> Outcomes:
        """What has come of it so far: who has the letter has it, however the attempt ends."""
        return self._done.outcomes

    def context(self) -> Context:
        """Return what a diagnosis of this attempt has to know."""
        approach = self._approach
        return Context(
            self._account,
            window_counted=approach.window_counted,
            logged_in_now=approach.logged_in,
            auth_offered=approach.learned.offers_auth or None,
            other_network=self._office.windows.away(self._account),
        )

    def _after_refusal(self) -> AfterRefusal:
        outcomes = _settled(self._done.outcomes)
        diagnosis = diagnose(outcomes, self.context())
        return after_refusal(self._account, outcomes, diagnosis, logged_in=self._approach.logged_in)

    # handing over -------------------------------------------------------------------------------------

    async def _try(
        self, session: Conversation | NotOpen, watch: Watch, on_stage: OnStage
    ) -> Conversation | NotOpen:
        """Hand the letter over on this session; on another, where a shortcut has failed."""
        handed = await self._hand_over(session, watch)
        for _ in Shortfall:
            if handed.shortfall is None or not self._worth_another(handed):
                break
            _let_go(session)
            await watch.on_again(self.outcomes)
            if handed.shortfall is Shortfall.CHUNKING:
                await self._office.learn(self._account, chunking_fails=True)
            riding = handed.shortfall is Shortfall.RIDING
            session = await self._approach.again(watch.on_line, on_stage, may_ride=not riding)
            handed = await self._hand_over(session, watch)
            if riding and _got_past_auth(handed):
                await self._office.learn(self._account, riding_fails=True)
        self._done.outcomes |= handed.outcomes
        if isinstance(session, Conversation):
            self._done.steps.append(_step(handed))
        await self._learn(handed, session)
        return session

    def _worth_another(self, handed: Handed) -> bool:
        """Whether to try without the shortcut. A line that only broke is blamed on it once, not each time."""
        broken = any(isinstance(outcome, Broken) for outcome in handed.outcomes.values())
        return not broken or self._office.lessons.first_doubt(self._account.name)

    async def _hand_over(self, session: Conversation | NotOpen, watch: Watch) -> Handed:
        consignment = self._left()
        self._asked_at = self._office.tools.clock.now()
        self.stopped_at = session.role if isinstance(session, NotOpen) else Role.SUBMISSION
        if isinstance(session, NotOpen):
            outcomes: Outcomes = dict.fromkeys(consignment.envelope.recipients, session.outcome)
            return Handed(outcomes, session.seen_from, session.server_address)
        learned = self._approach.learned
        shortcuts = shortcuts_for(consignment.envelope, learned)
        handed = await hand_over(session, consignment, shortcuts, watch)
        changes = lesson(handed.stranger, shortcuts.ask_as_stranger, learned)
        await self._office.learn(self._account, **changes)
        return handed

    def _left(self) -> Consignment:
        """Return what is left to hand over: nobody gets the letter twice."""
        envelope = self._consignment.envelope
        accepted = {to for to, outcome in self._done.outcomes.items() if isinstance(outcome, Accepted)}
        left = tuple(to for to in envelope.recipients if to not in accepted)
        return replace(self._consignment, envelope=replace(envelope, recipients=left))

    # learning -----------------------------------------------------------------------------------------

    async def _learn(self, handed: Handed, session: Conversation | NotOpen) -> None:
        if handed.seen_from is None or handed.server_address is None:
            return
        await self._office.windows.met(self._account, handed.seen_from, handed.server_address)
        outcomes = _settled(handed.outcomes)
        if self._relayed(outcomes):
            await self._learn_permission(handed.seen_from)
            if isinstance(session, Conversation):
                session.judged_early = False  # it was not judged when it began
            return
        diagnosis = diagnose(outcomes, self.context())
        if diagnosis is not None and may_be_about_relaying(diagnosis):
            early = isinstance(session, Conversation) and session.judged_early
            await self._learn_refusal(handed.seen_from, early=early)

    async def _learn_permission(self, seen_from: SeenFrom) -> None:
        account, office, approach = self._account, self._office, self._approach
        age = self._office.windows.age(self._account, self._asked_at)
        by_login = (approach.logged_in or approach.window_counted) and may_log_in(self._account)
        if age is not None and by_login:
            await office.learn(account, **window_length.accepted(age, approach.learned))
            if self._refused_late:
                await office.learn(account, counts_after=age.total_seconds())
        if self._refused_early and not self._refused_late:  # a new connection was all it took
            await office.learn(account, login_first=True)
        self._still_refused = None
        await self._office.windows.relayed(self._account, seen_from)

    async def _learn_refusal(self, seen_from: SeenFrom, *, early: bool) -> None:
        """Take in a refusal to relay; a login made just now may take a moment to count."""
        if self._approach.logged_in:
            self._still_refused = seen_from
            self._refused_early = self._refused_early or early
            self._refused_late = self._refused_late or not early
            return
        age = self._office.windows.age(self._account, self._asked_at)
        if age is not None and self._approach.window_counted:
            changes = window_length.refused(age, self._approach.learned)
            await self._office.learn(self._account, **changes)
        await self._office.windows.refused(self._account, seen_from, asked_at=self._asked_at)

    def _relayed(self, outcomes: dict[str, Outcome]) -> bool:
        accepted = (address for address, outcome in outcomes.items() if isinstance(outcome, Accepted))
        return any(not is_own_domain(self._account, address) for address in accepted)


def _let_go(session: Conversation | NotOpen) -> None:
    if isinstance(session, Conversation):
        leave(session)


def _settled(outcomes: Outcomes) -> dict[str, Outcome]:
    return {address: outcome for address, outcome in outcomes.items() if outcome is not None}


def _got_past_auth(handed: Handed) -> bool:
    phases = {Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.FINAL}
    outcomes = handed.outcomes.values()
    return any(
        isinstance(each, Accepted) or (isinstance(each, Refused) and each.phase in phases)
        for each in outcomes
    )


def _step(handed: Handed) -> str:
    outcomes = set(map(type, handed.outcomes.values()))
    if outcomes == {Accepted}:
        return "accepted"
    return "partly-accepted" if Accepted in outcomes else "not-accepted"
