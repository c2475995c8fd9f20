"""Twenty letters, one server: what one of them has found out is heeded by all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Account
from tegata.delivery.notices import LoggedIn
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tests.delivery.bench import BOB, OLA, Bench, account_at
from tests.scripted_server import DROP, ScriptedServer
from tests.servers import Start
from tests.store.test_parcel_reading import write

BUSY, READY = "421 4.7.0 too many connections", "220 ready"
FIVE = timedelta(minutes=5)
LATER = "450 4.2.0 later"


@pytest.fixture
async def at_work(bench: Bench) -> AsyncIterator[Bench]:
    yield bench
    await bench.office.stop()


async def waiting(bench: Bench) -> list[Parcel]:
    """Return what waits, oldest first."""
    return list((await bench.store.outbox.parcels(states={ParcelState.WAITING}))[::-1])


async def until(bench: Bench, so: Callable[[], Awaitable[bool]]) -> None:
    changes = bench.office.changes()
    async with asyncio.timeout(20):
        while not await so():
            await anext(changes)


async def until_tried(bench: Bench, *tries: int) -> list[Parcel]:
    """Wait until the waiting letters have been tried so often, and none of them is due."""

    async def so() -> bool:
        return [each.tries for each in await waiting(bench)] == [*tries] and not await bench.office.due()

    await until(bench, so)
    return await waiting(bench)


async def pass_time(bench: Bench, **span: float) -> None:
    bench.clock.tick(**span)
    for account in bench.accounts.all():
        bench.office._crew.wake(account.name)


async def begin(bench: Bench, server: ScriptedServer, letters: int) -> list[int]:
    """Have so many letters wait, each a little larger than the one before, and set the couriers to work."""
    await bench.open(account_at(server.port))
    parcels = [await bench.queue(body="x\n" * (number + 1)) for number in range(letters)]
    await bench.office.start()
    return parcels


async def test_twenty_letters_do_not_each_find_out_for_themselves(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"greeting": BUSY})
    await begin(at_work, server, 20)
    parcels = await until_tried(at_work, 1, *[0] * 19)
    assert len(server.sessions) == 1
    assert {each.due for each in parcels} == {at_work.clock.wall() + FIVE}


async def test_each_wait_is_ended_by_another_letter_and_the_first_success_lets_all_follow(
    at_work: Bench, smtp: Start
) -> None:
    server = await smtp({"greeting": [BUSY, BUSY, BUSY, READY]})
    parcels = await begin(at_work, server, 5)
    await until_tried(at_work, 1, 0, 0, 0, 0)
    await pass_time(at_work, minutes=5)
    assert {each.due for each in await until_tried(at_work, 1, 1, 0, 0, 0)} == {
        at_work.clock.wall() + 2 * FIVE
    }
    await pass_time(at_work, minutes=10)
    await until_tried(at_work, 1, 1, 1, 0, 0)
    await pass_time(at_work, minutes=20)
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)
    assert (len(server.sessions), len(server.letters)) == (4, 5)


@pytest.mark.parametrize("script", [{"greeting": DROP}, {"EHLO": "450 4.7.1 greylisted"}, {"MAIL": BUSY}])
async def test_whatever_the_server_s_trouble_is(at_work: Bench, smtp: Start, script: dict[str, str]) -> None:
    server = await smtp(script)
    await begin(at_work, server, 3)
    await until_tried(at_work, 1, 0, 0)
    assert len(server.sessions) == 1


@pytest.mark.parametrize("verb", [f"RCPT {BOB}", "DATA"])
async def test_what_is_one_letter_s_own_trouble_stays_so(at_work: Bench, smtp: Start, verb: str) -> None:
    server = await smtp({verb: ["452 4.2.2 mailbox full", "250 ok" if BOB in verb else "354 go on"]})
    parcels = await begin(at_work, server, 3)
    for parcel in parcels[1:]:
        await at_work.until(parcel, ParcelState.SENT)
    (left,) = await waiting(at_work)
    assert (left.id, left.due) == (parcels[0], at_work.clock.wall() + FIVE)


async def test_a_limit_of_one_recipient_puts_off_that_letter_only(at_work: Bench, smtp: Start) -> None:
    busy = "450-4.2.1 The user you write to is\r\n450 4.2.1 receiving mail at a rate that prevents it"
    server = await smtp({f"RCPT {BOB}": [busy, "250 ok"]})
    await at_work.open(account_at(server.port))
    bobs, olas = await at_work.queue(BOB), await at_work.queue(OLA)
    await at_work.office.start()
    await at_work.until(olas, ParcelState.SENT)
    (left,) = await until_tried(at_work, 1)
    assert (left.id, left.due) == (bobs, at_work.clock.wall() + FIVE)
    assert (await at_work.parcel(olas)).tries == 1
    await pass_time(at_work, minutes=5)
    await at_work.until(bobs, ParcelState.SENT)


async def test_a_limit_of_the_account_puts_off_all(at_work: Bench, smtp: Start) -> None:
    server = await smtp({f"RCPT {BOB}": "451 4.7.1 You have exceeded your hourly sending limit"})
    await at_work.open(account_at(server.port))
    for to in (BOB, OLA):
        await at_work.queue(to)
    await at_work.office.start()
    await until_tried(at_work, 1, 0)
    assert server.letters == []


async def test_try_now_always_tries_and_nothing_else_is(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"greeting": BUSY})
    parcels = await begin(at_work, server, 4)
    before = await until_tried(at_work, 1, 0, 0, 0)
    await at_work.office.try_now(parcels[3])
    after = await until_tried(at_work, 1, 0, 0, 1)
    assert [each.due for each in after] == [each.due for each in before]
    assert len(server.sessions) == 2


async def test_try_now_is_not_put_off_by_one_that_fails_meanwhile(bench: Bench, smtp: Start) -> None:
    server = await smtp({"greeting": BUSY})
    await bench.open(account_at(server.port))
    parcels = [await bench.queue() for _ in range(3)]
    await bench.office.try_now(parcels[2])
    await bench.try_once(parcels[0])
    assert [each.id for each in await bench.office.due()] == [parcels[2]]


async def test_success_by_try_now_lets_the_others_follow_at_once(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"greeting": [BUSY, READY]})
    parcels = await begin(at_work, server, 4)
    await until_tried(at_work, 1, 0, 0, 0)
    await at_work.office.try_now(parcels[3])
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)
    assert len(server.sessions) == 2


async def test_after_giving_up_try_now_tries_again(bench: Bench, smtp: Start) -> None:
    server = await smtp({"greeting": [BUSY, BUSY, "554 go away", READY]})
    await bench.open(account_at(server.port))
    await bench.office.start()
    parcel = await bench.queue()
    await until_tried(bench, 1)
    await pass_time(bench, days=5)
    assert (await bench.until(parcel, ParcelState.HELD)).hold is HoldReason.TOO_OLD
    await bench.office.try_now(parcel)
    await bench.until(parcel, ParcelState.FAILED)
    await bench.office.try_now(parcel)
    await bench.until(parcel, ParcelState.SENT)


async def test_a_new_letter_is_tried_and_a_failure_out_of_turn_prolongs_nothing(
    at_work: Bench, smtp: Start
) -> None:
    server = await smtp({"greeting": BUSY})
    await begin(at_work, server, 1)
    (first,) = await until_tried(at_work, 1)
    await pass_time(at_work, minutes=1)
    await at_work.queue()
    both = await until_tried(at_work, 1, 1)
    assert {each.due for each in both} == {first.due}


async def test_a_time_of_its_own_is_kept(at_work: Bench, smtp: Start) -> None:
    """Put off for the server's sake, and let go again: but not before its own wait is over."""
    server = await smtp({f"RCPT {BOB}": [LATER, "250 ok"], "greeting": [READY, BUSY, BUSY, READY]})
    await begin(at_work, server, 1)
    (greylisted,) = await until_tried(at_work, 1)
    await pass_time(at_work, minutes=1)  # and the session is not kept that long
    other = await at_work.queue(OLA)
    await until_tried(at_work, 1, 1)
    await pass_time(at_work, minutes=4, seconds=-1)
    await at_work.office.try_now(other)
    parcels = await until_tried(at_work, 1, 2)
    assert [each.due for each in parcels] == [at_work.clock.wall() + timedelta(minutes=1, seconds=1)] * 2
    await at_work.office.try_now(other)
    await at_work.until(other, ParcelState.SENT)
    assert [each.due for each in await until_tried(at_work, 1)] == [greylisted.due]
    await pass_time(at_work, seconds=1)
    await at_work.until(greylisted.id, ParcelState.SENT)


async def test_another_account_at_the_same_server_heeds_it_too(at_work: Bench, smtp: Start) -> None:
    server, elsewhere = await smtp({"greeting": [BUSY, READY]}), await smtp()
    anna = account_at(server.port)
    bea, carl = replace(anna, name="bea"), replace(account_at(elsewhere.port), name="carl")
    await at_work.open(anna, bea, carl)
    parcels = {name: await at_work.queue(account=name) for name in ("anna", "bea", "carl")}
    await at_work.try_once(parcels["anna"])
    await at_work.office.start()
    await at_work.until(parcels["carl"], ParcelState.SENT)
    assert [each.tries for each in await waiting(at_work)] == [1, 0]
    await at_work.office.try_now(parcels["bea"])
    for parcel in parcels.values():
        await at_work.until(parcel, ParcelState.SENT)


async def test_a_login_by_hand_lets_those_follow_that_waited_for_the_mailbox(
    at_work: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp(), await pop({"greeting": [DROP, "+OK ready"]})
    await at_work.open(account_at(mail.port, mailbox.port))
    parcels = [await at_work.queue(), await at_work.queue()]
    await at_work.office.start()
    await until_tried(at_work, 1, 0)
    assert isinstance(await at_work.office.login_now("anna"), LoggedIn)
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)


@pytest.mark.parametrize(("greeting", "follow"), [(DROP, True), (BUSY, False)])
async def test_a_new_network_ends_the_waits_for_lines_only(
    at_work: Bench, smtp: Start, greeting: str, follow: bool
) -> None:
    server = await smtp({"greeting": [greeting, READY]})
    parcels = await begin(at_work, server, 3)
    await until_tried(at_work, 1, 0, 0)
    await at_work.office.travels.set_out_again()
    if not follow:
        await until_tried(at_work, 1, 0, 0)
        return
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)


async def test_at_another_server_they_are_not_held_up(at_work: Bench, smtp: Start) -> None:
    parcels = await begin(at_work, await smtp({"greeting": BUSY}), 3)
    await until_tried(at_work, 1, 0, 0)
    moved: Account = account_at((await smtp()).port)
    await at_work.office.save_account(moved)
    for parcel in parcels:
        await at_work.until(parcel, ParcelState.SENT)


async def test_no_way_is_made_to_a_server_that_is_left_alone(at_work: Bench, smtp: Start) -> None:
    server = await smtp({"greeting": BUSY})
    await begin(at_work, server, 1)
    await until_tried(at_work, 1)
    held = await at_work.queue(leaves=timedelta(seconds=4))
    await asyncio.sleep(0.1)
    assert len(server.sessions) == 1
    await at_work.office.cancel(held)


@pytest.mark.parametrize("hours", [-3, 3])
async def test_after_the_clock_was_set_all_due_times_say_when_letters_leave(
    at_work: Bench, smtp: Start, hours: int
) -> None:
    server = await smtp({"greeting": BUSY})
    await begin(at_work, server, 3)
    await until_tried(at_work, 1, 0, 0)
    at_work.clock.wall_offset += timedelta(hours=hours)
    await pass_time(at_work, minutes=1)
    right = at_work.clock.wall() + FIVE - timedelta(minutes=1)

    async def so() -> bool:
        return {each.due for each in await waiting(at_work)} == {right}

    await until(at_work, so)
    await pass_time(at_work, minutes=4)
    await until_tried(at_work, 1, 1, 0)


async def test_those_put_off_already_are_not_written_again(at_work: Bench, smtp: Start) -> None:
    """A thousand that wait for the same server cost nothing when one more finds it closed."""
    server = await smtp({"greeting": BUSY})
    await begin(at_work, server, 3)
    before = await until_tried(at_work, 1, 0, 0)
    at_work.clock.wall_offset -= timedelta(milliseconds=2)  # no two readings of clocks agree wholly
    parcel = await at_work.queue()
    await until_tried(at_work, 1, 0, 0, 1)
    assert [each for each in await waiting(at_work) if each.id != parcel] == before


async def test_after_a_new_start_the_due_times_on_disk_still_leave_the_server_alone(
    at_work: Bench, smtp: Start
) -> None:
    """What is forgotten is how long its trouble has lasted: the waits grow from the shortest one again."""
    server = await smtp({"greeting": BUSY})
    await begin(at_work, server, 5)
    before = await until_tried(at_work, 1, 0, 0, 0, 0)
    await at_work.close()
    await at_work.open()
    await at_work.office.recover()
    await at_work.office.start()
    assert await waiting(at_work) == before
    assert await at_work.office.due() == ()
    await pass_time(at_work, minutes=5)
    again = await until_tried(at_work, 2, 0, 0, 0, 0)
    assert {each.due for each in again} == {at_work.clock.wall() + FIVE}
    assert len(server.sessions) == 2, "one has found out for all"


async def test_what_cannot_be_read_is_passed_over(at_work: Bench, smtp: Start) -> None:
    server = await smtp()
    await at_work.open(account_at(server.port))
    strange, other = await at_work.queue(), await at_work.queue()
    left_alone = await at_work.parcel(strange)
    write(at_work.directory / "store", left_alone, {"departure": "{}"})
    await at_work.office.start()
    await at_work.until(other, ParcelState.SENT)
    last = await at_work.queue()
    await at_work.until(last, ParcelState.SENT)
    found = await at_work.parcel(strange)
    assert (found.state, found.hold, found.tries) == (ParcelState.HELD, HoldReason.UNKNOWN, 0)
    assert await at_work.office.due() == ()
