"""AUTH in one flight with MAIL, and with the letter too where the server is known to refuse strangers."""

import ssl
from collections.abc import Awaitable, Callable, Sequence

import pytest

from tegata.accounts.account import Security
from tegata.protocols.outcome import Accepted, Broken, Declined, Objection, Outcome, Phase, Refused, Unknown
from tegata.store.parcel import Parcel, ParcelState
from tests.hostile.conftest import LONG, SHORT, Start, Traveller, fate
from tests.hostile.test_across_tls import SMTP_INJECTIONS
from tests.hostile.test_smtp_stages import MISDEEDS, T
from tests.hostile.villain import Act, Villain, hang_up, then_hang_up

OFFERS = b"250-mail.a.example\r\n250-PIPELINING\r\n250-CHUNKING\r\n250 AUTH PLAIN\r\n"
ASKED: dict[str, tuple[str, ...]] = {"asked_as_stranger": ("elsewhere.example",)}
STRANGERS: dict[str, dict[str, tuple[str, ...]]] = {
    "asked": {},
    "refused": ASKED | {"refused_to_strangers": ("elsewhere.example",)},
    "served": {"asked_as_stranger": ("a", "b", "c")},
}
"""What is known of the server, by what it does with strangers. Refused: the letter flies with AUTH."""
ways = pytest.mark.parametrize("strangers", STRANGERS)
STAGES = {"AUTH": b"235", "RCPT": b"250"}

Sending = Callable[..., Awaitable[tuple[Villain, Parcel, Outcome | None]]]


@pytest.fixture
def send(anna: Traveller, smtp: Start) -> Sending:
    async def send(
        strangers: str, script: dict[str, Act | Sequence[Act]], patience: float = LONG
    ) -> tuple[Villain, Parcel, Outcome | None]:
        villain = await smtp({"EHLO": OFFERS, **script})
        account = anna.account(villain, auth=True)
        await anna.has(account, patience)
        await anna.bench.office._lessons.learn("anna", **STRANGERS[strangers])
        parcel = await anna.send(account)
        assert len(villain.letters) <= 1
        return villain, parcel, fate(parcel)

    return send


@ways
async def test_honest_server(send: Sending, strangers: str) -> None:
    villain, parcel, _ = await send(strangers, {})
    assert parcel.state is ParcelState.SENT
    assert (len(villain.peers), villain.times("AUTH"), villain.times("BDAT")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("strangers", "stage"),
    [("asked", "AUTH"), ("served", "AUTH"), ("refused", "AUTH"), ("refused", "RCPT"), ("asked", "RCPT")],
)
@pytest.mark.parametrize("misdeed", MISDEEDS)
async def test_what_is_no_reply(
    anna: Traveller, send: Sending, strangers: str, stage: str, misdeed: str
) -> None:
    """With the letter in the flight: perhaps delivered. Without: nothing has left, and one more line may show
    that it was the riding. The password is said once on each.
    """
    make, trouble = MISDEEDS[misdeed]
    patience = SHORT if trouble is T else LONG
    villain, parcel, outcome = await send(strangers, {stage: make(STAGES[stage])}, patience)
    (attempt,) = await anna.bench.office.attempts(parcel.id)
    flights = attempt.transcript.count("C: BDAT ")
    if flights:
        assert flights == 1
        assert (parcel.state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:
        assert strangers != "refused"
        assert (parcel.state, type(outcome)) == (ParcelState.WAITING, Broken)
        assert villain.letters == []
    assert villain.times("AUTH") <= len(villain.peers) <= (1 if strangers == "refused" else 2)


@ways
@pytest.mark.parametrize("code", [b"535", b"530", b"534", b"538", b"454", b"432", b"550"])
async def test_no_to_the_password_is_said_once(send: Sending, strangers: str, code: bytes) -> None:
    script: dict[str, Act] = {"AUTH": code + b" 5.7.8 no\r\n", "dot": b"503 5.5.1 nothing to take\r\n"}
    if strangers == "refused":
        script |= {"MAIL": b"530 5.7.0 who are you\r\n", "RCPT": b"503 5.5.1 MAIL first\r\n"}
    villain, _, outcome = await send(strangers, script)
    assert isinstance(outcome, Refused)
    assert outcome.phase is Phase.AUTH
    assert (villain.times("AUTH"), len(villain.peers)) == (1, 1)


@pytest.mark.parametrize("code", [b"535", b"454", b"503", b"500"])
async def test_yes_to_the_letter_of_one_whose_password_was_refused(send: Sending, code: bytes) -> None:
    """Against all that was known it has the letter, and must not get another."""
    villain, parcel, _ = await send("refused", {"AUTH": code + b" no\r\n"})
    assert (parcel.state, len(villain.letters), len(villain.peers)) == (ParcelState.SENT, 1, 1)


@pytest.mark.parametrize("code", [b"535", b"454", b"503", b"500", b"334"])
async def test_silence_after_the_letter_of_one_whose_password_was_refused(send: Sending, code: bytes) -> None:
    villain, parcel, _ = await send("refused", {"AUTH": code + b" no\r\n", "dot": hang_up})
    assert (parcel.state, len(villain.letters), len(villain.peers)) == (ParcelState.UNCERTAIN, 1, 1)


@ways
@pytest.mark.parametrize("code", [b"334", b"500", b"501", b"502", b"503", b"504"])
async def test_who_does_not_take_auth_in_a_flight_is_asked_alone(
    send: Sending, strangers: str, code: bytes
) -> None:
    """Once. What stood in the flight behind it has been for nothing."""
    once: dict[str, Act | Sequence[Act]] = {"AUTH": [then_hang_up(code + b" \r\n"), b"235 in\r\n"]}
    villain, parcel, outcome = await send(strangers, once)
    if strangers == "refused":  # nothing but its silence speaks against its having the letter
        assert (parcel.state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:
        assert (parcel.state, type(outcome)) == (ParcelState.SENT, Accepted)
        assert (len(villain.letters), len(villain.peers), villain.times("AUTH")) == (1, 2, 2)


@ways
async def test_auth_that_is_not_offered_is_an_error(send: Sending, strangers: str) -> None:
    """Whatever was known: the letter is not for a server that does not ask who sends it."""
    offers = b"250-mail.a.example\r\n250-PIPELINING\r\n250 CHUNKING\r\n"
    villain, _, outcome = await send(strangers, {"EHLO": offers})
    assert isinstance(outcome, Declined)
    assert outcome.objection is Objection.AUTH_NOT_OFFERED
    assert villain.times("MAIL") == 0


@ways
@pytest.mark.parametrize("surplus", [b"235 in\r\n250 a\r\n250 b\r\n250 taken\r\n", b"235 in\r\n", b"2"])
async def test_replies_before_their_questions(send: Sending, strangers: str, surplus: bytes) -> None:
    villain, _, outcome = await send(strangers, {"EHLO": OFFERS + surplus})
    assert isinstance(outcome, Broken)
    assert villain.times("AUTH") == 0
    assert villain.letters == []


@ways
@pytest.mark.parametrize("injected", SMTP_INJECTIONS)
async def test_nothing_rides_on_a_line_that_was_tampered_with(
    anna: Traveller, smtp: Start, server_tls: ssl.SSLContext, strangers: str, injected: str
) -> None:
    offers = OFFERS.replace(b"250-PIPELINING", b"250-STARTTLS\r\n250-PIPELINING")
    script = {"EHLO": offers, "STARTTLS": b"220 go ahead\r\n" + SMTP_INJECTIONS[injected]}
    villain = await smtp(script, server_tls)
    account = anna.account(villain, security=Security.STARTTLS, auth=True)
    await anna.has(account)
    await anna.bench.office._lessons.learn("anna", **STRANGERS[strangers])
    outcome = fate(await anna.send(account))
    assert isinstance(outcome, Broken)
    assert outcome.phase is Phase.TLS
    assert villain.letters == []
    assert villain.times("AUTH") == 0
