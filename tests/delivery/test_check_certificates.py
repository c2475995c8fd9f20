"""Whose certificate it is, and whether a sign-in page is likely."""

from datetime import timedelta

import pytest

from tegata.delivery.check_certificates import Doubt, doubt_of, smells_of_sign_in
from tegata.delivery.notices import CheckMark, CheckStage, CheckStep
from tegata.protocols.outcome import Broken, Phase, Trouble

ZERO = timedelta(0)
NAME = "Hostname mismatch, certificate is not valid for 'smtp.a.example'."
SELF = "self-signed certificate"
CHAIN = "self-signed certificate in certificate chain"
ISSUER = "unable to get local issuer certificate"


def broken(detail: str) -> Broken:
    return Broken(Phase.TLS, Trouble.TLS_CERT, detail)


def at(port: int, detail: str) -> CheckStep:
    facts = {"host": "smtp.a.example", "port": str(port)}
    return CheckStep(CheckStage.PORT, ZERO, None, facts, broken(detail), CheckMark.NEUTRAL)


GOOD = CheckStep(
    CheckStage.PORT, ZERO, facts={"host": "pop.a.example", "port": "995", "tls_version": "TLS 1.3"}
)


@pytest.mark.parametrize(
    ("detail", "doubt"),
    [
        (NAME, Doubt.OTHER_NAME),
        ("IP address mismatch, certificate is not valid for '192.0.2.1'.", Doubt.OTHER_NAME),
        (SELF, Doubt.SELF_SIGNED),
        ("self signed certificate", Doubt.SELF_SIGNED),
        (CHAIN, Doubt.UNKNOWN_ISSUER),
        (ISSUER, Doubt.UNKNOWN_ISSUER),
        ("unable to verify the first certificate", Doubt.UNKNOWN_ISSUER),
        ("certificate has expired", Doubt.EXPIRED),
        ("certificate is not yet valid", Doubt.EXPIRED),
        ("CA file: no such file", Doubt.UNCLEAR),
    ],
)
def test_what_is_wrong_with_it(detail: str, doubt: Doubt) -> None:
    assert doubt_of(broken(detail)) is doubt


def test_other_answers_are_about_something_else() -> None:
    assert doubt_of(None) is None
    assert doubt_of(Broken(Phase.TLS, Trouble.TLS_HANDSHAKE, SELF)) is None


@pytest.mark.parametrize(
    ("steps", "likely"),
    [
        ((at(587, NAME),), True),
        ((at(587, SELF),), False),
        ((at(587, SELF), at(587, SELF)), False),  # the same port, twice
        ((at(587, SELF), at(465, SELF)), True),
        ((at(587, SELF), at(465, ISSUER)), True),
        ((at(587, SELF), at(465, SELF), GOOD), False),
        ((at(587, NAME), GOOD), False),
        ((at(587, "certificate has expired"), at(465, "certificate has expired")), False),
        ((GOOD,), False),
        ((), False),
    ],
)
def test_a_sign_in_page_is_likely(steps: tuple[CheckStep, ...], likely: bool) -> None:
    assert smells_of_sign_in(steps) is likely
