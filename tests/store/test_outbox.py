"""The outbox: safe on disk, moved only along its table, and honest about what came of each try."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tegata.mail.draft import Attachment
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.protocols.outcome import Broken, Outcome, Phase, Refused, Trouble, Unknown
from tegata.protocols.reply import SmtpReply
from tegata.relay.circumstances import Circumstances
from tegata.store import parcel_rows
from tegata.store.departure import Departure, SendAt, UndoUntil
from tegata.store.draft_kept import DraftKept
from tegata.store.outbox import Outbox
from tegata.store.parcel import TRANSITIONS, Attempt, HoldReason, Parcel, ParcelState, Recipient, Standing
from tegata.store.store import Store
from tegata.store.trouble import StoreTrouble
from tegata.store.trouble import Trouble as DiskTrouble
from tests.store.samples import ATTEMPT, DRAFT, NOW, RECEIPT, letter, put, put_at

S = ParcelState
LATER = NOW + timedelta(minutes=5)
DENIED = Refused(Phase.RCPT, SmtpReply(550, ("5.7.1 relay denied",), "5.7.1"))


@pytest.fixture
def outbox(store: Store) -> Outbox:
    return store.outbox


async def test_a_letter_put_is_on_disk_as_it_will_go_out(outbox: Outbox) -> None:
    parcel = await put(outbox)
    octets = outbox.spool_path(parcel).read_bytes()
    assert len(octets) == parcel.size
    assert parcel.message_id.encode() in octets
    assert parcel.recipients == (Recipient("yuki@b.example"), Recipient("ken@b.example"))
    assert (parcel.subject, parcel.sender, parcel.account) == ("Kyōto 手形", "hana@a.example", "home")
    assert (parcel.state, parcel.queued_at, parcel.tries) == (S.WAITING, NOW, 0)
    assert await outbox.parcel(parcel.id) == parcel


async def test_the_file_tells_nothing_by_its_name(outbox: Outbox) -> None:
    name = outbox.spool_path(await put(outbox)).name
    assert "example" not in name
    assert name.endswith(".eml")


async def test_a_flawed_attachment_queues_nothing(outbox: Outbox, tmp_path: Path) -> None:
    attachments = (Attachment(tmp_path / "gone.pdf", "gone.pdf"), Attachment(tmp_path, "folder"))
    draft = replace(DRAFT, attachments=attachments)
    assert await outbox.put(letter(attachments=attachments), draft, now=NOW) == (
        Flaw(Field.ATTACHMENT, Reason.FILE_MISSING, "gone.pdf"),
        Flaw(Field.ATTACHMENT, Reason.NOT_A_FILE, "folder"),
    )
    assert await outbox.parcels() == ()


async def test_a_letter_that_is_not_its_draft_is_a_mistake(outbox: Outbox, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same attachments"):
        await outbox.put(letter(attachments=(Attachment(tmp_path, "folder"),)), DRAFT, now=NOW)


async def test_the_same_letter_cannot_be_put_twice(outbox: Outbox) -> None:
    sealed = letter()
    parcel = await outbox.put(sealed, DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    with pytest.raises(ValueError, match="already"):
        await outbox.put(sealed, DRAFT, now=NOW)
    assert outbox.spool_path(parcel).exists()


async def test_a_disk_that_cannot_be_read_takes_no_letter(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_connection: sqlite3.Connection, _message_id: str) -> bool:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(parcel_rows, "is_known", refuse)
    assert await outbox.put(letter(), DRAFT, now=NOW) == DiskTrouble(StoreTrouble.OTHER, "disk I/O error")


async def test_the_kept_draft_goes_when_its_letter_is_safe(store: Store) -> None:
    kept = await store.drafts.keep(DRAFT, None, now=NOW)
    assert isinstance(kept, DraftKept)
    await store.outbox.put(letter(), DRAFT, now=NOW, draft_id=kept.id)
    assert await store.drafts.kept() == ()


@pytest.mark.parametrize("was", S)
@pytest.mark.parametrize("to", S)
async def test_a_step_is_taken_only_if_the_table_knows_it(
    outbox: Outbox, was: ParcelState, to: ParcelState
) -> None:
    parcel = await put_at(outbox, was)
    if to in TRANSITIONS[was]:
        moved = await outbox.move(parcel.id, Standing(to, HoldReason.CANCELLED, LATER), now=LATER, was=was)
        assert moved is not None
        assert (moved.state, moved.hold, moved.due, moved.changed_at) == (
            to,
            HoldReason.CANCELLED,
            LATER,
            LATER,
        )
    else:
        with pytest.raises(ValueError, match="does not lead to"):
            await outbox.move(parcel.id, Standing(to), now=LATER, was=was)
        assert await outbox.parcel(parcel.id) == parcel


@pytest.mark.parametrize("was", [S.SENDING, S.COMMITTED])
@pytest.mark.parametrize("to", S)
async def test_a_parcel_on_its_way_is_not_moved_by_others(
    outbox: Outbox, was: ParcelState, to: ParcelState
) -> None:
    parcel = await put_at(outbox, was)
    moved = await outbox.move(parcel.id, Standing(to), now=LATER)
    assert (moved is not None) == ((was, to) == (S.SENDING, S.COMMITTED))


async def test_a_lost_race_is_none(outbox: Outbox) -> None:
    parcel = await put(outbox)
    assert await outbox.move(parcel.id, Standing(S.SENDING), now=NOW, was=S.WAITING) is not None
    assert await outbox.move(parcel.id, Standing(S.SENDING), now=NOW, was=S.WAITING) is None
    assert await outbox.move(999, Standing(S.SENDING), now=NOW) is None


async def test_a_withdrawn_letters_file_goes_and_its_row_stays(outbox: Outbox) -> None:
    parcel = await put(outbox)
    await outbox.move(parcel.id, Standing(S.WITHDRAWN), now=NOW)
    assert not outbox.spool_path(parcel).exists()
    assert await outbox.parcels() == ()
    assert [each.state for each in await outbox.parcels(states={S.WITHDRAWN})] == [S.WITHDRAWN]


async def test_a_try_is_noted_with_where_the_parcel_stands_after_it(outbox: Outbox) -> None:
    parcel = await put_at(outbox, S.SENDING)
    outcomes: dict[str, Outcome] = {
        "yuki@b.example": DENIED,
        "ken@b.example": Broken(Phase.DATA, Trouble.CONN_DROPPED),
    }
    noted = await outbox.record(parcel.id, outcomes, ATTEMPT, Standing(S.WAITING, due=LATER), now=NOW)
    assert {each.address: each.outcome for each in noted.recipients} == outcomes
    assert (noted.state, noted.due, noted.tries) == (S.WAITING, LATER, 1)
    assert await outbox.attempts(parcel.id) == (replace(ATTEMPT, number=1),)


async def test_an_accepted_recipient_is_never_open_again(outbox: Outbox) -> None:
    parcel = await put_at(outbox, S.SENDING)
    await outbox.record(parcel.id, {"yuki@b.example": RECEIPT}, ATTEMPT, Standing(S.WAITING), now=NOW)
    await outbox.move(parcel.id, Standing(S.SENDING), now=NOW)
    noted = await outbox.record(
        parcel.id,
        dict.fromkeys(("yuki@b.example", "ken@b.example"), DENIED),
        ATTEMPT,
        Standing(S.FAILED),
        now=NOW,
    )
    assert [each.outcome for each in noted.recipients] == [RECEIPT, DENIED]
    assert [each.number for each in await outbox.attempts(parcel.id)] == [1, 2]


async def test_recording_a_step_the_table_does_not_know_changes_nothing(outbox: Outbox) -> None:
    parcel = await put_at(outbox, S.WAITING)
    with pytest.raises(ValueError, match="waiting does not lead to sent"):
        await outbox.record(parcel.id, {"ken@b.example": RECEIPT}, ATTEMPT, Standing(S.SENT), now=NOW)
    with pytest.raises(ValueError, match="no such parcel"):
        await outbox.record(999, {}, ATTEMPT, Standing(S.SENT), now=NOW)
    assert await outbox.parcel(parcel.id) == parcel
    assert await outbox.attempts(parcel.id) == ()


async def test_what_was_true_at_a_try_stays_with_those_it_failed_for(outbox: Outbox) -> None:
    parcel = await put_at(outbox, S.SENDING)
    failed, accepted = (each.address for each in parcel.recipients[:2])
    then = Circumstances(587, with_auth=True, with_pop=False)
    attempt = replace(ATTEMPT, circumstances=then)
    outcomes: dict[str, Outcome] = {failed: Unknown(), accepted: RECEIPT}
    recorded = await outbox.record(parcel.id, outcomes, attempt, Standing(S.WAITING), now=NOW)
    kept = {each.address: each.circumstances for each in recorded.recipients}
    assert (kept[failed], kept[accepted]) == (then, None)


async def test_a_transcript_may_hold_anything(outbox: Outbox) -> None:
    parcel = await put_at(outbox, S.SENDING)
    attempt = Attempt(7, NOW, LATER, (), "S: 250 \udcff 手形 \x00")
    await outbox.record(parcel.id, {}, attempt, Standing(S.WAITING), now=NOW)
    assert (await outbox.attempts(parcel.id))[0].transcript == "S: 250 ? 手形 \x00"


async def test_other_due_times_are_given_to_what_still_waits_as_it_did(outbox: Outbox) -> None:
    at_once, now_due = await put(outbox), await put(outbox, Standing(S.WAITING, due=NOW))
    tried, held = await put(outbox, Standing(S.WAITING, due=NOW)), await put(outbox, Standing(S.WAITING))
    await outbox.move(tried.id, Standing(S.WAITING, due=LATER), now=NOW)
    await outbox.move(held.id, Standing(S.HELD, HoldReason.CANCELLED), now=NOW)
    then = LATER + timedelta(hours=1)
    times = [(each, then) for each in (at_once, now_due, tried, held)]
    assert await outbox.make_due(times, now=LATER) == (at_once.id, now_due.id)
    found = {each.id: (each.due, each.changed_at) for each in await outbox.parcels()}
    assert found == {
        at_once.id: (then, LATER),
        now_due.id: (then, LATER),
        tried.id: (LATER, NOW),
        held.id: (None, NOW),
    }


async def test_recovery_follows_its_table(outbox: Outbox) -> None:
    parcels = {state: await put_at(outbox, state) for state in S}
    changed = await outbox.recover(LATER)
    assert {each.id: each.state for each in changed} == {
        parcels[S.SENDING].id: S.WAITING,
        parcels[S.COMMITTED].id: S.UNCERTAIN,
    }
    for state in set(S) - {S.SENDING, S.COMMITTED}:
        assert await outbox.parcel(parcels[state].id) == parcels[state]
    assert await outbox.recover(LATER) == ()


async def test_a_lost_receipt_is_perhaps_for_those_it_went_to(outbox: Outbox) -> None:
    sealed = letter(("a@b.example", "b@b.example", "c@b.example"))
    parcel = await outbox.put(sealed, DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    await outbox.move(parcel.id, Standing(S.SENDING), now=NOW)
    first: dict[str, Outcome] = {"a@b.example": RECEIPT, "b@b.example": DENIED}
    await outbox.record(parcel.id, first, ATTEMPT, Standing(S.WAITING), now=NOW)
    await outbox.move(parcel.id, Standing(S.SENDING), now=NOW)
    await outbox.move(parcel.id, Standing(S.COMMITTED), now=NOW)
    (recovered,) = await outbox.recover(NOW)
    assert [each.outcome for each in recovered.recipients] == [RECEIPT, DENIED, Unknown()]


async def test_recovery_removes_files_that_nothing_needs(outbox: Outbox, tmp_path: Path) -> None:
    parcel = await put(outbox)
    letters = outbox.spool_path(parcel).parent
    (letters / "half.123.tmp").write_bytes(b"half")
    await outbox.recover(NOW + timedelta(days=36500))
    assert list(letters.iterdir()) == [outbox.spool_path(parcel)]


async def test_recovery_leaves_what_another_process_is_just_writing(outbox: Outbox) -> None:
    parcel = await put(outbox)
    fresh = outbox.spool_path(parcel).with_name("fresh.tmp")
    fresh.write_bytes(b"half")
    await outbox.recover(NOW - timedelta(days=36500))
    assert fresh.exists()


@pytest.mark.parametrize("state", [S.HELD, S.WAITING, S.FAILED, S.UNCERTAIN])
async def test_edit_again_gives_the_draft_back(store: Store, state: ParcelState) -> None:
    parcel = await put_at(store.outbox, state)
    reopened = await store.outbox.reopen(parcel.id, LATER)
    assert reopened is not None
    draft_id, draft = reopened
    assert draft == DRAFT == await store.drafts.get(draft_id)
    assert not store.outbox.spool_path(parcel).exists()
    assert await store.outbox.reopen(parcel.id, LATER) is None


@pytest.mark.parametrize("state", [S.SENDING, S.COMMITTED, S.SENT, S.WITHDRAWN])
async def test_edit_again_is_too_late_once_it_is_on_its_way(store: Store, state: ParcelState) -> None:
    parcel = await put_at(store.outbox, state)
    assert await store.outbox.reopen(parcel.id, LATER) is None
    assert await store.outbox.parcel(parcel.id) == parcel
    assert await store.drafts.kept() == ()


async def test_edit_again_loses_no_attachment(store: Store, tmp_path: Path) -> None:
    photo, note = tmp_path / "photo.jpg", tmp_path / "note.txt"
    photo.write_bytes(bytes(range(256)) * 300)
    note.write_bytes(b"as sent")
    attachments = (Attachment(photo, "photo.jpg", "image/jpeg"), Attachment(note, "note.txt", "text/plain"))
    draft = replace(DRAFT, attachments=attachments)
    parcel = await store.outbox.put(letter(attachments=attachments), draft, now=NOW)
    assert isinstance(parcel, Parcel)
    note.write_bytes(b"changed since")
    reopened = await store.outbox.reopen(parcel.id, LATER)
    assert reopened is not None
    own, copy = reopened[1].attachments
    assert own == attachments[0]
    assert (copy.name, copy.media_type, copy.path.read_bytes()) == ("note.txt", "text/plain", b"as sent")
    await store.outbox.recover(LATER)
    assert copy.path.exists()
    await store.drafts.drop(reopened[0])
    await store.outbox.recover(LATER)
    assert not copy.path.exists()


UNDO = UndoUntil("this process", timedelta(hours=5), timedelta(seconds=7))
AT = SendAt(datetime.fromisoformat("2026-11-25 08:00"), "Asia/Tokyo")


@pytest.mark.parametrize("departure", [UNDO, AT])
async def test_a_departure_is_kept_until_the_letter_leaves(outbox: Outbox, departure: Departure) -> None:
    held = await put(outbox, Standing(S.HELD, due=LATER, departure=departure))
    assert held.leaves_by_itself
    assert (held.due, held.departure) == (LATER, departure)
    left = await outbox.leave(held, Standing(S.WAITING, due=NOW), now=NOW)
    assert left is not None
    assert (left.state, left.departure, left.leaves_by_itself) == (S.WAITING, None, False)


@pytest.mark.parametrize(
    "meanwhile",
    [
        Standing(S.HELD, due=LATER, departure=AT),
        Standing(S.HELD, hold=HoldReason.SETTINGS),
        Standing(S.WITHDRAWN),
    ],
)
async def test_what_was_put_off_or_undone_meanwhile_does_not_leave(
    outbox: Outbox, meanwhile: Standing
) -> None:
    held = await put(outbox, Standing(S.HELD, due=LATER, departure=UNDO))
    moved = await outbox.move(held.id, meanwhile, now=NOW)
    assert await outbox.leave(held, Standing(S.WAITING, due=NOW), now=NOW) is None
    assert await outbox.parcel(held.id) == moved


async def test_a_letter_that_is_gone_does_not_leave(outbox: Outbox) -> None:
    held = await put(outbox, Standing(S.HELD, due=LATER, departure=UNDO))
    with pytest.raises(ValueError, match="does not lead"):
        await outbox.leave(held, Standing(S.SENT), now=NOW)
    assert await outbox.leave(replace(held, id=99), Standing(S.WAITING), now=NOW) is None


async def test_undo_seconds_that_a_crash_cut_short_become_a_question(outbox: Outbox) -> None:
    undo = await put(outbox, Standing(S.HELD, due=LATER, departure=UNDO))
    later = await put(outbox, Standing(S.HELD, due=LATER, departure=AT))
    asked = await put(outbox, Standing(S.HELD, hold=HoldReason.SETTINGS))
    assert await outbox.recover(NOW, "this process") == ()
    (cut,) = await outbox.recover(NOW, "the next process")
    assert (cut.id, cut.state, cut.hold, cut.departure) == (undo.id, S.HELD, HoldReason.UNDO_CUT_SHORT, None)
    assert await outbox.parcels() == (asked, later, cut)
    assert await outbox.recover(NOW, "the next process") == ()


async def test_a_sent_letter_can_be_used_again_as_often_as_one_likes(store: Store, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_bytes(b"as sent")
    attachments = (Attachment(note, "note.txt", "text/plain"),)
    draft = replace(DRAFT, attachments=attachments)
    parcel = await store.outbox.put(letter(attachments=attachments), draft, now=NOW)
    assert isinstance(parcel, Parcel)
    note.unlink()
    first = await store.outbox.use_again(parcel.id, LATER)
    second = await store.outbox.use_again(parcel.id, LATER)
    assert first is not None
    assert second is not None
    assert await store.drafts.get(second[0]) == second[1]
    paths = [draft.attachments[0].path for _number, draft in (first, second)]
    assert paths[0] != paths[1]
    assert [path.read_bytes() for path in paths] == [b"as sent"] * 2
    assert await store.outbox.parcel(parcel.id) == parcel
    assert await store.outbox.use_again(4711, LATER) is None


async def test_a_letter_is_saved_as_it_went_over_the_wire(store: Store, tmp_path: Path) -> None:
    parcel = await put(store.outbox)
    target = tmp_path / "letter.eml"
    target.write_text("another one")
    assert await store.outbox.save_letter(parcel.id, target) is None
    assert target.read_bytes() == store.outbox.spool_path(parcel).read_bytes()


async def test_what_keeps_a_letter_from_being_saved_is_a_value(store: Store, tmp_path: Path) -> None:
    parcel = await put(store.outbox)
    gone = await store.outbox.save_letter(parcel.id, tmp_path / "no folder" / "letter.eml")
    assert isinstance(gone, DiskTrouble)
    unknown = await store.outbox.save_letter(4711, tmp_path / "letter.eml")
    assert isinstance(unknown, DiskTrouble)
    assert not (tmp_path / "letter.eml").exists()


async def test_sent_letters_come_newest_first_page_by_page(store: Store) -> None:
    sent = [await put_at(store.outbox, S.SENT) for _ in range(5)]
    await put_at(store.outbox, S.WAITING)
    newest_first = sorted(sent, key=lambda each: (each.changed_at, each.id), reverse=True)
    first = await store.outbox.sent(limit=2)
    rest = await store.outbox.sent(after=first[-1])
    assert [each.id for each in (*first, *rest)] == [each.id for each in newest_first]
    assert await store.outbox.sent(after=rest[-1]) == ()


@pytest.mark.parametrize(
    ("search", "found"), [("kyōto YUKI", True), ("手形 ken@b.example", True), ("osaka", False)]
)
async def test_sent_letters_are_found_by_subject_and_recipient(
    store: Store, search: str, found: bool
) -> None:
    await put_at(store.outbox, S.SENT)
    assert bool(await store.outbox.sent(search)) is found
