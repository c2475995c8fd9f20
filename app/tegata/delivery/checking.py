"""Check: the whole way with the form's own values, step by step, and a stop before a letter is sent."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import timedelta

from tegata.accounts.account import Account, Server
from tegata.delivery.check_names import look_up_both, network_steps
from tegata.delivery.check_patience import while_somebody_waits
from tegata.delivery.check_ports import PortProbes
from tegata.delivery.check_relay import Relay
from tegata.delivery.check_secrets import WatchedPasswords
from tegata.delivery.check_step import Stopwatch, facts_of, trouble_step
from tegata.delivery.notices import CheckStage, CheckStep, Role
from tegata.delivery.one_login import OneLogin, Pass, log_in_once
from tegata.delivery.pop_login import Ways
from tegata.delivery.tools import Tools
from tegata.network.line import Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Broken
from tegata.relay.policy import may_log_in


async def check_account(
    account: Account,
    recipient: str,
    tools: Tools,
    kept: Pass | None = None,
) -> AsyncIterator[CheckStep]:
    """Yield each step as it is done. After trouble only what does not depend on it is still tried.

    Where the account logs in by POP before it sends, the recipient is asked for before the login and, on a
    new connection, after it. There is one POP login at the most; with `kept` it opens the account's pass.
    No step holds a password, even where a server repeats one.
    """
    watched = WatchedPasswords(tools.passwords)
    tools = replace(while_somebody_waits(tools), passwords=watched)
    async with aclosing(_walk(account, recipient, tools, kept)) as walk:
        async for step in walk:
            yield watched.without(step)


async def _walk(
    account: Account, recipient: str, tools: Tools, kept: Pass | None
) -> AsyncGenerator[CheckStep, None]:
    transcript = Transcript(tools.clock, account.name)
    relay = Relay(account, recipient, tools, transcript, kept)
    for step in network_steps(tools):
        yield step
    names, steps = await look_up_both(account, tools)
    for step in steps:
        yield step
    if isinstance(names.submission, Broken):
        yield relay.not_asked()
        return
    probes = PortProbes(account, tools)
    try:
        if account.pop is not None and may_log_in(account):
            walk = _with_login(relay, names.ways, _Login(account, account.pop, tools, transcript, kept))
        else:
            walk = relay.judged(None, names.submission)
        async with aclosing(walk):
            async for step in walk:
                yield step
        for step in await probes.steps():
            yield step
    finally:
        probes.cancel()


@dataclass(frozen=True, slots=True)
class _Login:
    account: Account
    pop: Server
    tools: Tools
    transcript: Transcript
    kept: Pass | None

    async def make(self, ways: Ways) -> tuple[CheckStep, Pin | None]:
        """Return the step, and where the login came from if it succeeded."""
        stopwatch = Stopwatch(self.tools.clock)
        login = await log_in_once(self.account, self.tools, self.transcript, self.kept, ways)
        if not isinstance(login, OneLogin):
            return trouble_step(login, self.pop, stopwatch.lap(), Role.POP), None
        minutes = self._window() / timedelta(minutes=1)
        facts = facts_of(self.pop) | login.tls | {"minutes": f"{minutes:g}"}
        if login.letters_waiting is not None:
            facts["letters"] = str(login.letters_waiting)
        return CheckStep(CheckStage.POP_LOGIN, stopwatch.lap(), facts=facts, role=Role.POP), login.pin

    def _window(self) -> timedelta:
        """Return how long the login counts: as the server has shown, or else as the settings say."""
        opened = self.kept.windows.status(self.account).window if self.kept is not None else None
        return opened.good_for if opened is not None else self.account.pop_before_send.window


async def _with_login(relay: Relay, ways: Ways | None, login: _Login) -> AsyncGenerator[CheckStep, None]:
    async with aclosing(relay.before_login(ways.submission if ways is not None else None)) as before:
        async for step in before:
            yield step
    pin: Pin | None = None
    if ways is not None:
        step, pin = await login.make(ways)
        yield step
    if pin is None or relay.blocked:
        yield relay.not_asked()
        return
    for step in await relay.after_login(pin):
        yield step
