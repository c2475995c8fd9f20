"""How a login by hand ended, in words."""

import pytest

from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.gui.login_words import said
from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply
from tests.gui.fake_verbs import an_open_window


def test_success_says_how_many_letters_wait() -> None:
    headline, detail = said(LoggedIn(an_open_window(), 3))
    assert "open" in headline
    assert detail == "3 letters waiting, left untouched"


@pytest.mark.parametrize(
    "result",
    [
        Broken(Phase.CONNECT, Trouble.CONN_TIMEOUT),
        Broken(Phase.POP, Trouble.GARBAGE),
        Declined(Phase.POP, Objection.NO_PASSWORD),
        Declined(Phase.TLS, Objection.TLS_NOT_OFFERED),
        Declined(Phase.POP, Objection.WEAKER_LOGIN),
    ],
)
def test_every_failure_has_a_detail(result: LoginResult) -> None:
    headline, detail = said(result)
    assert headline == "The POP login did not succeed"
    assert detail


def test_a_refusal_gives_the_servers_own_words() -> None:
    _headline, detail = said(Refused(Phase.POP, PopReply(ok=False, text="wrong password")))
    assert "wrong password" in detail
