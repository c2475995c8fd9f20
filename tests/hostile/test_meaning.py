"""What a reply means: never "no" for a yes, never "sent" for a no, never twice for anything."""

import pytest

from tegata.protocols.outcome import Accepted, Broken, Refused, Unknown
from tegata.store.parcel import ParcelState
from tests.hostile.conftest import Start, Traveller, fate
from tests.hostile.villain import Script

CASES: list[tuple[str, bytes, type, ParcelState]] = [
    *[
        (stage, code + b" ok\r\n", Accepted, ParcelState.SENT)
        for stage in ("greeting", "MAIL", "RCPT", "dot")
        for code in (b"200", b"220", b"235", b"250", b"251", b"252", b"299")
    ],
    *[
        ("dot", code + b" later\r\n", Refused, ParcelState.WAITING)
        for code in (b"421", b"450", b"451", b"499")
    ],
    *[("dot", code + b" no\r\n", Refused, ParcelState.FAILED) for code in (b"500", b"550", b"552", b"554")],
    *[("dot", code + b" hm\r\n", Unknown, ParcelState.UNCERTAIN) for code in (b"334", b"354", b"399")],
    *[
        (stage, code + b" hm\r\n", Broken, ParcelState.WAITING)
        for stage in ("greeting", "EHLO", "MAIL", "RCPT")
        for code in (b"334", b"354")
    ],
    *[("DATA", code + b" hm\r\n", Broken, ParcelState.WAITING) for code in (b"250", b"334", b"355")],
    *[
        (stage, b"450 4.2.1 later\r\n", Refused, ParcelState.WAITING)
        for stage in ("greeting", "EHLO", "MAIL", "RCPT", "DATA")
    ],
    ("RCPT", b"552 full\r\n", Refused, ParcelState.WAITING),
    ("RCPT", b"550 5.1.1 unknown\r\n", Refused, ParcelState.FAILED),
    ("MAIL", b"553 5.1.8 no\r\n", Refused, ParcelState.FAILED),
]


@pytest.mark.parametrize("offers", [b"250 a\r\n", b"250-a\r\n250 PIPELINING\r\n"], ids=["slow", "pipelined"])
@pytest.mark.parametrize(
    ("stage", "said", "kind", "state"), CASES, ids=[f"{case[0]} {case[1][:3].decode()}" for case in CASES]
)
async def test_what_it_means(
    anna: Traveller, smtp: Start, stage: str, said: bytes, kind: type, state: ParcelState, offers: bytes
) -> None:
    script: Script = {"EHLO": offers, stage: said}
    villain = await smtp(script)
    parcel = await anna.send(anna.account(villain))
    assert (type(fate(parcel)), parcel.state) == (kind, state)
    assert len(villain.letters) == (stage == "dot" or kind is Accepted)
    assert len(villain.peers) == 1
