"""Tegata spoiled in one place, to show that the judge would see it: each must turn the count red."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tegata.delivery import courier, on_disk
from tegata.delivery.courier import Courier
from tegata.mail.draft import Draft
from tegata.store import outbox as outbox_room
from tegata.store import parcel_rows
from tegata.store.database import Database, Job
from tegata.store.outbox import Outbox
from tegata.store.parcel import RECOVERY, TRANSITIONS, Parcel, ParcelState
from tegata.store.reserve import Reserve
from tegata.store.spool import write_letter
from tegata.store.trouble import StoreError

S = ParcelState


@dataclass(frozen=True, slots=True)
class Control:
    """`spoil` is done in every process of a run of these; the faults must be of the kind `seen_as`."""

    spoil: Callable[[], None]
    kind: str
    scenario: str
    seen_as: str


def quicken() -> None:
    """Spoil nothing; only try again sooner than after seconds."""
    on_disk.RETRY = courier._LOOK_AGAIN = timedelta(milliseconds=10)


def _put_in_place(owner: object, name: str, spoiled: Callable[..., Any]) -> None:
    assert hasattr(owner, name)
    setattr(owner, name, spoiled)


def _no_mark() -> None:
    """Send without the COMMITTED mark."""

    async def commit(_courier: Courier, _parcel: Parcel) -> None:
        return

    _put_in_place(Courier, "_commit", commit)
    TRANSITIONS[S.SENDING] |= {S.SENT, S.UNCERTAIN}


def _resend() -> None:
    """Take the mark for a letter that has not left."""
    RECOVERY[S.COMMITTED] = S.WAITING


def _row_first() -> None:
    """Enter the letter before its file is on disk, and write the file when it is about to leave."""
    enter = outbox_room._enter
    remembered: dict[str, Any] = {}
    write: Callable[..., Any] = write_letter

    def late(directory: Any, letter: Any) -> Any:
        spooled = write(directory, letter)
        remembered[letter.message_id] = spooled.path.read_bytes(), spooled.path
        spooled.path.unlink()
        return spooled

    def enter_and_write(connection: Any, sealed: Any, *more: Any) -> Parcel:
        parcel = enter(connection, sealed, *more)
        connection.execute("COMMIT")
        octets, path = remembered.pop(parcel.message_id)
        path.write_bytes(octets)
        connection.execute("BEGIN")
        return parcel

    _put_in_place(outbox_room, "write_letter", late)
    _put_in_place(outbox_room, "_enter", enter_and_write)


def _two_transactions() -> None:
    """Withdraw a letter that is edited again before its draft is kept."""
    move = parcel_rows.move

    def and_commit(connection: Any, parcel_id: int, standing: Any, *more: Any) -> Parcel | None:
        moved = move(connection, parcel_id, standing, *more)
        if standing.state is S.WITHDRAWN:
            connection.execute("COMMIT")
            connection.execute("BEGIN")
        return moved

    _put_in_place(parcel_rows, "move", and_commit)


def _draft_stays() -> None:
    """Keep the draft of a letter that has been queued, and drop it afterwards."""
    put: Callable[..., Awaitable[Any]] = Outbox.put

    async def put_and_drop(
        outbox: Outbox, letter: Any, draft: Draft, *more: Any, now: datetime, draft_id: int | None = None
    ) -> Any:
        parcel = await put(outbox, letter, draft, *more, now=now)
        if draft_id is not None:
            await outbox._database.write(
                lambda connection: connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,)).close()
            )
        return parcel

    _put_in_place(Outbox, "put", put_and_drop)


def _deaf() -> None:
    """Take a transaction that the disk refused for one that it has taken, and make up its answer."""
    write: Callable[..., Awaitable[Any]] = Database.write

    async def write_or_not(database: Database, job: Job[Any]) -> Any:
        try:
            return await write(database, job)
        except StoreError:
            connection = database._connection
            return await database._worker.run(lambda: _imagine(connection, job))

    _put_in_place(Database, "write", write_or_not)
    quicken()


def _imagine(connection: Any, job: Job[Any]) -> Any:
    connection.execute("BEGIN")
    result = job(connection)
    connection.execute("ROLLBACK")
    return result


def _no_reserve() -> None:
    """Never give the reserve up."""
    _put_in_place(Reserve, "release", lambda _reserve: None)
    quicken()


CONTROLS = {
    "no mark before the last octet": Control(_no_mark, "kills", "send with attachment", "doubled"),
    "a mark that is not heeded": Control(_resend, "kills", "send with attachment", "doubled"),
    "the row before the file": Control(_row_first, "kills", "queue", "broken"),
    "edited in two transactions": Control(_two_transactions, "kills", "edit", "lost"),
    "a draft that outlives its letter": Control(_draft_stays, "kills", "send with attachment", "doubled"),
    "deaf to the disk": Control(_deaf, "refusals", "queue", "lost"),
    "no reserve": Control(_no_reserve, "refusals", "send with attachment", "broken"),
}
