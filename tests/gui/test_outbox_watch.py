"""What the outbox window knows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tegata.accounts.account import Security, Server
from tegata.delivery.notices import AccountsChanged, ParcelChanged, Progress, Stage, WindowChanged
from tegata.gui.outbox_row import Deed, Row, Section
from tegata.gui.outbox_watch import Counts, OutboxWatch, Renewal, local_now
from tegata.gui.uploads import Uploads
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis, Remedy
from tegata.relay.learned import Learned
from tegata.store.parcel import Attempt, HoldReason, Parcel, ParcelState
from tests.gui.fake_verbs import NOON, FakeVerbs, a_parcel


def watch(verbs: FakeVerbs) -> OutboxWatch:
    return OutboxWatch(verbs, now=lambda: NOON)


def sending(sent: int) -> Progress:
    return Progress(1, frozenset({Stage.SENDING}), sent=sent, total=10_000_000)


def the_row(seen: OutboxWatch) -> Row:
    row = seen.row(1)
    assert row is not None
    return row


def numbers(news: Renewal) -> list[int]:
    return [row.parcel_id for row in news.rows]


async def test_how_far_a_letter_is_may_have_been_heard_before_it_is_asked_for(verbs: FakeVerbs) -> None:
    clock = [0.0]
    uploads = Uploads(lambda: clock[0])
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENDING)
    for clock[0], sent in ((0.0, 1), (4.0, 4_000_000)):
        uploads.hear(sending(sent))
    seen = OutboxWatch(verbs, uploads, now=lambda: NOON)
    (row,) = (await seen.fetch()).rows
    assert (row.fact, row.then) == ("Sending 4.0 of 10.0 MB", "about 10 s")


async def test_a_new_attempt_says_nothing_of_the_one_before(verbs: FakeVerbs) -> None:
    seen = watch(verbs)
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENDING)
    await seen.fetch()
    seen.hear(sending(5_000_000))
    assert the_row(seen).fact == "Sending 5.0 of 10.0 MB"
    for _change in ("broken, waits", "sending again"):
        seen.hear(ParcelChanged(1))
    assert the_row(seen).fact == "Connecting…"


async def test_a_sent_letter_tells_of_the_login_made_for_it(verbs: FakeVerbs) -> None:
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENT)
    verbs.the_attempts[1] = (Attempt(1, NOON, NOON, ("pop-login", "accepted"), ""),)
    (row,) = (await watch(verbs).fetch()).rows
    assert row.then == "Accepted by smtp.provider-a.example, after one POP login"


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


async def test_one_row_can_be_asked_for_where_it_is_not_sent_and_searched_for(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {1: a_parcel(1, ParcelState.SENDING), 3: a_parcel(3, ParcelState.SENT)}
    seen = watch(verbs)
    assert (await seen.fetch()).rows[0] == seen.row(1)
    assert seen.row(2) is seen.row(3) is None
    seen.search("no such word")
    assert seen.row(1) is None


async def test_what_is_heard_may_be_a_reason_to_fetch(verbs: FakeVerbs) -> None:
    seen = watch(verbs)
    await seen.fetch()
    assert not seen.hear(sending(1))
    assert not seen.hear(WindowChanged("anna"))
    assert seen.hear(AccountsChanged())
    assert seen.hear(ParcelChanged(1))


async def test_what_helps_is_said_anew_once_the_server_is_known_to_offer_auth(verbs: FakeVerbs) -> None:
    verbs.the_parcels[1] = a_parcel(1, ParcelState.FAILED)
    seen = watch(verbs)
    await seen.fetch()
    verbs.the_learned["anna"] = Learned(offers_auth=True)
    verbs.diagnoses[1] = Diagnosis(
        Cause.AUTH_REQUIRED, Confidence.LIKELY, (), (Remedy.SWITCH_TO_AUTH,), "530 5.7.0 AUTH first"
    )
    assert seen.hear(WindowChanged("anna"))
    assert [row.deeds[-1] for row in (await seen.fetch()).rows] == [Deed.SWITCH_TO_AUTH]


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
    assert (await seen.fetch()).others
    verbs.the_parcels = {1: a_parcel(1, ParcelState.WITHDRAWN), 3: a_parcel(3), 4: a_parcel(4)}
    for number in (1, 3):
        seen.hear(ParcelChanged(number))
    news = await seen.fetch()
    assert (numbers(news), news.gone, news.others) == ([3], {1}, False)
    assert (await seen.fetch()).rows == []


async def test_what_is_heard_while_it_fetches_is_not_lost(
    verbs: FakeVerbs, monkeypatch: pytest.MonkeyPatch
) -> None:
    verbs.the_parcels[1] = a_parcel(1)
    seen = watch(verbs)
    await seen.fetch()

    async def asked(number: int) -> Parcel:
        before = verbs.the_parcels[number]
        if before.state is ParcelState.WAITING:
            verbs.the_parcels[number] = a_parcel(number, ParcelState.SENDING)
            seen.hear(ParcelChanged(number))
        return before

    monkeypatch.setattr(verbs, "parcel", asked)
    seen.hear(ParcelChanged(1))
    facts = [[row.fact for row in (await seen.fetch()).rows] for _ in range(2)]
    assert facts == [["Next in line."], ["Connecting…"]]


async def test_a_letter_that_has_left_is_shown_among_the_sent(verbs: FakeVerbs) -> None:
    verbs.the_parcels[1] = a_parcel(1)
    seen = watch(verbs)
    await seen.fetch()
    verbs.the_parcels[1] = a_parcel(1, ParcelState.SENT)
    seen.hear(ParcelChanged(1))
    assert [row.section for row in (await seen.fetch()).rows] == [Section.SENT]
    assert seen.counts().unsent == 0


async def test_sent_letters_come_page_by_page_until_there_are_no_more(verbs: FakeVerbs) -> None:
    verbs.page = 2
    verbs.the_parcels = {
        n: a_parcel(n, ParcelState.SENT, changed_at=NOON + timedelta(minutes=n)) for n in range(5)
    }
    seen = watch(verbs)
    pages = [numbers(await seen.fetch())]
    while seen.has_more:
        pages.append(numbers(await seen.fetch_more()))
    assert pages == [[4, 3], [2, 1], [0], []]
    seen.search("")
    assert numbers(await seen.fetch()) == [4, 3]


async def test_a_search_is_about_all_letters_and_the_counts_are_not_about_it(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {
        1: a_parcel(1, subject="Contract"),
        2: a_parcel(2, subject="Lunch"),
        3: a_parcel(3, ParcelState.SENT, subject="Contract"),
        4: a_parcel(4, ParcelState.SENT, subject="Lunch"),
    }
    seen = watch(verbs)
    seen.search("Contract")
    assert numbers(await seen.fetch()) == [1, 3]
    assert seen.counts().waiting == 2
    seen.search("elsewhere.example lunch")
    assert numbers(await seen.fetch()) == [2]


async def test_only_rows_that_the_clock_changes_are_made_again_and_all_of_them_on_another_day(
    verbs: FakeVerbs,
) -> None:
    now = NOON.replace(second=0)
    verbs.the_parcels = {
        1: a_parcel(1, due=NOON + timedelta(hours=30), tries=1),
        2: a_parcel(2, ParcelState.SENDING),
        3: a_parcel(3, due=NOON + timedelta(seconds=30), tries=1),
        4: a_parcel(4, ParcelState.SENT),
    }
    seen = OutboxWatch(verbs, now=lambda: now)
    first = await seen.fetch()
    now += timedelta(seconds=5)
    assert sorted(numbers(await seen.fetch())) == [2, 3]
    now += timedelta(days=1)
    anew = await seen.fetch()
    assert anew.others
    assert sorted(numbers(anew)) == [1, 2, 3, 4]
    assert next(row for row in anew.rows if row.parcel_id == 1) not in first.rows


async def test_a_thousand_rows_come_a_few_at_a_time_and_in_order(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {n: a_parcel(n, due=NOON - timedelta(minutes=n)) for n in range(100)}
    news = await watch(verbs).fetch()
    assert [row for some in news.slices() for row in some] == news.rows
    assert max(len(some) for some in news.slices()) < 50
    assert numbers(news) == [*reversed(range(100))]


async def test_rows_follow_the_accounts(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {1: a_parcel(1, ParcelState.SENT)}
    seen = watch(verbs)
    before = await seen.fetch()
    moved = Server("smtp.b.example", 587, Security.STARTTLS)
    verbs.the_accounts = [replace(verbs.the_accounts[0], submission=moved)]
    seen.hear(AccountsChanged())
    after = await seen.fetch()
    assert [row.then.split()[-1] for news in (before, after) for row in news.rows] == [
        "smtp.provider-a.example",
        "smtp.b.example",
    ]
