"""Codes lean: at their stage, as reply code, enhanced code or POP3's tag."""

import pytest

from tegata.protocols.outcome import Phase
from tegata.relay.codes import CodeRule
from tegata.relay.diagnosis import Cause
from tegata.relay.rule import LOGIN
from tegata.relay.said import take_apart


@pytest.mark.parametrize(
    ("text", "phase", "fits"),
    [
        ("535 no", Phase.AUTH, True),
        ("535 no", None, False),
        ("535 no", Phase.RCPT, False),
        ("5355 no", Phase.AUTH, False),
        ("550 5.7.8 no", Phase.AUTH, True),
        ("-ERR [AUTH] no", Phase.POP, True),
        ("no", Phase.AUTH, False),
    ],
)
def test_a_code_is_matched_whole_and_at_its_stage(text: str, phase: Phase | None, fits: bool) -> None:
    rule = CodeRule((Cause.WRONG_CREDENTIALS,), 1.5, r"535|5\.7\.8|auth", LOGIN)
    assert rule.fits(take_apart(text), phase) is fits
