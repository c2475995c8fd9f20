"""What a server may do to the session that is kept for the next letter: each is taken once, or not at all."""

import asyncio
import re

import pytest

from tegata.protocols.outcome import Accepted, Broken, Refused, Unknown
from tegata.store.parcel import ParcelState
from tests.hostile.conftest import LONG, SHORT, Start, Traveller, fate
from tests.hostile.villain import Act, Peer, Villain, hang_up, reset, silence, then_hang_up

OFFERS = {
    "one by one": b"250 a\r\n",
    "pipelined": b"250-a\r\n250 PIPELINING\r\n",
    "with its envelope": b"250-a\r\n250-PIPELINING\r\n250 CHUNKING\r\n",
}
ways = pytest.mark.parametrize("way", OFFERS)
RECEIPT = b"250 2.0.0 taken\r\n"


def once_more(villain: Villain) -> list[bytes]:
    """The letters by their Message-ID, each as often as it was taken."""
    return [
        match[1] for letter in villain.letters for match in re.findall(rb"(?i)(message-id: )(\S+)", letter)
    ]


def after_the_receipt(act: Act) -> Act:
    """Take the letter, and a moment later do this unasked."""

    async def then(peer: Peer) -> None:
        await peer.say(RECEIPT)
        await asyncio.sleep(0.02)
        if isinstance(act, bytes):
            await peer.say(act)
        else:
            await act(peer)

    return then


@ways
async def test_honest_server_is_used_again(anna: Traveller, smtp: Start, way: str) -> None:
    villain = await smtp({"EHLO": OFFERS[way]})
    account = anna.account(villain)
    assert isinstance(fate(await anna.send(account)), Accepted)
    assert isinstance(fate(await anna.send(account)), Accepted)
    assert len(set(once_more(villain))) == len(villain.letters) == 2
    assert len(villain.peers) == 1


UNASKED: dict[str, Act] = {
    "yes to everything": b"250 a\r\n250 b\r\n250 taken\r\n250 d\r\n",
    "yes to DATA too": b"250 a\r\n250 b\r\n354 c\r\n250 taken\r\n",
    "half a yes": b"250 ok",
    "one octet": b"2",
    "line end": b"\r\n",
    "no": b"554 5.7.1 go away\r\n",
    "out of time": then_hang_up(b"421 4.4.2 out of time\r\n"),
    "closed": hang_up,
    "reset": reset,
}


@ways
@pytest.mark.parametrize("at_once", [True, False], ids=["with the receipt", "a moment later"])
@pytest.mark.parametrize("unasked", UNASKED)
async def test_what_is_said_between_letters_is_no_answer_to_the_next(
    anna: Traveller, smtp: Start, way: str, unasked: str, at_once: bool
) -> None:
    """The second letter goes over another line, where the server means to refuse it."""
    act = UNASKED[unasked]
    said = RECEIPT + act if at_once and isinstance(act, bytes) else after_the_receipt(act)
    villain = await smtp({"EHLO": OFFERS[way], "dot": [said, b"554 5.7.1 not this one\r\n"]})
    account = anna.account(villain)
    assert isinstance(fate(await anna.send(account)), Accepted)
    await asyncio.sleep(0.05)
    parcel = await anna.send(account)
    outcome = fate(parcel)
    assert isinstance(outcome, Refused)
    assert str(outcome.reply) == "554 5.7.1 not this one"
    assert parcel.state is ParcelState.FAILED
    assert len(villain.peers) == 2


@ways
@pytest.mark.parametrize("misdeed", [hang_up, reset, silence, b"2500 ok\r\n", b"\r\n"])
async def test_session_that_breaks_at_the_next_letter(
    anna: Traveller, smtp: Start, way: str, misdeed: Act
) -> None:
    """None is taken twice, and what has left whole is not tried again."""
    villain = await smtp({"EHLO": OFFERS[way], "MAIL": [b"250 ok\r\n", misdeed, b"250 ok\r\n"]})
    account = anna.account(villain)
    patience = SHORT if misdeed is silence else LONG
    assert isinstance(fate(await anna.send(account, patience=patience)), Accepted)
    parcel = await anna.send(account)
    outcome = fate(parcel)
    if way == "with its envelope":
        assert (parcel.state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:
        assert (parcel.state, type(outcome)) in [
            (ParcelState.WAITING, Broken),
            (ParcelState.SENT, Accepted),  # over another line
        ]
    taken = once_more(villain)
    assert len(set(taken)) == len(taken)


@ways
async def test_refusal_of_one_letter_is_not_one_of_the_next(anna: Traveller, smtp: Start, way: str) -> None:
    villain = await smtp({"EHLO": OFFERS[way], "RCPT": [b"550 5.1.1 unknown\r\n", b"250 ok\r\n"]})
    account = anna.account(villain)
    assert isinstance(fate(await anna.send(account)), Refused | Unknown)  # it takes a letter for nobody
    assert isinstance(fate(await anna.send(account)), Accepted)
    taken = once_more(villain)
    assert len(set(taken)) == len(taken)
