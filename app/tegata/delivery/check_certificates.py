"""What is wrong with a certificate, and whether that smells of a sign-in page. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from tegata.delivery.notices import CheckMark, CheckStep
from tegata.protocols.outcome import Broken, Trouble


class Doubt(StrEnum):
    """Why a certificate is not believed, as far as the TLS library says."""

    EXPIRED = "expired"
    OTHER_NAME = "other-name"  # good perhaps, but made out to somebody else
    SELF_SIGNED = "self-signed"
    UNKNOWN_ISSUER = "unknown-issuer"
    UNCLEAR = "unclear"


_WORDS = (
    (Doubt.EXPIRED, ("expired", "not yet valid")),
    (Doubt.OTHER_NAME, ("mismatch", "not valid for", "does not match")),
    # A chain that ends in a self-signed authority is one whose issuer is unknown.
    (Doubt.UNKNOWN_ISSUER, ("in certificate chain", "issuer", "unable to verify", "not trusted")),
    (Doubt.SELF_SIGNED, ("self-signed", "self signed")),
)
_NOBODY_KNOWN = frozenset({Doubt.SELF_SIGNED, Doubt.UNKNOWN_ISSUER, Doubt.UNCLEAR})


def doubt_of(answer: object) -> Doubt | None:
    """Return what is wrong with the certificate; None where an answer is about something else.

    OpenSSL names the first thing it finds: one that is self-signed and made out to another name is
    `SELF_SIGNED`.
    """
    if not isinstance(answer, Broken) or answer.trouble is not Trouble.TLS_CERT:
        return None
    said = answer.detail.lower()
    return next((doubt for doubt, words in _WORDS if any(word in said for word in words)), Doubt.UNCLEAR)


def smells_of_sign_in(steps: Sequence[CheckStep]) -> bool:
    """Whether something between may answer in the servers' place.

    That shows a certificate for another name, or nobody's on several ports at once. A single odd one is
    rather the server's own; and a secure line with a good certificate shows that nothing is in between.
    """
    if any(step.mark is CheckMark.GOOD and "tls_version" in step.facts for step in steps):
        return False
    doubts = [(_where(step), doubt_of(step.trouble or step.note)) for step in steps]
    strangers = {where for where, doubt in doubts if doubt in _NOBODY_KNOWN}
    return any(doubt is Doubt.OTHER_NAME for _, doubt in doubts) or len(strangers) > 1


def _where(step: CheckStep) -> tuple[str | None, str | None]:
    return step.facts.get("host"), step.facts.get("port")
