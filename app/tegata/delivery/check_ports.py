"""The ports that the way does not go through: which of them answer from here, looked at in passing.

Nobody logs in and no transaction begins: greeting, EHLO, TLS where it is offered, QUIT.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from tegata.accounts.account import Account, Login, Security, Server
from tegata.delivery.check_step import Stopwatch, facts_of, tls_facts
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.delivery.smtp_send import take_leave
from tegata.delivery.tools import Tools
from tegata.network.connect import connect
from tegata.network.line import Line
from tegata.network.patience import Patience
from tegata.network.transcript import Transcript
from tegata.protocols.channel import Channel
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.pop3 import quit_session as quit_pop
from tegata.protocols.smtp_session import SessionOpen, open_session
from tegata.protocols.steps import Dialogue, LineLost, greet_pop
from tegata.protocols.wire import address_literal
from tegata.relay.policy import may_log_in
from tegata.tasks import spawn

PORTS = {25: Security.STARTTLS, 465: Security.TLS, 587: Security.STARTTLS}
"""RFC 5321, RFC 8314 and RFC 6409. What is at a port of a provider's own choosing has no siblings here."""

_ONE_REPLY = timedelta(seconds=4)
_ALL = 8.0  # seconds


def siblings(server: Server) -> tuple[Server, ...]:
    """Return the same server at the other ports for mail."""
    if server.port not in PORTS:
        return ()
    return tuple(
        replace(server, port=port, security=security, login=Login.NONE)
        for port, security in PORTS.items()
        if port != server.port
    )


class PortProbes:
    """Looks at all of them at once, from now on; `cancel` drops what is still under way."""

    def __init__(self, account: Account, tools: Tools) -> None:
        probing = replace(tools, patience=Patience(_ONE_REPLY))
        servers = [(each, Role.SUBMISSION) for each in siblings(account.submission)]
        if account.pop is not None and not may_log_in(account):
            servers.append((account.pop, Role.POP))
        self._tasks = [spawn(look_at(each, role, probing), "check-port") for each, role in servers]

    async def steps(self) -> tuple[CheckStep, ...]:
        """Return what was found, by port."""
        return tuple(await asyncio.gather(*self._tasks))

    def cancel(self) -> None:
        """Drop what is still under way."""
        for task in self._tasks:
            task.cancel()


async def look_at(server: Server, role: Role, tools: Tools) -> CheckStep:
    """Return whether this port answers, and what it offers."""
    stopwatch = Stopwatch(tools.clock)
    transcript = Transcript(tools.clock, f"check-{server.port}")
    try:
        async with asyncio.timeout(_ALL):
            line = await connect(server, clock=tools.clock, patience=tools.patience, transcript=transcript)
            heard = line if isinstance(line, Broken) else await _hear(line, server, role, tools)
    except TimeoutError:
        heard = Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT)
    return _step(server, role, heard, stopwatch.lap())


@dataclass(frozen=True, slots=True)
class _Answered:
    """A port that answers. `facts` are TLS and AUTH, as far as they are offered."""

    facts: dict[str, str]


async def _hear(
    line: Line, server: Server, role: Role, tools: Tools
) -> _Answered | Refused | Broken | Declined:
    try:
        if role is Role.POP:
            greeting = await line.run(_pop_greeting())
            return greeting if greeting is not None else _Answered(tls_facts(line))
        hello = tools.hello_name or address_literal(line.pin.local_address)
        channel = Channel(server.security)
        session = await line.run(
            open_session(hello=hello, channel=channel, login=None, allow_cleartext=False)
        )
        match session:
            case SessionOpen():
                return _Answered(tls_facts(line) | {"auth": " ".join(session.extensions.auth)})
            case Declined(objection=Objection.TLS_NOT_OFFERED):
                return _Answered({})
            case _:
                return session
    finally:
        spawn(_leave(line, role), "check-quit")


async def _leave(line: Line, role: Role) -> None:
    if role is Role.SUBMISSION:
        await take_leave(line)
        return
    await line.run(quit_pop())
    await line.close()


def _step(
    server: Server, role: Role, heard: _Answered | Refused | Broken | Declined, took: timedelta
) -> CheckStep:
    facts = facts_of(server) | {"seconds": f"{took.total_seconds():.0f}"}
    if isinstance(heard, _Answered):
        return CheckStep(CheckStage.PORT, took, None, facts | heard.facts, role=role)
    neutral = CheckMark.NEUTRAL
    return CheckStep(CheckStage.PORT, took, None, facts, note=heard, without_trouble=neutral, role=role)


def _pop_greeting() -> Dialogue[Refused | Broken | None]:
    """Hear the mailbox's greeting; None is a friendly one."""
    try:
        greeting = yield from greet_pop()
    except LineLost as lost:
        return lost.outcome()
    return None if greeting.ok else Refused(Phase.POP, greeting)
