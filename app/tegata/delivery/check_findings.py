"""What the steps of a check come to, taken together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tegata.delivery.check_certificates import Doubt, doubt_of, smells_of_sign_in
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep, Role
from tegata.protocols.outcome import Broken, Trouble

_NO_WAY = frozenset({Trouble.CONN_TIMEOUT, Trouble.CONN_REFUSED, Trouble.CONN_UNREACHABLE})
_BETTER_FIRST = ("587", "465")


class Proof(StrEnum):
    """How the account proves who it is."""

    POP_LOGIN = "pop-login"
    SMTP_AUTH = "smtp-auth"
    NONE = "none"


class Network(StrEnum):
    """Whose network this is, as far as the server's answers tell."""

    OWN = "own"
    OTHER = "other"
    UNKNOWN = "unknown"


class Portal(StrEnum):
    """Whether a sign-in page is in between."""

    YES = "yes"  # the system says so
    PERHAPS = "perhaps"  # by the certificates that are shown
    NOT_SEEN = "not-seen"


@dataclass(frozen=True, slots=True)
class Findings:
    """`broken` is the step that stands in the way; None: the recipient was accepted. `doubt` is what is wrong
    with the certificate, where that is what broke it.

    `relaying_proved`: a recipient outside the account's domain was accepted. `earlier_login`: that may be
    thanks to a login made before the check, which made none itself. `blocked_port`: no connection to the
    submission port, though other ways to the provider are open. `other_port` answers in its stead;
    `other_port_has_auth` says that SMTP AUTH is offered there.
    """

    broken: CheckStep | None
    proof: Proof
    network: Network
    portal: Portal
    doubt: Doubt | None
    online: bool
    relaying_proved: bool
    earlier_login: bool
    blocked_port: str | None
    other_port: str | None
    other_port_has_auth: bool

    @property
    def logged_in(self) -> bool:
        """Whether a POP login succeeded."""
        return self.proof is Proof.POP_LOGIN


def findings(steps: Sequence[CheckStep]) -> Findings:
    """Read the steps of a check that has ended."""
    broken = next((step for step in steps if step.mark is CheckMark.FAILED), None)
    other = _other_port(steps)
    return Findings(
        broken=broken,
        proof=_proof(steps),
        network=_network(steps),
        portal=_portal(steps, broken),
        doubt=doubt_of(broken.trouble) if broken is not None else None,
        online=all(step.facts.get("online") != "no" for step in steps),
        relaying_proved=any(
            step.mark is CheckMark.GOOD and step.facts.get("proves_relaying") == "yes"
            for step in _of(steps, CheckStage.RECIPIENT)
        ),
        earlier_login=_earlier_login(steps),
        blocked_port=_blocked_port(steps, broken),
        other_port=other.facts["port"] if other is not None else None,
        other_port_has_auth=other is not None and bool(other.facts.get("auth")),
    )


def is_settled(steps: Sequence[CheckStep]) -> bool:
    """Whether no later step can change what was found: the server has said yes or no to the letter itself."""
    said = (step for step in steps if step.stage in {CheckStage.SENDER, CheckStage.RECIPIENT})
    return any(
        step.mark is CheckMark.FAILED or (step.stage is CheckStage.RECIPIENT and step.mark is CheckMark.GOOD)
        for step in said
    )


def _of(steps: Sequence[CheckStep], stage: CheckStage) -> list[CheckStep]:
    return [step for step in steps if step.stage is stage]


def _good(steps: Sequence[CheckStep], stage: CheckStage) -> bool:
    return any(step.mark is CheckMark.GOOD for step in _of(steps, stage))


def _proof(steps: Sequence[CheckStep]) -> Proof:
    if _good(steps, CheckStage.POP_LOGIN):
        return Proof.POP_LOGIN
    return Proof.SMTP_AUTH if _good(steps, CheckStage.AUTH) else Proof.NONE


def _network(steps: Sequence[CheckStep]) -> Network:
    """Where there is a login, the answer before it tells; where there is no proof at all, the answer does."""
    before = _of(steps, CheckStage.BEFORE_LOGIN)
    for step in before:
        if "network" in step.facts:
            return Network(step.facts["network"])
    accepted = _of(steps, CheckStage.RECIPIENT)
    proved = any(step.mark is CheckMark.GOOD and step.facts["proves_relaying"] == "yes" for step in accepted)
    if any(step.note is not None for step in before) and proved:
        return Network.OTHER
    unproven = not before and _proof(steps) is Proof.NONE and not _earlier_login(steps)
    return Network.OWN if proved and unproven else Network.UNKNOWN


def _earlier_login(steps: Sequence[CheckStep]) -> bool:
    return any(step.facts.get("window") == "open" for step in _of(steps, CheckStage.RECIPIENT))


def _portal(steps: Sequence[CheckStep], broken: CheckStep | None) -> Portal:
    if any(step.facts.get("portal") == "yes" for step in steps):
        return Portal.YES
    in_the_way = broken is not None and doubt_of(broken.trouble) is not None
    return Portal.PERHAPS if in_the_way and smells_of_sign_in(steps) else Portal.NOT_SEEN


def _blocked_port(steps: Sequence[CheckStep], broken: CheckStep | None) -> str | None:
    if broken is None or broken.stage is not CheckStage.CONNECT or broken.role is not Role.SUBMISSION:
        return None
    if not isinstance(broken.trouble, Broken) or broken.trouble.trouble not in _NO_WAY:
        return None
    reached = _good(steps, CheckStage.PORT) or _good(steps, CheckStage.POP_LOGIN)
    return broken.facts["port"] if reached else None


def _other_port(steps: Sequence[CheckStep]) -> CheckStep | None:
    answering = {
        step.facts["port"]: step
        for step in _of(steps, CheckStage.PORT)
        if step.mark is CheckMark.GOOD and step.role is Role.SUBMISSION and "tls_version" in step.facts
    }
    return next((answering[port] for port in _BETTER_FIRST if port in answering), None)
