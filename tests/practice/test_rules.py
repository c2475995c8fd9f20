import pytest

from tegata.practice.lines import Line
from tegata.practice.rules import Grounds, Refusal, grounds, is_own, refused


@pytest.mark.parametrize(
    ("line", "authenticated", "window_open", "own_domain", "elsewhere"),
    [
        (Line.A, False, False, Grounds.OWN_DOMAIN, Grounds.OWN_NETWORK),
        (Line.B, False, False, Grounds.OWN_DOMAIN, None),
        (Line.C, False, False, Grounds.OWN_DOMAIN, None),
        (Line.C, False, True, Grounds.OWN_DOMAIN, Grounds.OPEN_WINDOW),
        (Line.C, True, False, Grounds.OWN_DOMAIN, Grounds.SMTP_AUTH),
    ],
)
def test_the_relay_rules(
    line: Line, authenticated: bool, window_open: bool, own_domain: Grounds | None, elsewhere: Grounds | None
) -> None:
    def why(recipient: str) -> Grounds | None:
        return grounds(recipient, line, authenticated=authenticated, window_open=window_open)

    assert why("otto@provider-a.example") is own_domain
    assert why("bob@elsewhere.example") is elsewhere


@pytest.mark.parametrize("recipient", ["anna@Provider-A.Example", "postmaster"])
def test_the_server_delivers_for_its_own(recipient: str) -> None:
    assert is_own(recipient)


@pytest.mark.parametrize(
    "recipient", ["anna@sub.provider-a.example", "bob%elsewhere.example@provider-a.example.net", "a@"]
)
def test_everything_else_is_relaying(recipient: str) -> None:
    assert not is_own(recipient)


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_is_a_reply_of_4yz_or_5yz(refusal: Refusal) -> None:
    reply = refused("bob@elsewhere.example", refusal)
    assert reply[0] in "45"
    assert reply[:3].isdigit()
    assert "{" not in reply


def test_postfix_names_the_recipient() -> None:
    assert refused("b@x.example", Refusal.POSTFIX) == "554 5.7.1 <b@x.example>: Relay access denied"
