"""Asks whether the server would relay to the recipient: before the login, and after it. Nothing is sent."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta

from tegata.accounts.account import Account
from tegata.delivery.check_step import Stopwatch, not_tried
from tegata.delivery.check_visit import Answer, Visit, wire
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep
from tegata.delivery.one_login import Pass
from tegata.delivery.tools import Tools
from tegata.network.connect import Found
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken, Refused, Trouble
from tegata.relay.causes import RELAY_FAMILY
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.policy import RETRY_AFTER
from tegata.relay.reading import Context, diagnose, is_own_domain, may_be_about_relaying
from tegata.relay.window import SeenFrom, WindowState

_A_LOGIN_MAY_HELP = frozenset({Trouble.CONN_DROPPED, Trouble.CONN_REFUSED})


class Relay:
    """What the server says to one recipient. `blocked` once there is no way to the server."""

    def __init__(
        self, account: Account, recipient: str, tools: Tools, transcript: Transcript, kept: Pass | None
    ) -> None:
        self._account = account
        self._recipient = recipient
        self._tools = tools
        self._transcript = transcript
        self._kept = kept
        self._seen_from: SeenFrom | None = None
        self._asked_at = tools.clock.now()
        self.blocked = False

    async def before_login(self, found: Found | None) -> AsyncGenerator[CheckStep, None]:
        """Ask while nobody has proved who we are. To be refused here is normal on another network."""
        window_open = self._window_is_open()
        visit = Visit(self._account, self._tools, self._transcript)
        stopwatch = Stopwatch(self._tools.clock)
        try:
            async for step in visit.open(None, found):
                if _may_be_turned_away(step.trouble):
                    yield self._before_step(step.trouble, step.took, window_open=window_open)
                else:
                    self.blocked = step.trouble is not None
                    yield step
            if visit.is_open:
                stopwatch.lap()
                answer = await visit.ask_sender() or await visit.ask_recipient(self._recipient)
                yield self._before_step(answer, stopwatch.lap(), window_open=window_open)
        finally:
            visit.leave()

    async def judged(self, pin: Pin | None, found: Found | None) -> AsyncGenerator[CheckStep, None]:
        """Ask for good: what is said now is what a letter would hear. `pin` is where the login came from."""
        visit = Visit(self._account, self._tools, self._transcript)
        try:
            async for step in visit.open(pin, found):
                yield step
            if not visit.is_open:
                return
            await self._take_in(visit)
            self._asked_at = self._tools.clock.now()
            stopwatch = Stopwatch(self._tools.clock)
            sender = await visit.ask_sender()
            yield CheckStep(CheckStage.SENDER, stopwatch.lap(), sender, {"address": self._account.address})
            if sender is None:
                answer = await visit.ask_recipient(self._recipient)
                facts = self._facts(answer) | {"after_login": "yes" if pin is not None else "no"}
                if pin is None and self._window_is_open():
                    facts["window"] = "open"
                yield CheckStep(CheckStage.RECIPIENT, stopwatch.lap(), answer, facts)
        finally:
            visit.leave()

    async def after_login(self, pin: Pin) -> list[CheckStep]:
        """Ask on a new connection; again after a pause or another, for a login may take a moment to count."""
        pauses = iter(RETRY_AFTER)
        while True:
            steps = [step async for step in self.judged(pin, None)]
            refused = self._diagnosed(steps[-1].trouble, logged_in=True)
            if refused is None or not may_be_about_relaying(refused):
                break
            if (pause := next(pauses, None)) is None:
                await self._count_for_nothing()
                break
            await self._tools.pause(pause.total_seconds())
        return [step for step in steps if step.stage in _DECISIVE or step.mark is CheckMark.FAILED]

    def not_asked(self) -> CheckStep:
        """Return the last step where the way to it is blocked."""
        return not_tried(CheckStage.RECIPIENT, self._facts(None) | {"proves_relaying": "no"})

    def _before_step(self, answer: Answer, took: timedelta, *, window_open: bool) -> CheckStep:
        facts = self._facts(answer) | {"window": "open" if window_open else "closed"}
        if answer is None:
            own = {"network": "own"} if self._is_outside() and not window_open else {}
            return CheckStep(CheckStage.BEFORE_LOGIN, took, facts=facts | own)
        refused = self._diagnosed(answer, logged_in=False)
        if refused is not None and refused.cause in RELAY_FAMILY:
            facts["network"] = "other"
        neutral = CheckMark.NEUTRAL
        return CheckStep(CheckStage.BEFORE_LOGIN, took, None, facts, note=answer, without_trouble=neutral)

    def _facts(self, answer: Answer) -> dict[str, str]:
        return {
            "address": self._recipient,
            "domain": wire(self._recipient).rpartition("@")[2],
            "proves_relaying": "yes" if answer is None and self._is_outside() else "no",
        }

    def _is_outside(self) -> bool:
        return not is_own_domain(self._account, wire(self._recipient))

    def _diagnosed(self, answer: Answer, *, logged_in: bool) -> Diagnosis | None:
        if not isinstance(answer, Refused):
            return None
        return diagnose({wire(self._recipient): answer}, Context(self._account, logged_in_now=logged_in))

    def _window_is_open(self) -> bool:
        """Whether a login made before may count here: the server does not know that it is switched off."""
        if self._kept is None:
            return False
        switched_on = replace(self._account.pop_before_send, enabled=True)
        status = self._kept.windows.status(replace(self._account, pop_before_send=switched_on))
        return status.state in {WindowState.OPEN, WindowState.ENDING}

    async def _take_in(self, visit: Visit) -> None:
        if self._kept is not None and visit.met is not None:
            self._seen_from, server_address = visit.met
            await self._kept.windows.met(self._account, self._seen_from, server_address)

    async def _count_for_nothing(self) -> None:
        """Take in that the window which the login opened does not count."""
        if self._kept is not None and self._seen_from is not None and self._is_outside():
            await self._kept.windows.refused(self._account, self._seen_from, asked_at=self._asked_at)
            self._kept.tell()


_DECISIVE = frozenset({CheckStage.SENDER, CheckStage.RECIPIENT})


def _may_be_turned_away(trouble: Answer) -> bool:
    """Whether the server, or what guards it, may think otherwise of us after a login."""
    return isinstance(trouble, Refused) or (
        isinstance(trouble, Broken) and trouble.trouble in _A_LOGIN_MAY_HELP
    )
