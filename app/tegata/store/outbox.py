"""The outbox: letters on disk, where each stands, and what came of every try."""

import contextlib
import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from tegata.mail.draft import Draft
from tegata.mail.flaw import Flaw
from tegata.mail.letter import Letter
from tegata.mail.search import words_of
from tegata.private_files import write_whole
from tegata.protocols.outcome import Outcome
from tegata.store import coming, draft_rows, moved_copies, parcel_rows, reckoning, reopening, set_aside
from tegata.store.coming import Coming, Waiting
from tegata.store.database import Database
from tegata.store.disk_errors import trouble_at, trouble_of
from tegata.store.draft_json import decode_draft
from tegata.store.forgetting import KEPT_FOR, forget_old
from tegata.store.parcel import TRANSITIONS, Attempt, Parcel, ParcelState, Standing
from tegata.store.reckoning import Reckoning
from tegata.store.reserve import Reserve
from tegata.store.spool import Original, Spooled, remove_strays, spool_name, write_letter
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tegata.tasks import Worker, in_thread

_S = ParcelState
PAGE = 200
"""So many sent letters are read at once."""

_NOT_WITHDRAWN = frozenset(ParcelState) - {_S.WITHDRAWN}
_ON_ITS_WAY = frozenset({_S.SENDING, _S.COMMITTED})
_WAITING_NOW = Standing(_S.WAITING)
_STRAY_AFTER = timedelta(hours=1)  # far longer than a letter takes from its file to its row


class Outbox:
    """Every letter from Send until it is settled, and after.

    Its methods raise StoreError where the disk fails; `put` alone returns that as a value, since there the
    user still has the letter and can do something about it.
    """

    def __init__(self, database: Database, files: Worker, directory: Path, reserve: Reserve) -> None:
        self._database = database
        self._files = files
        self._letters = directory / "letters"
        self._copies = directory / "attachments"
        self._reserve = reserve

    async def put(
        self,
        letter: Letter,
        draft: Draft,
        standing: Standing = _WAITING_NOW,
        *,
        now: datetime,
        draft_id: int | None = None,
    ) -> Parcel | tuple[Flaw, ...] | Trouble:
        """Put the letter on disk. When a Parcel comes back, the letter survives a power cut.

        `draft` is what "edit again" will restore; the kept draft `draft_id` goes in the same transaction, so
        that it cannot be sent a second time: for good, or out of sight while the parcel is held. Flaws name
        the attachments that cannot be read. A letter that is in the outbox already, or has other attachments
        than its draft, raises ValueError.
        """
        if len(letter.attachments) != len(draft.attachments):
            raise ValueError("a letter and its draft have the same attachments")
        try:
            known = await self._database.read(lambda rows: parcel_rows.is_known(rows, letter.message_id))
        except StoreError as error:
            return error.trouble
        if known:
            raise ValueError("the letter is in the outbox already")
        try:
            spooled = await self._files.run(lambda: self._spool(letter))
            if not isinstance(spooled, Spooled):
                return spooled
            sealed = (letter, draft, spooled)
            return await self._database.write(
                lambda connection: _enter(connection, sealed, standing, now, draft_id)
            )
        except OSError as error:
            await self._remove_letter(letter.message_id)
            return trouble_at(self._letters, error)

    async def move(
        self, parcel_id: int, standing: Standing, *, now: datetime, was: ParcelState | None = None
    ) -> Parcel | None:
        """Change where a parcel stands; None where it stands elsewhere by now (or is gone): a lost race.

        With `was`, only from that state, and a step that `TRANSITIONS` does not know raises ValueError.
        Without, from any state that may lead there, but out of SENDING only to COMMITTED and out of COMMITTED
        never: on its way a parcel belongs to its courier, who ends the try with `record`.
        """
        sources = _sources(standing.state, was)

        def step(connection: sqlite3.Connection) -> Parcel | None:
            moved = parcel_rows.move(connection, parcel_id, standing, sources, now)
            set_aside.let_go(connection, moved)
            return moved

        parcel = await self._database.settle(step)
        if parcel and parcel.state is _S.WITHDRAWN:
            await self._remove_letter(parcel.message_id)
        return parcel

    async def leave(self, parcel: Parcel, standing: Standing, *, now: datetime) -> Parcel | None:
        """Move on a held parcel whose time has come; None if it has been given another, or undone, meanwhile.

        Raises ValueError for a step that `TRANSITIONS` does not know.
        """
        _sources(standing.state, _S.HELD)

        def step(connection: sqlite3.Connection) -> Parcel | None:
            moved = parcel_rows.leave(connection, parcel, standing, now)
            set_aside.let_go(connection, moved)
            return moved

        return await self._database.settle(step)

    async def record(
        self,
        parcel_id: int,
        outcomes: dict[str, Outcome],
        attempt: Attempt,
        standing: Standing,
        *,
        now: datetime,
    ) -> Parcel:
        """Note a try and where the parcel stands after it, in one transaction.

        The attempt's number is given here. Recipients that are not in `outcomes` keep theirs; an accepted one
        stays accepted. Raises ValueError for a step that `TRANSITIONS` does not know.
        """

        def note(connection: sqlite3.Connection) -> Parcel:
            parcel = _present(parcel_rows.select_one(connection, parcel_id))
            if standing.state not in TRANSITIONS[parcel.state]:
                raise ValueError(f"{parcel.state} does not lead to {standing.state}")
            parcel_rows.set_outcomes(connection, parcel, outcomes, attempt.circumstances)
            parcel_rows.add_attempt(connection, parcel_id, attempt)
            return _present(parcel_rows.move(connection, parcel_id, standing, frozenset({parcel.state}), now))

        return await self._database.settle(note)

    async def take_back(self, parcel_id: int, outcomes: dict[str, Outcome], *, now: datetime) -> None:
        """Note that some refused it and will be tried once more, and who has the letter, in one transaction.

        Raises ValueError for a parcel that is not committed.
        """

        def note(connection: sqlite3.Connection) -> None:
            parcel = _present(parcel_rows.select_one(connection, parcel_id))
            parcel_rows.set_outcomes(connection, parcel, outcomes)
            sending = Standing(_S.SENDING)
            _present(parcel_rows.move(connection, parcel_id, sending, frozenset({_S.COMMITTED}), now))

        await self._database.settle(note)

    async def make_due(
        self,
        times: Sequence[tuple[Parcel | Waiting, datetime]],
        *,
        now: datetime,
        by: Reckoning | None = None,
    ) -> tuple[int, ...]:
        """Give waiting parcels other due times, in one transaction; return the ids of those that have them.

        One that stands elsewhere by now, or is due at another time than it was, is left alone. Where they put
        all right after the clock on the wall was set, it is the clock that they are reckoned `by`.
        """

        def change(connection: sqlite3.Connection) -> tuple[int, ...]:
            if by is not None:
                reckoning.note(connection, by)
            return parcel_rows.make_due(connection, times, now)

        return await self._database.settle(change)

    async def parcels(
        self, *, account: str | None = None, states: Iterable[ParcelState] = _NOT_WITHDRAWN
    ) -> tuple[Parcel, ...]:
        """Return the parcels in these states, the newest first."""
        found = await self._database.read(
            lambda connection: parcel_rows.select(connection, account=account, states=states)
        )
        return found[::-1]

    async def coming(self, account: str, sizes: range, until: datetime) -> Coming:
        """Return what the account's courier has to look after until then, of letters of these sizes.

        The one that is due next after that is among them. What leaves by itself is there whatever its size.
        """
        return await self._database.read(lambda connection: coming.coming(connection, account, sizes, until))

    async def waiting(self, until: datetime | None = None) -> tuple[Waiting, ...]:
        """Return what waits, of all accounts; with `until`, what is due by then. No order."""
        return await self._database.read(lambda connection: coming.waiting(connection, until))

    async def leaving(self) -> tuple[Parcel, ...]:
        """Return the letters that are held and leave by themselves, the oldest first."""
        return await self._database.read(coming.leaving)

    async def sent(
        self, search: str = "", *, after: Parcel | None = None, limit: int = PAGE
    ) -> tuple[Parcel, ...]:
        """Return the letters sent last that have all words of `search` in subject or recipients.

        `after` is the last one that is known already: those sent before it are returned. At most `limit`.
        """
        words, seen = words_of(search), None if after is None else (after.changed_at, after.id)
        return await self._database.read(
            lambda connection: parcel_rows.select_sent(connection, words, seen, limit)
        )

    async def parcel(self, parcel_id: int) -> Parcel | None:
        """Return one parcel, withdrawn or not; None where there is none."""
        return await self._database.read(lambda connection: parcel_rows.select_one(connection, parcel_id))

    async def attempts(self, parcel_id: int) -> tuple[Attempt, ...]:
        """Return the parcel's tries, oldest first."""
        return await self._database.read(
            lambda connection: parcel_rows.select_attempts(connection, parcel_id)
        )

    def spool_path(self, parcel: Parcel) -> Path:
        """Return the letter's file, as it goes over the wire but for dot-stuffing."""
        return self._letters / spool_name(parcel.message_id)

    async def reopen(self, parcel_id: int, now: datetime) -> tuple[int, Draft] | None:
        """Withdraw the parcel and keep its draft again, in one transaction; None when it is too late.

        Attachments whose file is gone or has changed are taken out of the letter's own file first.
        """
        parcel = await self.parcel(parcel_id)
        if parcel is None or parcel.state not in _sources(_S.WITHDRAWN, None):
            return None
        draft = await self._restored(parcel, str(parcel_id))

        def swap(connection: sqlite3.Connection) -> int | None:
            if not parcel_rows.move(
                connection, parcel_id, Standing(_S.WITHDRAWN), frozenset({parcel.state}), now
            ):
                return None
            return set_aside.take_up(connection, parcel_id, draft, now)

        draft_id = await self._database.settle(swap)
        if draft_id is None:
            return None
        await self._remove_letter(parcel.message_id)
        return draft_id, draft

    async def use_again(self, parcel_id: int, now: datetime) -> tuple[int, Draft] | None:
        """Keep what the letter was made of as a new draft; the parcel stays. None where there is none."""
        parcel = await self.parcel(parcel_id)
        if parcel is None:
            return None
        draft = await self._restored(parcel, f"{parcel_id}-{secrets.token_hex(4)}")
        draft_id = await self._database.settle(lambda connection: draft_rows.insert(connection, draft, now))
        return draft_id, draft

    async def save_letter(self, parcel_id: int, path: Path) -> Trouble | None:
        """Write the letter as it goes over the wire to a file of the user's, whole or not at all.

        Its blind recipients are not in it. A file of that name is replaced.
        """
        parcel = await self.parcel(parcel_id)
        if parcel is None:
            return Trouble(StoreTrouble.OTHER, "the letter is gone")
        letter = self.spool_path(parcel)
        try:
            await in_thread(lambda: _copy(letter, path), "save-letter")
        except OSError as error:
            return trouble_of(error)
        return None

    async def recover(
        self,
        now: datetime,
        process: str = "",
        *,
        by: Reckoning | None = None,
        sent_for: timedelta | None = KEPT_FOR,
    ) -> tuple[Parcel, ...]:
        """Settle what a process that is gone left behind (`RECOVERY`), and let go of what nothing needs.

        `process` is who asks: letters inside its own undo seconds (`UndoUntil.process`) are left alone. Where
        the clock that it goes `by` was set forward meanwhile, what waits is not due early for that. Sent
        letters are kept for `sent_for`, None for ever. Returns the letters that stand otherwise now.
        Only the holder of the profile's lock may call this: for anybody else the process may be alive.
        """

        def settle(connection: sqlite3.Connection) -> tuple[Parcel, ...]:
            forget_old(connection, now, sent_for)
            set_aside.let_go_of_strays(connection)
            moved_copies.follow(connection, self._copies)
            put_off = () if by is None else _put_off(connection, by, now)
            return (*parcel_rows.recover(connection, now, process), *put_off)

        changed = await self._database.settle(settle)
        drafts = await self._database.read(draft_rows.every_draft)
        wanted = frozenset(spool_name(parcel.message_id) for parcel in await self.parcels())
        stray_before = (now - _STRAY_AFTER).timestamp()
        await self._files.run(lambda: remove_strays(self._letters, wanted, stray_before))
        await self._files.run(lambda: reopening.remove_unused(self._copies, drafts))
        return changed

    async def make_room(self) -> None:
        """Give up the room kept back for what happens to letters; the next one that is put takes it again."""
        await self._files.run(self._reserve.release)

    def _spool(self, letter: Letter) -> Spooled | tuple[Flaw, ...]:
        self._reserve.fill()
        return write_letter(self._letters, letter)

    async def _restored(self, parcel: Parcel, copies_name: str) -> Draft:
        content, originals = await self._database.read(
            lambda connection: parcel_rows.select_sealed(connection, parcel.id)
        )
        draft, path, copies = decode_draft(content), self.spool_path(parcel), self._copies / copies_name
        return await self._files.run(lambda: _restore(draft, originals, path, copies))

    async def _remove_letter(self, message_id: str) -> None:
        path = self._letters / spool_name(message_id)
        with contextlib.suppress(OSError):  # what stays is removed by `recover`
            await self._files.run(lambda: path.unlink(missing_ok=True))


def _enter(
    connection: sqlite3.Connection,
    sealed: tuple[Letter, Draft, Spooled],
    standing: Standing,
    now: datetime,
    draft_id: int | None,
) -> Parcel:
    parcel_id = parcel_rows.insert(connection, sealed, standing, now)
    parcel = _present(parcel_rows.select_one(connection, parcel_id))
    if draft_id is not None:
        set_aside.set_aside(connection, draft_id, parcel)
    return parcel


def _sources(state: ParcelState, was: ParcelState | None) -> frozenset[ParcelState]:
    if was is None:
        sources = parcel_rows.sources_of(state)
        return sources if state is _S.COMMITTED else sources - _ON_ITS_WAY
    if state not in TRANSITIONS[was]:
        raise ValueError(f"{was} does not lead to {state}")
    return frozenset({was})


def _restore(draft: Draft, originals: tuple[Original, ...], path: Path, copies: Path) -> Draft:
    try:
        return reopening.restore(draft, originals, path, copies)
    except StoreError:
        raise
    except OSError as error:
        raise StoreError(trouble_of(error)) from error


def _copy(letter: Path, path: Path) -> None:
    with letter.open("rb") as file:
        write_whole(path, file)


def _present(parcel: Parcel | None) -> Parcel:
    if parcel is None:
        raise ValueError("there is no such parcel")
    return parcel


def _put_off(connection: sqlite3.Connection, by: Reckoning, now: datetime) -> tuple[Parcel, ...]:
    dues = reckoning.take_over(connection, by, now)
    changed = parcel_rows.make_due(connection, dues, now)
    return tuple(_present(parcel_rows.select_one(connection, number)) for number in changed)
