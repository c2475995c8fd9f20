"""A courier at work: what it takes, what it leaves alone, and what it writes down."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from tegata.delivery import attempt, courier, lane, on_disk, smtp_send
from tegata.delivery.notices import PasswordNeeded, Role
from tegata.protocols.outcome import Accepted, Broken, Phase, Refused, Trouble
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.protocols.smtp_submit import Partial
from tegata.relay.diagnosis import Cause
from tegata.secret import Secret
from tegata.store.departure import SendAt
from tegata.store.parcel import HoldReason, ParcelState, Standing
from tegata.store.trouble import StoreError, StoreTrouble
from tegata.store.trouble import Trouble as DiskTrouble
from tegata.tasks import spawn
from tests.delivery.bench import BOB, OLA, Bench, account_at, outcome_types, with_auth
from tests.scripted_server import DROP, STALL
from tests.servers import Start

TAKEN = Accepted(SmtpReply(250, ("taken",)))
NO = Refused(Phase.RCPT, SmtpReply(550, ("no",)))
LATER = Refused(Phase.RCPT, SmtpReply(450, ("later",)))
NO_LOGIN = Refused(Phase.POP, PopReply(ok=False, text="no"))
LOST = Broken(Phase.CONNECT, Trouble.CONN_DROPPED)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(on_disk, "RETRY", timedelta(milliseconds=1))


@pytest.fixture
async def at_work(bench: Bench, smtp: Start) -> AsyncIterator[Bench]:
    """Couriers that work for an account without POP before send; the server is started by the test."""
    yield bench
    if hasattr(bench, "office"):
        await bench.office.stop()


async def start(bench: Bench, smtp_port: int, **tools: Any) -> None:
    bench.tools.update(tools)
    await bench.open(account_at(smtp_port))
    await bench.office.start()


async def test_letters_leave_one_after_the_other(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await start(at_work, server.port)
    parcels = [await at_work.queue() for _each in range(3)]
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)
    subjects = [letter.count(b"Subject: Greetings") for letter in server.letters]
    assert subjects == [1, 1, 1]
    assert len(server.sessions) == 1


async def test_letters_of_an_earlier_run_leave_at_the_start(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    await bench.open(account_at(server.port))
    parcel = await bench.queue()
    await bench.close()
    await bench.open()
    await bench.office.start()
    await bench.until(parcel, ParcelState.SENT)
    await bench.office.stop()


async def test_an_account_that_is_gone_holds_its_letters(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    await bench.open(account_at(server.port))
    parcel = await bench.queue()
    await bench.accounts.remove("anna")
    held = await bench.try_once(parcel)
    assert (held.state, held.hold) == (ParcelState.HELD, HoldReason.SETTINGS)
    assert server.sessions == []


async def test_a_temporary_refusal_waits_for_its_time(bench: Bench, smtp: Start) -> None:
    server = await smtp({"RCPT": ["450 4.2.0 later", "250 ok"]})
    await bench.open(account_at(server.port))
    parcel = await bench.deliver()
    assert (parcel.state, parcel.due) == (ParcelState.WAITING, bench.clock.wall() + timedelta(minutes=5))
    assert await bench.office.due() == ()
    bench.clock.tick(minutes=5)
    assert [each.id for each in await bench.office.due()] == [parcel.id]
    assert (await bench.try_once(parcel.id)).state is ParcelState.SENT
    assert server.heard("MAIL") == ["MAIL FROM:<anna@a.example>"] * 2


async def test_refused_for_good_the_letter_stays(bench: Bench, smtp: Start) -> None:
    server = await smtp({"RCPT": ["550 5.1.1 no such user", "250 ok"]})
    await bench.open(account_at(server.port))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.FAILED
    await bench.office.try_now(parcel.id)
    assert (await bench.try_once(parcel.id)).state is ParcelState.SENT


async def test_with_one_refused_the_user_is_asked_and_the_others_can_have_theirs(
    bench: Bench, smtp: Start
) -> None:
    server = await smtp({f"RCPT {OLA}": "550 5.1.1 no such user"})
    await bench.open(account_at(server.port))
    asked = await bench.deliver(BOB, OLA)
    assert (asked.state, asked.hold) == (ParcelState.HELD, HoldReason.SOME_REFUSED)
    assert server.letters == []
    await bench.office.try_now(asked.id)
    done = await bench.try_once(asked.id)
    assert done.state is ParcelState.FAILED
    assert outcome_types(done) == {BOB: "Accepted", OLA: "Refused"}
    await bench.office.try_now(asked.id)
    await bench.try_once(asked.id)
    assert len(server.letters) == 1
    assert server.heard("RCPT") == [
        f"RCPT TO:<{BOB}>", f"RCPT TO:<{OLA}>", f"RCPT TO:<{BOB}>", f"RCPT TO:<{OLA}>"
    ]  # fmt: skip


async def test_once_the_others_are_to_have_theirs_one_more_refusal_holds_nobody_up(
    bench: Bench, smtp: Start
) -> None:
    kei = "kei@b.example"
    server = await smtp({f"RCPT {OLA}": "550 5.1.1 no", f"RCPT {kei}": ["250 ok", "450 4.2.0 later"]})
    await bench.open(account_at(server.port))
    asked = await bench.deliver(BOB, OLA, kei)
    await bench.office.try_now(asked.id)
    done = await bench.try_once(asked.id)
    assert outcome_types(done) == {BOB: "Accepted", OLA: "Refused", kei: "Refused"}
    assert done.state is ParcelState.WAITING


async def test_the_others_get_theirs_at_once_where_that_was_agreed(bench: Bench, smtp: Start) -> None:
    server = await smtp({f"RCPT {OLA}": "450 4.2.0 later"})
    bench.partial = Partial.SEND_TO_OTHERS
    await bench.open(account_at(server.port))
    parcel = await bench.deliver(BOB, OLA)
    assert parcel.state is ParcelState.WAITING
    assert outcome_types(parcel) == {BOB: "Accepted", OLA: "Refused"}
    await bench.try_once(parcel.id)
    assert server.heard("RCPT")[2:] == [f"RCPT TO:<{OLA}>"]


async def test_a_line_lost_after_the_dot_is_never_tried_again_by_itself(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"dot": [DROP, "250 taken"]})
    await start(at_work, server.port)
    parcel = await at_work.queue()
    uncertain = await at_work.until(parcel, ParcelState.UNCERTAIN)
    assert uncertain.due is None
    at_work.clock.tick(hours=200)
    assert await at_work.office.due() == ()
    assert await at_work.office.cancel(parcel) is False
    await at_work.office.try_now(parcel)
    await at_work.until(parcel, ParcelState.SENT)
    first, second = (letter.partition(b"\r\n\r\n")[0] for letter in server.letters)
    assert first == second
    assert uncertain.message_id.encode() in first


async def test_cancelled_before_the_last_dot_it_is_held_and_nobody_got_it(
    at_work: Bench, smtp: Start
) -> None:
    server = await smtp({"DATA": STALL})
    await start(at_work, server.port)
    parcel = await at_work.queue()
    await server.until_heard("DATA")
    assert await at_work.office.cancel(parcel)
    held = await at_work.until(parcel, ParcelState.HELD)
    assert held.hold is HoldReason.CANCELLED
    assert server.letters == []
    assert await at_work.steps(parcel) == [("cancelled",)]


async def test_once_the_dot_has_left_it_cannot_be_cancelled(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"dot": STALL})
    await start(at_work, server.port)
    parcel = await at_work.queue()
    await server.until_heard(".")
    assert not await at_work.office.cancel(parcel)
    assert not await at_work.office.withdraw(parcel)
    assert (await at_work.parcel(parcel)).state is ParcelState.COMMITTED


async def test_a_password_that_is_missing_is_asked_for(at_work: Bench, pop: Start, smtp: Start) -> None:
    mail, mailbox = await smtp(), await pop()
    await at_work.open(account_at(mail.port, mailbox.port), password=None)
    changes = at_work.office.changes()
    await at_work.office.start()
    parcel = await at_work.queue()
    await at_work.until(parcel, ParcelState.HELD)
    heard = [change async for change in _until_password_needed(changes)]
    assert heard[-1] == PasswordNeeded("anna", Role.POP, refused=False)


async def _until_password_needed(changes: AsyncIterator[object]) -> AsyncIterator[object]:
    async for change in changes:
        yield change
        if isinstance(change, PasswordNeeded):
            return


async def test_a_fault_of_ours_holds_one_letter_and_the_others_go_on(
    at_work: Bench, smtp: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    server = await smtp()
    await start(at_work, server.port)
    faults = [LookupError("a fault of ours")]
    hand_over = smtp_send.hand_over

    async def stumble(*args: Any, **kwargs: Any) -> Any:
        if faults:
            raise faults.pop()
        return await hand_over(*args, **kwargs)

    monkeypatch.setattr(attempt, "hand_over", stumble)
    first, second = await at_work.queue(), await at_work.queue(OLA)
    assert (await at_work.until(first, ParcelState.HELD)).hold is HoldReason.FAULT
    await at_work.until(second, ParcelState.SENT)
    assert "a fault of ours" in caplog.text


async def test_a_fault_after_the_dot_leaves_a_perhaps(
    bench: Bench, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await smtp()
    await bench.open(account_at(server.port))

    async def stumble(*_anything: object, **_more: object) -> None:
        raise LookupError("a fault of ours")

    monkeypatch.setattr(bench.store.outbox, "record", stumble)
    assert (await bench.deliver()).state is ParcelState.UNCERTAIN


async def test_an_outcome_is_written_down_however_long_the_disk_takes(
    at_work: Bench, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await smtp()
    await start(at_work, server.port)
    record, full = at_work.store.outbox.record, [StoreError(DiskTrouble(StoreTrouble.DISK_FULL))] * 3

    async def at_last(*args: Any, **kwargs: Any) -> Any:
        if full:
            raise full.pop()
        return await record(*args, **kwargs)

    monkeypatch.setattr(at_work.store.outbox, "record", at_last)
    await at_work.until(await at_work.queue(), ParcelState.SENT)
    assert len(server.letters) == 1


async def test_a_disk_that_refuses_the_mark_before_the_last_dot_puts_the_letter_off(
    bench: Bench, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await smtp()
    await bench.open(account_at(server.port))
    move = bench.store.outbox.move
    broken = [ParcelState.WAITING, ParcelState.COMMITTED]  # the way back is not free at once either

    async def at_last(parcel_id: int, standing: Standing, **more: Any) -> Any:
        if broken and standing.state is broken[-1]:
            broken.pop()
            raise StoreError(DiskTrouble(StoreTrouble.OTHER))
        return await move(parcel_id, standing, **more)

    monkeypatch.setattr(bench.store.outbox, "move", at_last)
    put_off = await bench.deliver()
    assert (put_off.state, put_off.hold, server.heard(".")) == (ParcelState.WAITING, None, [])
    assert put_off.due is not None
    assert put_off.due > bench.clock.wall()
    assert (await bench.try_once(put_off.id)).state is ParcelState.SENT


async def test_an_outbox_that_cannot_be_read_for_a_moment_stops_nobody(
    at_work: Bench, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = await smtp()
    await start(at_work, server.port)
    read, broken = at_work.store.outbox.parcels, [StoreError(DiskTrouble(StoreTrouble.OTHER))] * 2

    async def at_last(**wanted: Any) -> Any:
        if broken:
            raise broken.pop()
        return await read(**wanted)

    monkeypatch.setattr(at_work.store.outbox, "parcels", at_last)
    await at_work.until(await at_work.queue(), ParcelState.SENT)


@pytest.mark.parametrize("damage", ["gone", "cut short", "altered", "a folder"])
async def test_a_letter_whose_file_is_damaged_is_not_sent_and_not_lost(
    bench: Bench, smtp: Start, damage: str
) -> None:
    server = await smtp({"EHLO": "250-mail.a.example\r\n250 CHUNKING", "BDAT": "250 2.0.0 taken"})
    await bench.open(account_at(server.port))
    parcel, other = await bench.queue(), await bench.queue(OLA)
    path = bench.store.outbox.spool_path(await bench.parcel(parcel))
    if damage == "cut short":
        os.truncate(path, path.stat().st_size - 1)
    elif damage == "altered":
        path.write_bytes(path.read_bytes().replace(b"Dear Bob", b"Dear Eve"))
    else:
        path.unlink()
    if damage == "a folder":
        path.mkdir()
    failed = await bench.try_once(parcel)
    diagnosis = bench.office.diagnose(failed)
    assert diagnosis is not None
    assert (failed.state, diagnosis.cause) == (ParcelState.FAILED, Cause.SPOOL_LOST)
    assert server.sessions == []
    assert (await bench.try_once(other)).state is ParcelState.SENT


# two lanes, and what they share ---------------------------------------------------------------------------
@pytest.fixture
def few_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "LARGE", 2000)


LONG = "It was seen over Tsukigata.\n" * 100


@pytest.mark.usefixtures("few_are_large")
async def test_a_small_letter_does_not_wait_behind_a_large_one(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"dot": [STALL, "250 taken"]})
    await start(at_work, server.port)
    large = await at_work.queue(body=LONG)
    await server.until_heard(".")
    small = await at_work.queue()
    await at_work.until(small, ParcelState.SENT)
    assert (await at_work.parcel(large)).state is ParcelState.COMMITTED


async def test_in_a_lane_the_smallest_letter_leaves_first(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await at_work.open(account_at(server.port))
    sizes = (300, 20, 4000, 1)
    parcels = [await at_work.queue(body="x\n" * size) for size in sizes]
    await at_work.office.start()
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)
    assert [letter.count(b"x\r\n") for letter in server.letters] == sorted(sizes)


async def test_a_letter_from_before_there_were_checksums_is_sent_as_it_is(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    await bench.open(account_at(server.port))
    parcel = await bench.queue()
    await bench.store.outbox._database.write(
        lambda connection: connection.execute("UPDATE parcel SET checksum = NULL").close()
    )
    assert (await bench.try_once(parcel)).state is ParcelState.SENT


async def test_a_large_letter_that_is_stopped_on_its_way_or_held_holds_nobody_up(
    at_work: Bench, smtp: Start
) -> None:
    server = await smtp({"DATA": [STALL, "354 go on"]})
    await start(at_work, server.port)
    large = await at_work.queue(body=LONG)
    await server.until_heard("DATA")
    held, small = await at_work.queue(body=LONG), await at_work.queue()
    assert await at_work.office.cancel(held)
    assert await at_work.office.cancel(large)
    await at_work.until(small, ParcelState.SENT)
    assert [(await at_work.parcel(each)).hold for each in (large, held)] == [HoldReason.CANCELLED] * 2
    await at_work.office.try_now(large)
    await at_work.until(large, ParcelState.SENT)


async def test_a_broken_letter_is_passed_over_and_the_others_leave(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await at_work.open(account_at(server.port))
    broken, large = await at_work.queue(), await at_work.queue(body=LONG)
    at_work.store.outbox.spool_path(await at_work.parcel(broken)).unlink()
    await at_work.office.start()
    await at_work.until(large, ParcelState.SENT)
    assert (await at_work.parcel(broken)).state is ParcelState.FAILED
    assert (await at_work.parcel(broken)).tries == 1
    assert len(server.letters) == 1


@pytest.mark.usefixtures("few_are_large")
@pytest.mark.parametrize("auth", [True, False])
async def test_a_wrong_password_is_tried_once_whatever_waits(
    at_work: Bench, smtp: Start, pop: Start, auth: bool
) -> None:
    server = await smtp({"EHLO": "250-mail\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 no"})
    mailbox = await pop({"PASS": "-ERR [AUTH] no"})
    account = account_at(server.port, mailbox.port)
    await at_work.open(with_auth(account) if auth else account)
    parcels = [await at_work.queue(body=body) for body in ("short\n", LONG, "short\n")]
    await at_work.office.start()
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.HELD)
    assert len(server.heard("AUTH")) + len(mailbox.heard("PASS")) == 1


async def test_a_password_given_while_the_old_one_is_judged_is_tried(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"EHLO": "250-mail\r\n250 AUTH PLAIN", "AUTH": ["535 no", "235 yes"]})
    await at_work.open(with_auth(account_at(server.port)))
    await at_work.office.start()
    parcel = await at_work.queue()
    await server.until_heard("EHLO")
    await at_work.office.password_given("anna", Role.SUBMISSION, Secret("right"), keep=False)
    sent = await at_work.until(parcel, ParcelState.SENT, ParcelState.HELD)
    assert sent.state is ParcelState.SENT


async def test_stopped_and_sent_home_at_once(at_work: Bench, smtp: Start, pop: Start) -> None:
    mailbox = await pop({"PASS": STALL})
    await at_work.open(account_at((await smtp()).port, mailbox.port))
    await at_work.office.start()
    parcel = await at_work.queue()
    await mailbox.until_heard("PASS")
    await at_work.office.cancel(parcel)
    async with asyncio.timeout(5):
        await at_work.office.stop()


async def test_a_fault_while_the_way_is_made_stops_nothing(
    at_work: Bench, smtp: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(*_anything: object) -> None:
        raise RuntimeError("stumbled")

    monkeypatch.setattr(courier, "warm_up", stumble)
    server = await smtp()
    await at_work.open(account_at(server.port))
    parcel, now = await at_work.queue(), at_work.clock.wall()
    soon = Standing(ParcelState.WAITING, due=now + timedelta(seconds=3))
    await at_work.store.outbox.move(parcel, soon, now=now)
    await at_work.office.start()
    await asyncio.sleep(0.1)
    await at_work.office.try_now(parcel)
    await at_work.until(parcel, ParcelState.SENT)


async def test_after_a_move_no_letter_flies_into_an_old_connection(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await start(at_work, server.port)
    await at_work.until(await at_work.queue(), ParcelState.SENT)
    await at_work.office.travels.moved()
    await server.until_heard("QUIT")
    await at_work.until(await at_work.queue(), ParcelState.SENT)
    assert len(server.sessions) == 2


async def test_who_has_the_letter_has_it_though_the_rest_is_stopped(
    at_work: Bench, smtp: Start, pop: Start
) -> None:
    """One was accepted, the other refused for relaying: while the login is made for that one, Stop."""
    at_work.partial = Partial.SEND_TO_OTHERS
    offers = {"EHLO": "250-mail\r\n250-PIPELINING\r\n250 CHUNKING", "BDAT": "250 taken"}
    server = await smtp(offers | {f"RCPT {OLA}": ["250 ok", "554 5.7.1 Relay access denied"]})
    mailbox = await pop({"PASS": ["+OK", STALL]})
    await at_work.open(account_at(server.port, mailbox.port))
    await at_work.deliver(BOB, OLA)
    at_work.clock.tick(seconds=5)
    parcel = await at_work.queue(BOB, OLA)
    trying = spawn(at_work.try_once(parcel), "try")
    await mailbox.until_heard("PASS", 2)
    on_disk = {each.address: each.outcome for each in (await at_work.parcel(parcel)).recipients}
    assert isinstance(on_disk[BOB], Accepted)
    assert await at_work.office.cancel(parcel)
    await trying
    assert outcome_types(await at_work.parcel(parcel)) == {BOB: "Accepted", OLA: "Broken"}


# letters that leave by themselves ---------------------------------------------------------------------


async def test_after_its_undo_seconds_a_letter_leaves_and_not_before(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await start(at_work, server.port)
    parcel = await at_work.queue(leaves=timedelta(seconds=0.05))
    await asyncio.sleep(0.2)
    assert (await at_work.parcel(parcel)).leaves_by_itself, "the clock has not moved"
    at_work.clock.tick(seconds=1)
    await at_work.until(parcel, ParcelState.SENT)
    assert len(server.letters) == 1


async def test_at_once_when_asked_and_the_seconds_are_over(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await start(at_work, server.port)
    parcel = await at_work.queue(leaves=timedelta(seconds=7))
    await at_work.office.try_now(parcel)
    await at_work.until(parcel, ParcelState.SENT)


async def test_the_way_is_made_while_the_seconds_run(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await start(at_work, server.port)
    parcel = await at_work.queue(leaves=courier.WARM_AHEAD)
    await server.until_heard("EHLO")
    assert (await at_work.parcel(parcel)).state is ParcelState.HELD
    at_work.clock.tick(seconds=6)
    await at_work.until(parcel, ParcelState.SENT)
    assert len(server.sessions) == 1


async def test_undone_it_stays_and_its_draft_is_as_it_was(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await start(at_work, server.port)
    parcel = await at_work.queue(leaves=timedelta(seconds=7), body="As it was. ")
    undone = await at_work.office.edit_again(parcel)
    assert undone is not None
    assert undone[1].body == "As it was. "
    at_work.clock.tick(seconds=8)
    at_work.office._crew.wake("anna")
    await asyncio.sleep(0.1)
    assert server.letters == []


async def test_a_letter_to_leave_later_is_not_too_old_when_its_day_comes(bench: Bench, smtp: Start) -> None:
    server = await smtp({"RCPT": "450 later"})
    await bench.open(account_at(server.port))
    parcel = await bench.queue(
        leaves=SendAt(bench.clock.wall().replace(tzinfo=None) + timedelta(days=9), "UTC")
    )
    bench.clock.tick(days=9)
    assert [each.id for each in await bench.office.due()] == [parcel]
    assert (await bench.try_once(parcel)).state is ParcelState.WAITING
    bench.clock.tick(days=5)
    assert (await bench.try_once(parcel)).hold is HoldReason.TOO_OLD
