"""What the outbox window knows."""

from dataclasses import replace
from datetime import timedelta

from tegata.accounts.account import Security, Server
from tegata.delivery.notices import AccountsChanged, ParcelChanged, Progress, Stage
from tegata.gui.outbox_row import Row
from tegata.gui.outbox_watch import Counts, OutboxWatch, local_now
from tegata.store.parcel import Attempt, HoldReason, ParcelState
from tests.gui.fake_verbs import NOON, FakeVerbs, a_parcel


class Hands:
    """A clock that a test moves."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def watch(verbs: FakeVerbs, hands: Hands | None = None) -> OutboxWatch:
    return OutboxWatch(verbs, now=lambda: NOON, monotonic=hands or Hands())


def sending(sent: int) -> Progress:
    return Progress(1, frozenset({Stage.SENDING}), sent=sent, total=10_000_000)


def only(rows: list[Row]) -> Row:
    (row,) = rows
    return row


async def test_the_time_left_is_said_after_two_seconds_of_measuring(verbs: FakeVerbs) -> None:
    hands = Hands()
    seen = watch(verbs, hands)
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENDING)
    await seen.fetch()
    seen.hear(sending(0))
    hands.seconds = 1.0
    seen.hear(sending(1_000_000))
    assert only(seen.rows()).then == ""
    hands.seconds = 4.0
    seen.hear(sending(4_000_000))
    assert only(seen.rows()).then == "about 6 s"


async def test_a_new_attempt_is_measured_from_its_own_start(verbs: FakeVerbs) -> None:
    hands = Hands()
    seen = watch(verbs, hands)
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENDING)
    await seen.fetch()
    seen.hear(sending(5_000_000))
    hands.seconds = 9.0
    for state in (ParcelState.WAITING, ParcelState.SENDING):
        verbs.the_parcels[1] = a_parcel(1, state)
        seen.hear(ParcelChanged(1))
        await seen.fetch()
    seen.hear(sending(0))
    assert only(seen.rows()).then == ""


async def test_a_sent_letter_tells_of_the_login_made_for_it(verbs: FakeVerbs) -> None:
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENT)
    verbs.the_attempts[1] = (Attempt(1, NOON, NOON, ("pop-login", "accepted"), ""),)
    seen = watch(verbs)
    await seen.fetch()
    assert only(seen.rows()).then == "Accepted by smtp.provider-a.example, after one POP login"


async def test_letters_are_counted_by_what_they_wait_for(verbs: FakeVerbs) -> None:
    states = (ParcelState.SENDING, ParcelState.COMMITTED, ParcelState.WAITING, ParcelState.SENT)
    for n, state in enumerate(states):
        verbs.the_parcels[n] = a_parcel(n, state)
    verbs.the_parcels[8] = a_parcel(8, ParcelState.HELD, hold=HoldReason.PASSWORD_NEEDED)
    verbs.the_parcels[9] = a_parcel(9, ParcelState.WITHDRAWN)
    seen = watch(verbs)
    await seen.fetch()
    counts = seen.counts()
    assert counts == Counts(sending=1, waiting=2, need_you=1)
    assert counts.unsent == 4


async def test_one_row_can_be_asked_for(verbs: FakeVerbs) -> None:
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENDING)
    seen = watch(verbs)
    await seen.fetch()
    assert seen.row(1) == only(seen.rows())
    assert seen.row(2) is None


async def test_only_a_parcels_change_asks_for_the_list_again(verbs: FakeVerbs) -> None:
    seen = watch(verbs)
    assert seen.hear(ParcelChanged(1))
    assert not seen.hear(sending(1))
    assert not seen.hear(AccountsChanged())


async def test_the_clock_matters_only_while_something_moves(verbs: FakeVerbs) -> None:
    seen = watch(verbs)
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENT, due=NOON)
    await seen.fetch()
    assert not seen.ticking()
    verbs.the_parcels[2] = a_parcel(2, ParcelState.WAITING, due=NOON + timedelta(minutes=5))
    seen.hear(ParcelChanged(2))
    await seen.fetch()
    assert seen.ticking()


def test_the_local_time_knows_its_zone() -> None:
    assert local_now().tzinfo is not None


async def test_a_change_fetches_that_letter_only(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {n: a_parcel(n) for n in (1, 2)}
    seen = watch(verbs)
    await seen.fetch()
    verbs.calls.clear()
    verbs.the_parcels = {1: a_parcel(1, ParcelState.WITHDRAWN), 3: a_parcel(3)}
    for number in (1, 3):
        seen.hear(ParcelChanged(number))
    await seen.fetch()
    assert set(seen.parcels) == {2, 3}
    assert verbs.calls == []


async def test_sent_letters_come_page_by_page_until_there_are_no_more(verbs: FakeVerbs) -> None:
    verbs.page = 2
    verbs.the_parcels = {
        n: a_parcel(n, ParcelState.SENT, changed_at=NOON + timedelta(minutes=n)) for n in range(5)
    }
    seen = watch(verbs)
    await seen.fetch()
    assert set(seen.parcels) == {4, 3}
    pages = 0
    while seen.has_more:
        await seen.fetch_more()
        pages += 1
    assert set(seen.parcels) == set(range(5))
    assert pages == 3


async def test_a_search_is_about_all_letters_and_the_counts_are_not_about_it(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {
        1: a_parcel(1, subject="Contract"),
        2: a_parcel(2, subject="Lunch"),
        3: a_parcel(3, ParcelState.SENT, subject="Contract"),
        4: a_parcel(4, ParcelState.SENT, subject="Lunch"),
    }
    seen = watch(verbs)
    seen.search("Contract")
    await seen.fetch()
    assert {row.parcel_id for row in seen.rows()} == {1, 3}
    assert seen.counts().waiting == 2
    seen.search("elsewhere.example lunch")
    await seen.fetch()
    assert {row.parcel_id for row in seen.rows()} == {2}


async def test_a_row_that_only_the_day_can_change_is_made_once_a_day(verbs: FakeVerbs) -> None:
    now = NOON.replace(second=0)
    verbs.the_parcels = {
        1: a_parcel(1, due=NOON + timedelta(hours=60), tries=1),
        2: a_parcel(2, ParcelState.SENDING),
        3: a_parcel(3, due=NOON + timedelta(seconds=30), tries=1),
    }
    seen = OutboxWatch(verbs, now=lambda: now)
    await seen.fetch()
    before = {row.parcel_id: row for row in seen.rows()}
    now += timedelta(seconds=5)
    after = {row.parcel_id: row for row in seen.rows()}
    assert [before[n] is after[n] for n in (1, 2, 3)] == [True, False, False]
    now += timedelta(days=1)
    assert {row.parcel_id: row for row in seen.rows()}[1] is not before[1]


async def test_rows_follow_the_accounts(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {1: a_parcel(1, ParcelState.SENT)}
    seen = watch(verbs)
    await seen.fetch()
    assert "smtp.provider-a.example" in only(seen.rows()).then
    moved = Server("smtp.b.example", 587, Security.STARTTLS)
    verbs.the_accounts = [replace(verbs.the_accounts[0], submission=moved)]
    seen.hear(AccountsChanged())
    assert "smtp.b.example" in only(seen.rows()).then
