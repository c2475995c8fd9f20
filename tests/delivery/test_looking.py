"""A look for a letter that was perhaps delivered: one login, headers only, nothing deleted."""

import asyncio

import pytest

from tegata.protocols.outcome import Broken, Declined, Objection, Phase, Refused
from tegata.protocols.pop3_traces import Looked, NoTop, Trace
from tegata.relay.window import WindowState
from tegata.store.parcel import Parcel, ParcelState
from tegata.tasks import spawn
from tests.delivery.bench import Bench, account_at
from tests.scripted_server import DROP, STALL, ScriptedServer
from tests.servers import Start


async def a_perhaps(bench: Bench, smtp: Start, mailbox: ScriptedServer | None) -> Parcel:
    submission = await smtp({"dot": DROP})
    await bench.open(account_at(submission.port, mailbox.port if mailbox else None))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.UNCERTAIN
    return parcel


def answer_with(message_id: str) -> dict[str, str]:
    return {"STAT": "+OK 1 4711", "TOP": f"+OK\r\nMessage-ID: {message_id}\r\nSubject: x\r\n\r\n."}


async def test_the_own_copy_is_found_and_nothing_is_deleted(bench: Bench, smtp: Start, pop: Start) -> None:
    mailbox = await pop()
    parcel = await a_perhaps(bench, smtp, mailbox)
    mailbox.script.update(answer_with(parcel.message_id))
    assert await bench.office.look_for(parcel.id) == Looked(frozenset({Trace.OWN_COPY}), 1)
    await mailbox.until_heard("QUIT", 2)
    assert mailbox.heard("TOP") == ["TOP 1 0"]
    assert mailbox.heard("DELE") == mailbox.heard("RETR") == []
    assert (await bench.parcel(parcel.id)).state is ParcelState.UNCERTAIN


async def test_letters_travel_together_where_the_server_offers_it(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mailbox = await pop({"CAPA": "+OK\r\nUSER\r\npipelining\r\n.", "TOP": "+OK\r\nSubject: x\r\n."})
    parcel = await a_perhaps(bench, smtp, mailbox)
    assert await bench.office.look_for(parcel.id) == Looked(frozenset(), 3)
    assert mailbox.heard("TOP") == ["TOP 3 0", "TOP 2 0", "TOP 1 0"]


async def test_the_login_opens_the_window(bench: Bench, smtp: Start, pop: Start) -> None:
    mailbox = await pop({"STAT": "+OK 0 0"})
    parcel = await a_perhaps(bench, smtp, mailbox)
    bench.clock.tick(hours=1)
    assert bench.office.window("anna").state is WindowState.EXPIRED
    await bench.office.look_for(parcel.id)
    assert bench.office.window("anna").state is WindowState.OPEN


async def test_without_a_mailbox_nobody_can_look(bench: Bench, smtp: Start) -> None:
    parcel = await a_perhaps(bench, smtp, None)
    looked = await bench.office.look_for(parcel.id)
    assert looked == Declined(Phase.POP, Objection.NO_MAILBOX)


@pytest.mark.parametrize(
    ("script", "kind"),
    [({"PASS": "-ERR no"}, Refused), ({"TOP": "-ERR what?"}, NoTop), ({"TOP": DROP}, Broken)],
)
async def test_what_goes_wrong_is_said(
    bench: Bench, smtp: Start, pop: Start, script: dict[str, str], kind: type
) -> None:
    mailbox = await pop()
    parcel = await a_perhaps(bench, smtp, mailbox)
    mailbox.script.update(script)
    assert isinstance(await bench.office.look_for(parcel.id), kind)


async def test_a_look_can_be_given_up(bench: Bench, smtp: Start, pop: Start) -> None:
    mailbox = await pop({"TOP": STALL})
    parcel = await a_perhaps(bench, smtp, mailbox)
    look = spawn(bench.office.look_for(parcel.id), "look")
    await mailbox.until_heard("TOP")
    look.cancel()
    with pytest.raises(asyncio.CancelledError):
        await look


async def test_a_letter_that_is_gone_cannot_be_looked_for(bench: Bench) -> None:
    await bench.open(account_at(9))
    with pytest.raises(KeyError):
        await bench.office.look_for(4711)
