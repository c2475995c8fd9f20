"""Makes the steps of Check: the stage that an answer belongs to, the facts, and the time it took."""

from datetime import timedelta

from tegata.accounts.account import Server
from tegata.clock import Clock
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.network.line import Line
from tegata.protocols.outcome import Broken, Declined, Phase, Refused

NO_TIME = timedelta(0)

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


class Stopwatch:
    """Measures laps."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since = clock.now()

    def lap(self) -> timedelta:
        """Return the time since the last call, or since the beginning."""
        now = self._clock.now()
        took, self._since = now - self._since, now
        return took


def trouble_step(
    trouble: Refused | Broken | Declined, server: Server, took: timedelta, role: Role = Role.SUBMISSION
) -> CheckStep:
    """Return the step that ended with this trouble."""
    return CheckStep(_STAGE_OF_PHASE[trouble.phase], took, trouble, facts_of(server), role=role)


def not_tried(stage: CheckStage, facts: dict[str, str], role: Role = Role.SUBMISSION) -> CheckStep:
    """Return a step that could not be tried."""
    return CheckStep(stage, NO_TIME, None, facts, without_trouble=CheckMark.NOT_TRIED, role=role)


def facts_of(server: Server) -> dict[str, str]:
    """Return which server it is."""
    return {"host": server.host, "port": str(server.port)}


def tls_facts(line: Line) -> dict[str, str]:
    """Return what TLS agreed on; nothing where the line is in clear."""
    if line.tls is None:
        return {}
    facts = {"tls_version": line.tls.version.replace("TLSv", "TLS ")}
    if line.tls.certificate_until is not None:
        facts["certificate_until"] = line.tls.certificate_until.date().isoformat()
    return facts
