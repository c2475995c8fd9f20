"""A letter by BDAT: with its envelope in one flight, by itself, or in many chunks one after the other.

Where all has left before anything was answered, a server that then says nothing sensible may have the letter.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from email import message_from_bytes

import pytest

from tegata.delivery.notices import Queued
from tegata.mail.draft import Draft
from tegata.protocols import smtp_submit
from tegata.protocols.outcome import Accepted, Broken, Outcome, Phase, Refused, Unknown
from tegata.store.parcel import Parcel, ParcelState
from tests.delivery.bench import BOB, OLA
from tests.hostile.conftest import LONG, SHORT, Start, Traveller, fate
from tests.hostile.test_smtp_stages import MISDEEDS, STAGES, T
from tests.hostile.villain import (
    Act,
    Peer,
    Villain,
    hang_up,
    reset,
    silence,
    then_hang_up,
)

OFFERS = {
    "with its envelope": b"250-mail.a.example\r\n250-PIPELINING\r\n250 CHUNKING\r\n",
    "by itself": b"250-mail.a.example\r\n250 CHUNKING\r\n",
    "in many": b"250-mail.a.example\r\n250-PIPELINING\r\n250 CHUNKING\r\n",
}
CODES = {**STAGES, "chunk": b"250"}
ways = pytest.mark.parametrize("way", OFFERS)
stages = pytest.mark.parametrize(
    ("way", "stage"),
    [
        ("with its envelope", "MAIL"),
        ("with its envelope", "RCPT"),
        ("with its envelope", "dot"),
        ("by itself", "dot"),
        ("in many", "chunk"),
        ("in many", "dot"),
    ],
)


Sending = Callable[..., Awaitable[tuple[Villain, Parcel, Outcome | None]]]


@pytest.fixture
def send(anna: Traveller, smtp: Start, monkeypatch: pytest.MonkeyPatch) -> Sending:
    """Send a letter to such a server; whatever happens, it leaves once at the most, on one line."""

    async def send(
        way: str, script: dict[str, Act | Sequence[Act]], patience: float = LONG
    ) -> tuple[Villain, Parcel, Outcome | None]:
        if way == "in many":
            monkeypatch.setattr(smtp_submit, "RIDES", 0)
            monkeypatch.setattr(smtp_submit, "CHUNK", 100)
            monkeypatch.setattr(smtp_submit, "LAST", 100)
        villain = await smtp({"EHLO": OFFERS[way], **script})
        parcel = await anna.send(anna.account(villain), patience=patience)
        assert len(villain.peers) == 1
        assert len(villain.letters) <= 1
        assert villain.times("DATA") == 0
        return villain, parcel, fate(parcel)

    return send


async def last_chunk_left(anna: Traveller) -> bool:
    """Whether it was said, and the system took it: a reset that has just come makes it refuse the octets."""
    (attempt,) = await anna.bench.office.attempts(anna.parcels[0].id)
    said = re.search("C: BDAT [0-9]+ LAST$", attempt.transcript, re.MULTILINE) is not None
    return said and "the connection broke while sending" not in attempt.transcript


@ways
async def test_honest_server(send: Sending, way: str) -> None:
    villain, parcel, outcome = await send(way, {})
    assert (parcel.state, type(outcome)) == (ParcelState.SENT, Accepted)
    assert villain.letters[0].endswith(b"Dear Bob.\r\n")
    assert (villain.times("BDAT") > 1) is (way == "in many")


@stages
@pytest.mark.parametrize("misdeed", MISDEEDS)
async def test_what_is_no_reply_leaves_open_what_became_of_the_letter(
    anna: Traveller, send: Sending, way: str, stage: str, misdeed: str
) -> None:
    make, trouble = MISDEEDS[misdeed]
    patience = SHORT if trouble is T else LONG
    villain, parcel, outcome = await send(way, {stage: make(CODES[stage])}, patience)
    if await last_chunk_left(anna):
        assert (parcel.state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:
        assert stage == "chunk"
        assert (parcel.state, type(outcome)) == (ParcelState.WAITING, Broken)
        assert villain.letters == []


@pytest.mark.parametrize("way", ["by itself", "in many"])
@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
@pytest.mark.parametrize("misdeed", ["closed", "four digits", "cut in mid-code"])
async def test_before_the_letter_has_left_nothing_is_open(
    send: Sending, way: str, stage: str, misdeed: str
) -> None:
    villain, parcel, outcome = await send(way, {stage: MISDEEDS[misdeed][0](b"250")})
    assert (parcel.state, type(outcome)) == (ParcelState.WAITING, Broken)
    assert villain.times("BDAT") == 0


@stages
@pytest.mark.parametrize("said", [b"421 4.3.2 closing\r\n", b"421-a\r\n421 b\r\n"])
async def test_421_is_a_no_for_now(send: Sending, way: str, stage: str, said: bytes) -> None:
    villain, parcel, outcome = await send(way, {stage: then_hang_up(said)})
    assert (parcel.state, type(outcome)) == (ParcelState.WAITING, Refused)
    assert len(villain.letters) == (stage == "dot")


@stages
@pytest.mark.parametrize("code", [b"450", b"451", b"452", b"552", b"554", b"550"])
async def test_a_no_is_a_no(send: Sending, way: str, stage: str, code: bytes) -> None:
    """From a server that goes on in the same vein, as RFC 3030 section 2 wants it to."""
    script: dict[str, Act] = {stage: code + b" no\r\n"}
    if stage != "dot":
        script["dot"] = b"503 5.5.1 nothing to take\r\n"
    _, parcel, outcome = await send(way, script)
    assert isinstance(outcome, Refused)
    assert str(outcome.reply).startswith(code.decode())
    assert parcel.state is (ParcelState.FAILED if outcome.permanent else ParcelState.WAITING)
    assert outcome.permanent is (code[:1] == b"5" and (code, stage) != (b"552", "RCPT"))


@pytest.mark.parametrize("stage", ["MAIL", "RCPT"])
@pytest.mark.parametrize("code", [b"450", b"550"])
async def test_a_yes_to_the_letter_after_a_no_to_the_envelope(send: Sending, stage: str, code: bytes) -> None:
    """Perhaps delivered, then: for certain not a reason to send it again."""
    script: dict[str, Act] = {stage: code + b" no\r\n"}
    villain, parcel, outcome = await send("with its envelope", script)
    assert len(villain.letters) == 1
    if stage == "RCPT":
        assert (parcel.state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:  # with 250 to RCPT: it has taken him
        assert (parcel.state, type(outcome)) == (ParcelState.SENT, Accepted)


async def test_a_yes_counts_for_those_who_were_taken(
    anna: Traveller, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anna.bench, "partial", smtp_submit.Partial.SEND_TO_OTHERS)
    villain = await smtp({"EHLO": OFFERS["with its envelope"], "RCPT": [b"250 ok\r\n", b"450 later\r\n"]})
    parcel = await anna.send(anna.account(villain), BOB, OLA)
    assert isinstance(fate(parcel, BOB), Accepted)
    assert isinstance(fate(parcel, OLA), Refused)
    assert len(villain.letters) == 1


@ways
@pytest.mark.parametrize("act", [hang_up, reset, silence, then_hang_up(b"421 4.4.2 out of time\r\n")])
async def test_the_end_before_the_octets_of_the_last_chunk_are_read(
    send: Sending, way: str, act: Act
) -> None:
    """They have left us all the same. A 421 may be overtaken by the reset that octets unread bring about."""

    async def at_the_last(peer: Peer) -> None:
        if peer.heard[-1].endswith("LAST"):
            await act(peer)  # type: ignore[operator]

    _, parcel, outcome = await send(way, {"BDAT": at_the_last}, SHORT if act is silence else LONG)
    assert (parcel.state, type(outcome)) in [(ParcelState.UNCERTAIN, Unknown), (ParcelState.WAITING, Refused)]
    if isinstance(outcome, Refused):
        assert str(outcome.reply) == "421 4.4.2 out of time"


@pytest.mark.parametrize("act", [hang_up, reset, silence, then_hang_up(b"421 4.4.2 out of time\r\n")])
async def test_the_end_between_chunks(anna: Traveller, send: Sending, act: Act) -> None:
    villain, parcel, outcome = await send("in many", {"chunk": act}, SHORT if act is silence else LONG)
    assert villain.letters == []
    if await last_chunk_left(anna):
        assert isinstance(outcome, Unknown | Refused)
        assert parcel.state is (
            ParcelState.UNCERTAIN if isinstance(outcome, Unknown) else ParcelState.WAITING
        )
    else:
        assert isinstance(outcome, Broken | Refused)
        assert parcel.state is ParcelState.WAITING


@ways
@pytest.mark.parametrize("surplus", [b"250 and one more\r\n", b"354 go on\r\n", b"\r\n"])
async def test_replies_before_their_questions(send: Sending, way: str, surplus: bytes) -> None:
    """They must not pass for the answers to the envelope and the letter."""
    villain, parcel, outcome = await send(way, {"EHLO": OFFERS[way] + surplus * 3})
    assert (parcel.state, type(outcome)) == (ParcelState.WAITING, Broken)
    assert villain.letters == []
    assert villain.times("MAIL") == 0


@ways
@pytest.mark.parametrize("surplus", [b"250 and one more\r\n", b"554 no\r\n", b"\r\n", b"x"])
async def test_what_follows_a_receipt_takes_nothing_back(send: Sending, way: str, surplus: bytes) -> None:
    _, parcel, outcome = await send(way, {"dot": b"250 2.0.0 taken\r\n" + surplus})
    assert (parcel.state, type(outcome)) == (ParcelState.SENT, Accepted)


@pytest.mark.parametrize("said", [b"554 no\r\n", b"503 what\r\n", b"354 go on\r\n"])
async def test_a_yes_after_a_chunk_that_was_refused(send: Sending, said: bytes) -> None:
    """What it has taken cannot be the letter, but it has taken something."""
    villain, parcel, outcome = await send("in many", {"chunk": [said, b"250 ok\r\n"]})
    if villain.letters:
        assert (parcel.state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:
        assert isinstance(outcome, Refused | Broken)
        assert outcome.phase is Phase.DATA


@pytest.mark.parametrize("code", [b"500", b"502", b"503"])
@pytest.mark.parametrize("offers", OFFERS.values(), ids=OFFERS)
async def test_who_offers_chunking_and_does_not_know_it(
    anna: Traveller, smtp: Start, offers: bytes, code: bytes
) -> None:
    """The letter's lines are commands to it: that line is left. It goes by DATA, once."""
    villain = await smtp({"EHLO": offers, "dot": [code + b" what\r\n", b"250 2.0.0 taken\r\n"]})
    assert isinstance(fate(await anna.send(anna.account(villain))), Accepted)
    assert isinstance(fate(await anna.send(anna.account(villain))), Accepted)
    assert villain.peers[0].heard[-1].endswith("LAST")
    assert (villain.times("BDAT"), villain.times("DATA")) == (1, 2)


@pytest.mark.parametrize("code", [b"500", b"503"])
@pytest.mark.parametrize("then", [b"503 no\r\n", hang_up, silence])
async def test_who_knows_neither_chunks_nor_anything_else(
    anna: Traveller, smtp: Start, code: bytes, then: Act
) -> None:
    """One more line, and not a third."""
    script: dict[str, Act] = {"dot": code + b" what\r\n", "DATA": then}
    villain = await smtp({"EHLO": OFFERS["with its envelope"], **script})
    outcome = fate(await anna.send(anna.account(villain), patience=SHORT))
    assert isinstance(outcome, Refused | Broken)
    assert (len(villain.peers), villain.times("BDAT"), villain.times("DATA")) == (2, 1, 1)


@pytest.mark.parametrize("octets", [1, 7, 100])
async def test_letter_is_what_it_was_wherever_it_is_cut(
    anna: Traveller, smtp: Start, monkeypatch: pytest.MonkeyPatch, octets: int
) -> None:
    """Between CR and LF, before a dot; and nothing is stuffed."""
    monkeypatch.setattr(smtp_submit, "CHUNK", octets)
    monkeypatch.setattr(smtp_submit, "LAST", octets)
    monkeypatch.setattr(smtp_submit, "RIDES", 0)
    villain = await smtp({"EHLO": OFFERS["in many"]})
    await anna.has(anna.account(villain))
    body = "".join("." * length + "x\n" for length in range(20))
    queued = await anna.bench.office.send(Draft("anna", (BOB,), subject="x", body=body))
    assert isinstance(queued, Queued)
    parcel = await anna.bench.try_once(queued.parcel_id)
    assert parcel.state is ParcelState.SENT
    assert (
        message_from_bytes(villain.letters[0]).get_payload(decode=True) == body.replace("\n", "\r\n").encode()
    )
