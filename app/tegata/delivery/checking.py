"""Check: the whole way with the form's own values, step by step, and a stop before a letter is sent."""

from collections.abc import AsyncIterator
from datetime import timedelta

from tegata.accounts.account import Account, Security, Server
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.delivery.pop_login import NoLogin, PopLogin, log_in, take_stock
from tegata.delivery.smtp_send import open_on, submission_credentials, take_leave
from tegata.delivery.tools import Tools
from tegata.mail.address import Mailbox, parse_mailbox
from tegata.network.connect import connect, resolve
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Accepted, Broken, Declined, Objection, Phase, Refused
from tegata.protocols.smtp_probe import ask_recipient, ask_sender
from tegata.protocols.smtp_session import SessionOpen
from tegata.tasks import spawn

_STAGE_OF_PHASE: dict[Phase, CheckStage] = {
    Phase.RESOLVE: CheckStage.RESOLVE,
    Phase.CONNECT: CheckStage.CONNECT,
    Phase.TLS: CheckStage.SECURE,
    Phase.GREETING: CheckStage.CONNECT,
    Phase.EHLO: CheckStage.CONNECT,
    Phase.AUTH: CheckStage.AUTH,
    Phase.POP: CheckStage.POP_LOGIN,
    Phase.MAIL: CheckStage.SENDER,
    Phase.RCPT: CheckStage.RECIPIENT,
}


async def check_account(account: Account, recipient: str, tools: Tools) -> AsyncIterator[CheckStep]:
    """Yield each step as it is done; the first one with trouble is the last.

    The POP login comes first where the account logs in by POP before it sends: some servers decide whether
    they relay when one connects.
    """
    transcript = Transcript(tools.clock, account.name)
    stopwatch = _Stopwatch(tools)
    pin: Pin | None = None
    if account.pop is not None and account.pop_before_send.enabled:
        login = await log_in(account, tools, transcript)
        letters_waiting = await take_stock(login) if isinstance(login, PopLogin) else None
        yield _pop_step(login, account.pop, letters_waiting, stopwatch.lap())
        if not isinstance(login, PopLogin):
            return
        pin = login.pin
    server, facts = account.submission, _facts(account.submission)
    found = await resolve(server, patience=tools.patience, pin=pin)
    lost = found if isinstance(found, Broken) else None
    yield CheckStep(CheckStage.RESOLVE, stopwatch.lap(), lost, facts)
    if isinstance(found, Broken):
        return
    line = await connect(
        server, clock=tools.clock, patience=tools.patience, transcript=transcript, pin=pin, found=found
    )
    if not isinstance(line, Line):
        yield _trouble_step(line, facts, stopwatch.lap())
        return
    yield CheckStep(CheckStage.CONNECT, stopwatch.lap(), facts=facts)
    try:
        async for step in _on_line(line, account, recipient, tools, stopwatch):
            yield step
    finally:
        spawn(take_leave(line), "check-quit")


async def _on_line(
    line: Line, account: Account, recipient: str, tools: Tools, stopwatch: "_Stopwatch"
) -> AsyncIterator[CheckStep]:
    server, facts = account.submission, _facts(account.submission)
    credentials = await submission_credentials(account, tools)
    if isinstance(credentials, Declined):
        yield CheckStep(CheckStage.AUTH, stopwatch.lap(), credentials, facts)
        return
    session = await open_on(line, account, credentials, tools)
    if not isinstance(session, SessionOpen):
        yield _trouble_step(session, facts, stopwatch.lap())
        return
    if server.security is not Security.NONE and line.tls is not None:
        yield CheckStep(CheckStage.SECURE, stopwatch.lap(), facts=facts | _tls_facts(line))
    if credentials is not None:
        yield CheckStep(CheckStage.AUTH, stopwatch.lap(), facts=facts)
    sender = await line.run(ask_sender(session, _wire(account.address)))
    yield CheckStep(CheckStage.SENDER, stopwatch.lap(), _trouble(sender), {"address": account.address})
    if isinstance(sender, Accepted):
        taken = await _ask_recipient(line, recipient)
        yield CheckStep(CheckStage.RECIPIENT, stopwatch.lap(), taken, {"address": recipient})


async def _ask_recipient(line: Line, recipient: str) -> Refused | Broken | Declined | None:
    mailbox = parse_mailbox(recipient)
    if isinstance(mailbox, Mailbox) and mailbox.needs_smtputf8:
        return Declined(Phase.RCPT, Objection.SMTPUTF8_NOT_OFFERED)
    return _trouble(await line.run(ask_recipient(_wire(recipient))))


class _Stopwatch:
    def __init__(self, tools: Tools) -> None:
        self._clock = tools.clock
        self._since = tools.clock.now()

    def lap(self) -> timedelta:
        now = self._clock.now()
        took, self._since = now - self._since, now
        return took


def _pop_step(
    login: PopLogin | NoLogin, server: Server, letters_waiting: int | None, took: timedelta
) -> CheckStep:
    facts = _facts(server)
    if not isinstance(login, PopLogin):
        return _trouble_step(login, facts, took)
    if letters_waiting is not None:
        facts |= {"letters": str(letters_waiting)}
    return CheckStep(CheckStage.POP_LOGIN, took, facts=facts)


def _trouble_step(trouble: Refused | Broken | Declined, facts: dict[str, str], took: timedelta) -> CheckStep:
    return CheckStep(_STAGE_OF_PHASE[trouble.phase], took, trouble, facts)


def _facts(server: Server) -> dict[str, str]:
    return {"host": server.host, "port": str(server.port)}


def _tls_facts(line: Line) -> dict[str, str]:
    if line.tls is None:
        return {}
    facts = {"tls_version": line.tls.version.replace("TLSv", "TLS ")}
    if line.tls.certificate_until is not None:
        facts["certificate_until"] = line.tls.certificate_until.date().isoformat()
    return facts


def _trouble(answer: Accepted | Refused | Broken) -> Refused | Broken | None:
    return None if isinstance(answer, Accepted) else answer


def _wire(address: str) -> str:
    mailbox = parse_mailbox(address)
    return mailbox.wire if isinstance(mailbox, Mailbox) else address
