"""The verbs, each as a window or a command uses it."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tegata.accounts.account import PopBeforeSend
from tegata.delivery.notices import (
    DraftKept,
    Flawed,
    LeftOpen,
    LoggedIn,
    NotQueued,
    ParcelChanged,
    Queued,
    Role,
    StoreTrouble,
    WindowChanged,
)
from tegata.keys.key_ring import KeyRing
from tegata.mail.draft import Attachment, Draft, Place
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider
from tegata.profile import Preferences
from tegata.protocols.outcome import Declined, Objection, Refused
from tegata.relay.diagnosis import Because, Cause
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState
from tegata.secret import Secret
from tegata.store.outbox import Outbox
from tegata.store.parcel import HoldReason, ParcelState
from tegata.store.trouble import Trouble
from tests.delivery.bench import BOB, OLA, SESAME, Bench, account_at, outcome_types, states
from tests.keys.fake_safe import FakeSafe
from tests.scripted_server import DROP, STALL
from tests.servers import Start

NOWHERE = account_at(9)
"""Nothing listens on the port: for what never reaches a server."""


# a letter ---------------------------------------------------------------------------------------------


async def test_sent_it_is_on_disk_and_the_kept_draft_is_gone(bench: Bench) -> None:
    await bench.open(NOWHERE)
    draft = Draft("anna", (BOB,), subject="Greetings")
    kept = await bench.office.keep_draft(draft, None)
    assert isinstance(kept, DraftKept)
    changes = bench.office.changes()
    queued = await bench.office.send(draft, draft_id=kept.id)
    assert isinstance(queued, Queued)
    assert await anext(changes) == ParcelChanged(queued.parcel_id)
    assert await bench.office.drafts() == ()
    parcel = await bench.parcel(queued.parcel_id)
    assert (parcel.state, parcel.message_id) == (ParcelState.WAITING, queued.message_id)
    assert bench.store.outbox.spool_path(parcel).stat().st_size == parcel.size


async def test_the_sender_may_have_another_name_in_one_letter(bench: Bench) -> None:
    await bench.open(NOWHERE)
    draft = Draft("anna", (BOB,))
    for name, header in ((None, b"From: Anna <anna@"), ("Anna B.", b'From: "Anna B." <anna@')):
        queued = await bench.office.send(draft, from_name=name)
        assert isinstance(queued, Queued)
        letter = bench.store.outbox.spool_path(await bench.parcel(queued.parcel_id)).read_bytes()
        assert header in letter


@pytest.mark.parametrize(
    ("draft", "flaw"),
    [
        (Draft("anna"), Flaw(Field.TO, Reason.NO_RECIPIENT)),
        (Draft("anna", ("bob",)), Flaw(Field.TO, Reason.NO_AT_SIGN, "bob")),
        (Draft("nobody", (BOB,)), Flaw(Field.SENDER, Reason.NO_AT_SIGN, "nobody")),
        (
            Draft("anna", (BOB,), attachments=(Attachment(Path("/nowhere/a.png"), "a.png"),)),
            Flaw(Field.ATTACHMENT, Reason.FILE_MISSING, "a.png"),
        ),
    ],
)
async def test_a_flaw_queues_nothing(bench: Bench, draft: Draft, flaw: Flaw) -> None:
    await bench.open(NOWHERE)
    assert await bench.office.send(draft) == Flawed((flaw,))
    assert await bench.office.parcels() == ()


async def test_a_full_disk_queues_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_letter: object, **_standing: object) -> Trouble:
        return Trouble(StoreTrouble.DISK_FULL, "No space left on device")

    await bench.open(NOWHERE)
    monkeypatch.setattr(Outbox, "put", full)
    result = await bench.office.send(Draft("anna", (BOB,)))
    assert result == NotQueued(StoreTrouble.DISK_FULL, "No space left on device")


async def test_withdrawn_it_is_out_of_the_list_and_its_file_is_gone(bench: Bench) -> None:
    await bench.open(NOWHERE)
    parcel = await bench.queue()
    path = bench.store.outbox.spool_path(await bench.parcel(parcel))
    assert await bench.office.withdraw(parcel)
    assert await bench.office.parcels() == ()
    assert not path.exists()
    assert not await bench.office.withdraw(parcel)
    assert (await bench.try_once(parcel)).state is ParcelState.WITHDRAWN


async def test_after_a_new_start_a_refusal_is_explained_as_before(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": "554 5.7.1 Relay access denied"}), await pop()
    await bench.open(account_at(mail.port, mailbox.port))
    parcel = await bench.deliver()
    explained = bench.office.diagnose(parcel)
    assert explained is not None
    assert Because.LOGGED_IN_JUST_NOW in explained.because
    await bench.close()
    await bench.open()
    assert bench.office.diagnose(await bench.parcel(parcel.id)) == explained


async def test_it_arrived_settles_an_uncertain_letter_and_no_other(bench: Bench, smtp: Start) -> None:
    server = await smtp({"dot": DROP})
    await bench.open(account_at(server.port))
    waiting = await bench.queue(OLA)
    uncertain = await bench.deliver()
    diagnosis = bench.office.diagnose(uncertain)
    assert diagnosis is not None
    assert diagnosis.cause is Cause.PERHAPS_DELIVERED
    for parcel in (waiting, uncertain.id):
        await bench.office.it_arrived(parcel)
    assert states(await bench.office.parcels()) == ["sent", "waiting"]


async def test_edited_again_it_leaves_out_who_has_the_letter(bench: Bench, smtp: Start) -> None:
    server = await smtp({f"RCPT {OLA}": "550 5.1.1 no such user"})
    await bench.open(account_at(server.port))
    asked = await bench.office.send(
        Draft("anna", (f"Bob <{BOB}>", f"Ola <{OLA}>"), cc=("kei@b.example",), subject="Greetings")
    )
    assert isinstance(asked, Queued)
    await bench.try_once(asked.parcel_id)
    await bench.office.try_now(asked.parcel_id)
    await bench.try_once(asked.parcel_id)
    edited = await bench.office.edit_again(asked.parcel_id)
    assert edited is not None
    draft_id, draft = edited
    assert (draft.to, draft.cc, draft.subject) == ((f"Ola <{OLA}>",), (), "Greetings")
    assert await bench.office.draft(draft_id) == draft
    assert await bench.office.parcels() == ()


async def test_what_is_sent_cannot_be_edited_again(bench: Bench, smtp: Start) -> None:
    await bench.open(account_at((await smtp()).port))
    parcel = await bench.deliver()
    assert await bench.office.edit_again(parcel.id) is None
    assert await bench.office.edit_again(99) is None


async def test_what_another_process_left_on_its_way_is_settled(bench: Bench, smtp: Start) -> None:
    server = await smtp({"DATA": [STALL, "354 go on"], "dot": STALL})
    await bench.open(account_at(server.port))
    await bench.office.start()
    before_the_dot = await bench.queue()
    await server.until_heard("DATA")
    await bench.close()
    await bench.open()
    assert states(await bench.office.recover()) == ["waiting"]
    await bench.office.start()
    await server.until_heard(".")
    await bench.close()
    await bench.open()
    (uncertain,) = await bench.office.recover()
    assert (uncertain.id, uncertain.state) == (before_the_dot, ParcelState.UNCERTAIN)


async def test_whoever_takes_over_knows_of_the_login_before(bench: Bench, provider: PracticeProvider) -> None:
    """Two commands at once: the second was open already when the first logged in."""
    await bench.open(practice_account(provider))
    second = Bench(bench.directory, bench.clock)
    await second.open()
    parcel = await second.queue(account="practice")
    await bench.deliver(account="practice")
    await second.office.recover()
    assert (await second.try_once(parcel)).state is ParcelState.SENT
    await second.close()
    assert provider.logins == 1


async def test_what_another_process_has_learned_is_taken_over(bench: Bench) -> None:
    await bench.open(NOWHERE)
    await bench.store.ledger.save_learned("anna", Learned(login_first=True))
    await bench.office.recover()
    assert bench.office._lessons.of("anna") == Learned(login_first=True)


async def test_there_is_no_letter(bench: Bench) -> None:
    await bench.open(NOWHERE)
    assert await bench.office.deliver_now(99) is None
    assert await bench.office.parcel(99) is None
    assert await bench.office.attempts(99) == ()
    assert not await bench.office.cancel(99)


# drafts -----------------------------------------------------------------------------------------------


async def test_drafts_are_kept_listed_and_dropped(bench: Bench) -> None:
    await bench.open(NOWHERE)
    kept = await bench.office.keep_draft(Draft("anna", (BOB,), subject="One"), None)
    assert isinstance(kept, DraftKept)
    again = await bench.office.keep_draft(Draft("anna", (BOB,), subject="Two"), kept.id)
    assert isinstance(again, DraftKept)
    assert (again.id, again.subject) == (kept.id, "Two")
    assert [each.subject for each in await bench.office.drafts()] == ["Two"]
    assert await bench.office.draft_versions(kept.id) == ()
    assert await bench.office.go_back(kept.id, 1) is None
    await bench.office.drop_draft(kept.id)
    assert await bench.office.draft(kept.id) is None


async def test_a_draft_is_left_open_by_a_process_that_ends_before_it_says_otherwise(bench: Bench) -> None:
    await bench.open(NOWHERE)
    draft, place = Draft("anna", (BOB,), subject="One"), Place(Field.SUBJECT, 2, 2)
    closed, left = [await bench.office.keep_draft(draft, None, Place()) for _ in range(2)]
    assert isinstance(closed, DraftKept)
    assert isinstance(left, DraftKept)
    await bench.office.mark_draft(closed.id, None)
    await bench.office.mark_draft(left.id, place)
    await bench.close()
    await bench.open()
    assert list(await bench.office.left_open()) == [LeftOpen(left.id, bench.clock.wall(), draft, place)]


# the window -------------------------------------------------------------------------------------------


async def test_logged_in_by_hand_the_window_is_open(bench: Bench, provider: PracticeProvider) -> None:
    await bench.open(practice_account(provider))
    changes = bench.office.changes()
    result = await bench.office.login_now("practice")
    assert isinstance(result, LoggedIn)
    assert result.letters_waiting == 3
    assert result.window.ends_wall == bench.clock.wall() + timedelta(minutes=10)
    assert await anext(changes) == WindowChanged("practice")
    await bench.deliver(account="practice")
    assert provider.logins == 1


async def test_a_letter_and_a_login_by_hand_at_once_make_one_login(
    bench: Bench, provider: PracticeProvider
) -> None:
    await bench.open(practice_account(provider))
    parcel = await bench.queue(account="practice")
    by_hand, sent = await asyncio.gather(bench.office.login_now("practice"), bench.office.deliver_now(parcel))
    assert isinstance(by_hand, LoggedIn)
    assert sent is not None
    assert sent.state is ParcelState.SENT
    assert provider.logins == 1


async def test_logins_are_counted_and_whether_they_helped(bench: Bench, provider: PracticeProvider) -> None:
    await bench.open(practice_account(provider))
    before = bench.clock.wall()
    await bench.deliver(account="practice")
    bench.clock.tick(hours=1)
    await bench.office.login_now("practice")
    logins = await bench.office.logins("practice", before)
    assert [login.useful for login in logins] == [True, False]
    assert len(await bench.office.logins("practice", bench.clock.wall())) == 1


async def test_what_was_learned_is_told_and_forgotten_for_good(bench: Bench) -> None:
    await bench.open(NOWHERE)
    await bench.store.ledger.save_learned("anna", Learned(refused_at=300.0))
    changes = bench.office.changes()
    await bench.office.recover()
    assert await anext(changes) == WindowChanged("anna")
    assert bench.office.learned("anna").refused_at == 300.0
    await bench.office.forget_learned("anna")
    assert await anext(changes) == WindowChanged("anna")
    assert bench.office.learned("anna") == Learned()
    assert await bench.store.ledger.load_learned("anna") == Learned()


async def test_a_login_that_fails_says_so_and_opens_nothing(bench: Bench, provider: PracticeProvider) -> None:
    await bench.open(practice_account(provider), password=Secret("wrong"))
    assert isinstance(await bench.office.login_now("practice"), Refused)
    assert bench.office.window("practice").state is WindowState.UNKNOWN
    await bench.office.save_account(NOWHERE)
    result = await bench.office.login_now("anna")
    assert isinstance(result, Declined)
    assert result.objection is Objection.NO_MAILBOX


# passwords --------------------------------------------------------------------------------------------


async def test_a_password_can_be_kept_or_used_for_the_session(bench: Bench) -> None:
    safe = FakeSafe()
    bench.key_ring = KeyRing(find=lambda: safe)
    await bench.open(NOWHERE, password=None)
    assert not await bench.office.has_password("anna", Role.POP)
    assert not await bench.office.password_given("anna", Role.POP, SESAME, keep=False)
    assert await bench.office.has_password("anna", Role.POP)
    assert safe.entries == {}
    assert await bench.office.password_given("anna", Role.POP, SESAME, keep=True)
    assert len(safe.entries) == 1


async def test_a_password_that_comes_lets_held_letters_go(bench: Bench, provider: PracticeProvider) -> None:
    await bench.open(practice_account(provider), password=None)
    await bench.office.start()
    parcels = [await bench.queue(account="practice") for _each in range(2)]
    for parcel in parcels:
        assert (await bench.until(parcel, ParcelState.HELD)).hold is HoldReason.PASSWORD_NEEDED
    await bench.office.password_given("practice", Role.POP, SESAME, keep=False)
    for parcel in parcels:
        await bench.until(parcel, ParcelState.SENT)
    assert provider.logins == 1


async def test_a_password_does_not_let_go_what_was_stopped(bench: Bench, smtp: Start) -> None:
    server = await smtp({"DATA": STALL})
    await bench.open(account_at(server.port))
    await bench.office.start()
    parcel = await bench.queue()
    await server.until_heard("DATA")
    await bench.office.cancel(parcel)
    await bench.until(parcel, ParcelState.HELD)
    await bench.office.password_given("anna", Role.POP, SESAME, keep=False)
    assert (await bench.parcel(parcel)).hold is HoldReason.CANCELLED


async def test_other_settings_are_a_reason_to_log_in_again(bench: Bench, provider: PracticeProvider) -> None:
    account = practice_account(provider)
    assert account.pop is not None
    await bench.open(replace(account, pop=replace(account.pop, user="bertha")))
    parcel = await bench.deliver(account="practice")
    assert parcel.hold is HoldReason.PASSWORD_REFUSED
    await bench.office.save_account(account)
    await bench.office.try_now(parcel.id)
    assert (await bench.try_once(parcel.id)).state is ParcelState.SENT


async def test_with_the_toggle_on_a_refused_letter_goes_out(bench: Bench, provider: PracticeProvider) -> None:
    """The essay: refused from line C, then POP before send."""
    account = practice_account(provider)
    await bench.open(replace(account, pop_before_send=PopBeforeSend()))
    refused = await bench.deliver(account="practice")
    await bench.office.save_account(account)
    await bench.office.try_now(refused.id)
    assert (await bench.try_once(refused.id)).state is ParcelState.SENT
    assert [letter.recipients for letter in provider.delivered] == [(BOB,)]


@pytest.mark.parametrize(
    ("choice", "state", "outcomes", "letters"),
    [
        ("ask", ParcelState.HELD, {BOB: "NoneType", OLA: "Refused"}, 0),
        ("others", ParcelState.FAILED, {BOB: "Accepted", OLA: "Refused"}, 1),
        ("nobody", ParcelState.FAILED, {BOB: "NoneType", OLA: "Refused"}, 0),
    ],
)
async def test_the_settings_say_what_becomes_of_the_others(
    bench: Bench, smtp: Start, choice: Any, state: ParcelState, outcomes: dict[str, str], letters: int
) -> None:
    bench.tools["preferences"] = lambda: Preferences(some_refused=choice)
    server = await smtp({f"RCPT {OLA}": "550 5.1.1 no such user"})
    await bench.open(account_at(server.port))
    parcel = await bench.deliver(BOB, OLA)
    assert parcel.state is state
    assert outcome_types(parcel) == outcomes
    assert len(server.letters) == letters


async def test_a_copy_to_oneself_is_blind_and_comes_once(bench: Bench, smtp: Start) -> None:
    server = await smtp()
    await bench.open(account_at(server.port, copy_to_self=True))
    await bench.deliver(BOB)
    await bench.deliver(BOB, "Anna@a.example")
    assert [len(server.heard(f"RCPT TO:<{who}@")) for who in ("bob", "anna", "Anna")] == [2, 1, 1]
    assert b"anna@a.example" not in server.letters[0].partition(b"\r\n\r\n")[0].partition(b"To:")[2]
    assert (await bench.office.sent())[0].recipients[0].address == BOB


@pytest.mark.parametrize(("days", "kept"), [(7, False), (30, True), (0, True)])
async def test_sent_letters_are_kept_as_long_as_the_settings_say(
    bench: Bench, smtp: Start, days: int, kept: bool
) -> None:
    bench.tools["preferences"] = lambda: Preferences(sent_kept_days=days)
    await bench.open(account_at((await smtp()).port))
    await bench.deliver()
    bench.clock.tick(days=8)
    await bench.office.recover()
    assert bool(await bench.office.sent()) is kept


async def test_a_letter_that_waits_can_be_held_back_and_let_go_again(bench: Bench, smtp: Start) -> None:
    server = await smtp({"MAIL": ["451 4.3.0 later", "250 ok"]})
    office = await bench.open(account_at(server.port))
    parcel = await bench.deliver()
    assert parcel.state is ParcelState.WAITING
    assert await office.cancel(parcel.id)
    held = await bench.parcel(parcel.id)
    assert (held.state, held.hold) == (ParcelState.HELD, HoldReason.CANCELLED)
    bench.clock.tick(days=1)
    assert await office.due() == ()
    await office.try_now(parcel.id)
    assert (await bench.try_once(parcel.id)).state is ParcelState.SENT
    assert not await office.cancel(parcel.id)
