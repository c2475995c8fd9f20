"""One try to send one letter, read from top to bottom: plan, log in if need be, hand over, recover."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tegata.accounts.account import Account, Login
from tegata.delivery.notices import Stage
from tegata.delivery.pop_login import PopLogin, log_in
from tegata.delivery.smtp_send import Consignment, Handed, Watch, hand_over
from tegata.delivery.tools import Tools
from tegata.delivery.windows import Windows
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Accepted, Broken, Declined, Outcome, Outcomes, Refused
from tegata.protocols.smtp_submit import Partial
from tegata.relay.policy import RETRY_AFTER, AfterRefusal, Plan, after_refusal, plan
from tegata.relay.reading import Context, diagnose, is_own_domain, may_be_about_relaying
from tegata.relay.window import AuthenticationWindow, WindowState


@dataclass(slots=True)
class Attempted:
    """What an attempt did and how it ended. `steps` are machine words, `context` is for the diagnosis."""

    outcomes: Outcomes = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)
    logged_in: bool = False
    window_counted: bool = False


class Attempt:
    """One try. The account's window is asked before and taught after."""

    def __init__(self, account: Account, consignment: Consignment, windows: Windows, tools: Tools) -> None:
        self._account = account
        self._consignment = consignment
        self._windows = windows
        self._tools = tools
        # What a login may settle must not split the letter: at first it goes to all or to nobody.
        self._first = replace(consignment, partial=Partial.ALL_OR_NONE)
        if not _may_log_in(account):
            self._first = consignment
        self._retried = False
        self._done = Attempted()
        self.transcript = Transcript(tools.clock, account.name)

    async def run(self, watch: Watch, on_stage: Callable[[Stage], None]) -> Attempted:
        """Try once, with one POP login and one retry at most."""
        status = self._windows.status(self._account)
        self._done.window_counted = status.state in {WindowState.OPEN, WindowState.ENDING}
        pin = self._pin(status.window) if status.window and self._done.window_counted else None
        if plan(status) is Plan.LOGIN_FIRST:
            on_stage(Stage.LOGGING_IN)
            login = await self._log_in()
            if not isinstance(login, PopLogin):
                return self._nobody(login)
            pin = login.pin
        on_stage(Stage.CONNECTING)
        await self._hand_over(self._first, pin, watch)
        return await self._recover(pin, watch, on_stage)

    async def _recover(self, pin: Pin | None, watch: Watch, on_stage: Callable[[Stage], None]) -> Attempted:
        """After a refusal that may be about relaying: nothing is delivered yet, so one more try is safe."""
        outcomes = _settled(self._done.outcomes)
        diagnosis = diagnose(outcomes, self.context())
        match after_refusal(self._account, outcomes, diagnosis, logged_in=self._done.logged_in):
            case AfterRefusal.EXPLAIN if not self._others_wait():
                return self._done
            case AfterRefusal.EXPLAIN:
                pass
            case AfterRefusal.LOG_IN_AND_RETRY:
                on_stage(Stage.LOGGING_IN)
                login = await self._log_in()
                if not isinstance(login, PopLogin):
                    return self._nobody(login)
                pin = login.pin
            case AfterRefusal.RETRY:
                await asyncio.sleep(RETRY_AFTER.total_seconds())
        self._done.steps.append("retry")
        on_stage(Stage.CONNECTING)
        self._retried = True
        await self._hand_over(self._consignment, pin, watch)
        return self._done

    def context(self) -> Context:
        """Return what a diagnosis of this attempt has to know."""
        return Context(
            self._account, window_counted=self._done.window_counted, logged_in_now=self._done.logged_in
        )

    async def _log_in(self) -> PopLogin | Refused | Broken | Declined:
        async with self._windows.one_login(self._account) as status:
            if status is not None and status.window is not None:  # "log in now" was faster
                self._done.logged_in = True
                return PopLogin(status.window, status.letters_waiting, self._pin(status.window))
            login = await log_in(self._account, self._tools, self.transcript)
            await self._note(login)
        return login

    async def _note(self, login: PopLogin | Refused | Broken | Declined) -> None:
        if isinstance(login, PopLogin):
            self._done.steps.append("pop-login")
            self._done.logged_in = True
            await self._windows.opened(self._account, login.window, login.letters_waiting)
        else:
            self._done.steps.append("pop-login-failed")

    def _others_wait(self) -> bool:
        """Whether recipients nobody refused were held back, although they are to get their letter anyway."""
        held_back = None in self._done.outcomes.values()
        return held_back and self._consignment.partial is Partial.SEND_TO_OTHERS

    async def _hand_over(self, consignment: Consignment, pin: Pin | None, watch: Watch) -> None:
        handed = await hand_over(
            self._account, consignment, self._tools, self.transcript, pin=pin, watch=watch
        )
        self._done.outcomes = handed.outcomes
        self._done.steps.append(_step(handed))
        await self._learn(handed)

    async def _learn(self, handed: Handed) -> None:
        if handed.seen_from is None or handed.server_address is None:
            return
        await self._windows.met(self._account, handed.seen_from, handed.server_address)
        outcomes = _settled(handed.outcomes)
        accepted = [address for address, outcome in outcomes.items() if isinstance(outcome, Accepted)]
        if any(not is_own_domain(self._account, address) for address in accepted):
            await self._windows.accepted(self._account, handed.seen_from, outside=True)
            return
        diagnosis = diagnose(outcomes, self.context())
        if diagnosis is None or not may_be_about_relaying(diagnosis):
            return
        if self._retried or not self._done.logged_in:  # a login made just now may take a moment to count
            await self._windows.refused(self._account, handed.seen_from)

    def _pin(self, window: AuthenticationWindow) -> Pin:
        seen, pop = window.seen_from, self._account.pop
        return Pin(seen.local_address, seen.family, pop.host if pop else "", window.server_address)

    def _nobody(self, outcome: Outcome) -> Attempted:
        self._done.outcomes = dict.fromkeys(self._consignment.envelope.recipients, outcome)
        return self._done


def _may_log_in(account: Account) -> bool:
    return (
        account.pop is not None and account.pop_before_send.enabled and account.submission.login is Login.NONE
    )


def _settled(outcomes: Outcomes) -> dict[str, Outcome]:
    return {address: outcome for address, outcome in outcomes.items() if outcome is not None}


def _step(handed: Handed) -> str:
    outcomes = set(map(type, handed.outcomes.values()))
    if outcomes == {Accepted}:
        return "accepted"
    return "partly-accepted" if Accepted in outcomes else "not-accepted"
