"""The way made for a letter before its time."""

import asyncio
from datetime import timedelta

import pytest

from tegata.delivery.kept_session import KeptSession
from tegata.delivery.notices import Role
from tegata.delivery.warming import stands, warm_up
from tegata.network.patience import Patience
from tegata.protocols.outcome import Broken, Refused
from tegata.relay.window import WindowState
from tegata.store.parcel import ParcelState, Standing
from tests.delivery.bench import BOB, Bench, account_at, outcome_types, with_auth
from tests.scripted_server import STALL
from tests.servers import Start


async def test_the_window_is_opened_and_the_session_begun(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop()
    account = account_at(mail.port, mailbox.port)
    await bench.open(account)
    kept = KeptSession(bench.clock)
    assert await warm_up(account, bench.office._office, kept) is None
    assert kept.waits
    assert bench.office.window("anna").state is WindowState.OPEN
    assert mail.sessions == [["EHLO [127.0.0.1]"]]
    await kept.close()


async def test_the_letter_s_transcript_begins_with_the_way_made_for_it_and_only_the_first_letter_s(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop()
    account = account_at(mail.port, mailbox.port)
    await bench.open(account)
    parcel = await queue_for_later(bench, 4)
    await bench.office.start()
    await mail.until_heard("EHLO")
    await mailbox.until_heard("PASS")
    bench.clock.tick(seconds=5)
    await bench.office.try_now(parcel)
    await bench.until(parcel, ParcelState.SENT)
    (attempt,) = await bench.office.attempts(parcel)
    assert attempt.steps == ("pop-login", "accepted")
    lines = attempt.transcript.splitlines()
    assert [line.split()[0] for line in lines if "PASS" in line or "MAIL" in line] == ["0.000", "5.000"]
    assert "sesame" not in attempt.transcript
    (following,) = await bench.office.attempts((await bench.deliver()).id)
    assert len(mail.sessions) == 1
    assert following.steps == ("accepted",)
    assert "PASS" not in following.transcript


async def test_auth_does_not_wait_for_the_letter(bench: Bench, smtp: Start) -> None:
    mail = await smtp({"EHLO": "250-mail\r\n250-PIPELINING\r\n250 AUTH PLAIN", "AUTH": "235 welcome"})
    account = with_auth(account_at(mail.port))
    await bench.open(account)
    kept = KeptSession(bench.clock)
    await warm_up(account, bench.office._office, kept)
    assert len(mail.heard("AUTH")) == 1
    await kept.close()


async def test_a_way_that_is_blocked_is_told_and_left_to_the_letter(bench: Bench, smtp: Start) -> None:
    mail = await smtp()
    await mail.close()
    account = account_at(mail.port)
    await bench.open(account)
    kept = KeptSession(bench.clock)
    trouble = await warm_up(account, bench.office._office, kept)
    assert trouble is not None
    assert isinstance(trouble.outcome, Broken)
    assert trouble.role is Role.SUBMISSION
    assert not stands(trouble.outcome)
    assert not kept.waits


async def test_a_refused_login_is_told(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": "-ERR [AUTH] no"})
    account = account_at(mail.port, mailbox.port)
    await bench.open(account)
    trouble = await warm_up(account, bench.office._office, KeptSession(bench.clock))
    assert trouble is not None
    assert isinstance(trouble.outcome, Refused)
    assert trouble.role is Role.POP
    assert stands(trouble.outcome)


async def queue_for_later(bench: Bench, seconds: float) -> int:
    """Have a letter wait for its time, which comes so many seconds from now."""
    parcel = await bench.queue()
    due = bench.clock.wall() + timedelta(seconds=seconds)
    await bench.store.outbox.move(
        parcel, Standing(ParcelState.WAITING, due=due), now=bench.clock.wall(), was=ParcelState.WAITING
    )
    return parcel


async def test_a_courier_makes_the_way_ahead_of_time(bench: Bench, smtp: Start, pop: Start) -> None:
    mail, mailbox = await smtp(), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await queue_for_later(bench, 4)
    await bench.office.start()
    await mail.until_heard("EHLO")
    assert mail.heard("MAIL") == []
    assert (await bench.parcel(parcel)).state is ParcelState.WAITING
    bench.clock.tick(seconds=5)
    await bench.office.try_now(parcel)
    await bench.until(parcel, ParcelState.SENT)
    assert len(mail.sessions) == 1
    assert len(mailbox.heard("PASS")) == 1


@pytest.mark.parametrize("answer", ["-ERR [AUTH] wrong", "-ERR [LOGIN-DELAY] slowly"])
async def test_a_login_refused_ahead_of_time_is_not_made_again_for_the_same_letter(
    bench: Bench, smtp: Start, pop: Start, answer: str
) -> None:
    mail, mailbox = await smtp(), await pop({"PASS": answer})
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await queue_for_later(bench, 4)
    await bench.office.start()
    await mailbox.until_heard("PASS")
    bench.clock.tick(seconds=5)
    await bench.office.try_now(parcel)
    tried = await bench.until(parcel, ParcelState.HELD, ParcelState.WAITING)
    while tried.tries == 0:
        tried = await bench.until(parcel, ParcelState.HELD, ParcelState.WAITING)
    assert len(mailbox.heard("PASS")) == 1
    assert mail.letters == []


async def test_a_letter_that_has_waited_for_a_silent_server_does_not_wait_for_it_again(
    bench: Bench, smtp: Start
) -> None:
    mail = await smtp({"EHLO": STALL})
    bench.tools["patience"] = Patience(timedelta(milliseconds=500))
    await bench.open(account_at(mail.port))
    parcel = await queue_for_later(bench, 4)
    await bench.office.start()
    await mail.until_heard("EHLO")
    await bench.office.try_now(parcel)
    while (tried := await bench.until(parcel, ParcelState.WAITING)).tries == 0:
        await asyncio.sleep(0.01)
    assert outcome_types(tried) == {BOB: "Broken"}
    assert len(mail.sessions) == 1
    await bench.office.stop()


async def test_a_server_that_has_been_silent_before_the_letter_s_time_is_met_again(
    bench: Bench, smtp: Start
) -> None:
    mail = await smtp({"EHLO": ["421 not now", "250 mail"]})
    await bench.open(account_at(mail.port))
    parcel = await queue_for_later(bench, 4)
    await bench.office.start()
    await mail.until_heard("QUIT")
    bench.clock.tick(seconds=5)
    await bench.office.try_now(parcel)
    await bench.until(parcel, ParcelState.SENT)
    assert len(mail.sessions) == 2


async def test_a_move_ends_the_way_to_a_server_that_is_silent(bench: Bench, smtp: Start) -> None:
    mail = await smtp({"greeting": [STALL, "220 mail"]})
    await bench.open(account_at(mail.port))
    parcel = await queue_for_later(bench, 4)
    await bench.office.start()
    while not mail.sessions:
        await asyncio.sleep(0.01)
    await bench.office.travels.moved()
    bench.clock.tick(seconds=5)
    await bench.office.try_now(parcel)
    await bench.until(parcel, ParcelState.SENT)
    await bench.office.stop()
