"""Everything a server may say or do wrong, at every stage of an SMTP session."""

from collections.abc import Callable

import pytest

from tegata.protocols.outcome import Accepted, Broken, Refused, Trouble, Unknown
from tegata.store.parcel import ParcelState
from tests.hostile.conftest import LONG, SHORT, Start, Traveller, fate
from tests.hostile.villain import (
    Act,
    Villain,
    drop_by_drop,
    endlessly,
    hang_up,
    reset,
    silence,
    then_hang_up,
    then_silence,
)

STAGES = {
    "greeting": b"220",
    "EHLO": b"250",
    "AUTH": b"235",
    "MAIL": b"250",
    "RCPT": b"250",
    "DATA": b"354",
    "dot": b"250",
}
"""Each stage, and the code that is due there."""

G, D, T = Trouble.GARBAGE, Trouble.CONN_DROPPED, Trouble.CONN_TIMEOUT

MISDEEDS: dict[str, tuple[Callable[[bytes], Act], Trouble]] = {
    "endless line": (lambda code: endlessly(b"x", code + b" "), G),
    "endless line of digits": (lambda _: endlessly(b"2"), G),
    "endless reply": (lambda code: endlessly(code + b"-and more\r\n"), G),
    "endless reply of empty lines": (lambda code: endlessly(code + b"-\r\n"), G),
    "endless empty lines": (lambda _: endlessly(b"\r\n"), G),
    "half a reply": (lambda code: then_silence(code + b"-and\r\n" + code + b" more"), T),
    "cut in mid-code": (lambda code: then_hang_up(code[:2]), D),
    "cut in mid-line": (lambda code: then_hang_up(code + b" o"), D),
    "cut between lines": (lambda code: then_hang_up(code + b"-one\r\n"), D),
    "cut before the LF": (lambda code: then_hang_up(code + b" ok\r"), D),
    "closed": (lambda _: hang_up, D),
    "reset": (lambda _: reset, D),
    "silence": (lambda _: silence, T),
    "one octet at a time": (lambda code: drop_by_drop(code + b"-and so on\r\n"), T),
    "four digits": (lambda code: code + b"0 ok\r\n", G),
    "two digits": (lambda code: code[:2] + b" ok\r\n", G),
    "no code": (lambda _: b"ok\r\n", G),
    "digits of another script": (lambda _: "２５０ ok\r\n".encode(), G),
    "six hundred": (lambda _: b"600 ok\r\n", G),
    "one hundred": (lambda _: b"150 ok\r\n", G),
    "blank before the code": (lambda code: b" " + code + b" ok\r\n", G),
    "comma behind the code": (lambda code: code + b",ok\r\n", G),
    "two codes": (lambda code: code + b"-ok\r\n550 no\r\n", G),
    "two codes the other way": (lambda code: b"550-no\r\n" + code + b" ok\r\n", G),
    "bare LF": (lambda code: code + b" ok\n", G),
    "bare CR": (lambda code: then_silence(code + b" ok\r"), T),
    "single plus": (lambda _: b"+\r\n", G),
    "reply of POP3": (lambda _: b"+OK\r\n", G),
    "empty line": (lambda _: b"\r\n", G),
    "NUL before the code": (lambda code: b"\0" + code + b" ok\r\n", G),
    "NUL inside the code": (lambda code: code[:1] + b"\0" + code[1:] + b" ok\r\n", G),
    "octets of TLS": (lambda _: b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76\r\n", G),
    "reply of HTTP": (lambda _: b"HTTP/1.1 400 Bad Request\r\n\r\n", G),
    "byte order mark": (lambda code: b"\xef\xbb\xbf" + code + b" ok\r\n", G),
}

OFFERS = {
    "one by one": b"250-mail.a.example\r\n250 AUTH PLAIN\r\n",
    "pipelined": b"250-mail.a.example\r\n250-PIPELINING\r\n250 AUTH PLAIN\r\n",
}
cases = pytest.mark.parametrize("stage", STAGES)


async def sent_to(
    anna: Traveller, smtp: Start, stage: str, act: Act, *, pace: str = "one by one", patience: float = LONG
) -> tuple[Villain, ParcelState, object]:
    """Send a letter to a server that acts like this at this stage, and return what became of it."""
    offers = {"EHLO": OFFERS[pace]} if stage != "EHLO" else {}
    villain = await smtp({**offers, stage: act})
    auth = stage != "EHLO"
    parcel = await anna.send(anna.account(villain, auth=auth), patience=patience)
    return villain, parcel.state, fate(parcel)


@pytest.mark.parametrize("pace", OFFERS)
@pytest.mark.parametrize("misdeed", MISDEEDS)
@cases
async def test_what_is_no_reply_is_never_taken_for_one(
    anna: Traveller, smtp: Start, stage: str, misdeed: str, pace: str
) -> None:
    """Before the last dot: temporary, nothing was delivered. After it: perhaps delivered, not tried again.

    In a flight, the honest reply behind a torn one makes garbage of it before its time is up. AUTH that flew
    with other commands is sent once more by itself: that may have been it.
    """
    make, trouble = MISDEEDS[misdeed]
    patience = SHORT if trouble is T else LONG
    villain, state, outcome = await sent_to(
        anna, smtp, stage, make(STAGES[stage]), pace=pace, patience=patience
    )
    if stage == "dot":
        assert (state, type(outcome)) == (ParcelState.UNCERTAIN, Unknown)
    else:
        assert isinstance(outcome, Broken)
        assert state is ParcelState.WAITING
        assert outcome.trouble in ({trouble} if pace == "one by one" else {trouble, G})
        assert villain.letters == []
    assert len(villain.peers) <= (1 if pace == "one by one" else 2)


@cases
@pytest.mark.parametrize("said", [b"4.3.2 closing\r\n", b"\r\n", b"-a\r\n421 b\r\n"])
async def test_421_is_temporary_wherever_it_comes(
    anna: Traveller, smtp: Start, stage: str, said: bytes
) -> None:
    separator = b"" if said[:1] in {b"-", b"\r"} else b" "
    _, state, outcome = await sent_to(anna, smtp, stage, then_hang_up(b"421" + separator + said))
    assert (state, type(outcome)) == (ParcelState.WAITING, Refused)


@cases
async def test_421_in_a_flight_settles_it(anna: Traveller, smtp: Start, stage: str) -> None:
    _, state, outcome = await sent_to(
        anna, smtp, stage, then_hang_up(b"421 4.3.2 closing\r\n"), pace="pipelined"
    )
    assert (state, type(outcome)) == (ParcelState.WAITING, Refused)


@cases
@pytest.mark.parametrize(
    "text",
    [b"\xff\xfe\x80", b"a\0b", b"\x1b[2J\x07", "\u202eesrever".encode(), b"", b"x" * 4000],
    ids=["8-bit", "NUL", "escapes", "bidi", "nothing", "long"],
)
async def test_strange_text_behind_a_good_code_changes_nothing(
    anna: Traveller, smtp: Start, stage: str, text: bytes
) -> None:
    villain, state, outcome = await sent_to(anna, smtp, stage, STAGES[stage] + b" " + text + b"\r\n")
    assert (state, type(outcome)) == (ParcelState.SENT, Accepted)
    assert len(villain.letters) == 1
    (attempt,) = await anna.bench.office.attempts(anna.parcels[0].id)
    assert not set("\0\x1b\x07\u202e") & set(attempt.transcript)


@cases
@pytest.mark.parametrize("surplus", [b"250 and one more\r\n", b"354 go on\r\n", b"\r\n"])
async def test_what_nobody_asked_for_ends_the_line(
    anna: Traveller, smtp: Start, stage: str, surplus: bytes
) -> None:
    """A reply before its question would be taken for the answer to it: 250 for whoever is named next."""
    villain, state, outcome = await sent_to(anna, smtp, stage, STAGES[stage] + b" ok\r\n" + surplus)
    if stage == "dot":  # the receipt was read: what follows cannot take it back
        assert (state, type(outcome)) == (ParcelState.SENT, Accepted)
    else:
        assert (state, type(outcome)) == (ParcelState.WAITING, Broken)
        assert villain.letters == []


@pytest.mark.parametrize(
    "last",
    [
        hang_up,
        reset,
        b"500 what?\r\n",
        b"421 no\r\n",
        b"2500 x\r\n",
        b"\xff\r\n",
        endlessly(b"221-bye\r\n"),
        silence,
    ],
)
async def test_a_quit_that_fails_changes_nothing(anna: Traveller, smtp: Start, last: Act) -> None:
    _, state, outcome = await sent_to(anna, smtp, "QUIT", last, patience=SHORT)
    assert (state, type(outcome)) == (ParcelState.SENT, Accepted)
