"""No step of a check holds a password, even where a server repeats it."""

import base64
from datetime import timedelta

import pytest

from tegata.delivery.check_secrets import WatchedPasswords
from tegata.delivery.notices import CheckStage, CheckStep
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.secret import Secret

PASSWORD = "cAnary-91d0"
CODE = base64.b64encode(f"\0anna\0{PASSWORD}".encode()).decode()
SAID = f"bad {PASSWORD} and {CODE}"


class Source:
    def __init__(self, given: object) -> None:
        self.given = given

    async def get(self, _account: str, _role: str) -> object:
        return self.given


@pytest.mark.parametrize(
    "answer",
    [
        Refused(Phase.AUTH, SmtpReply(535, ("5.7.8 no", SAID))),
        Refused(Phase.POP, PopReply(ok=False, text=SAID)),
        Broken(Phase.POP, Trouble.GARBAGE, SAID),
        Declined(Phase.AUTH, Objection.SERVER_UNPROVEN, SAID),
    ],
)
async def test_what_was_handed_out_is_blanked(answer: Refused | Broken | Declined) -> None:
    watched = WatchedPasswords(Source(Secret(PASSWORD)))
    step = CheckStep(CheckStage.POP_LOGIN, timedelta(0), answer, note=answer)
    assert watched.without(step) == step
    assert isinstance(await watched.get("anna", "pop"), Secret)
    clean = watched.without(step)
    assert PASSWORD not in repr(clean)
    assert CODE not in repr(clean)
    assert repr(clean).count("bad *** and ***") == 2
    assert clean.mark is step.mark


async def test_no_password_blanks_nothing() -> None:
    watched = WatchedPasswords(Source(None))
    assert await watched.get("anna", "pop") is None
    step = CheckStep(CheckStage.CONNECT, timedelta(0))
    assert watched.without(step) == step
