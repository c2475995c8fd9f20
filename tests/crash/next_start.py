"""The start after the crash: what is there, and what becomes of it when everything is tried that may be."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tegata.mail.draft import Draft
from tegata.store.parcel import Parcel, ParcelState
from tests.crash.desk import IN_HAND, Desk

S = ParcelState
_ROUNDS = 3  # refused for somebody, put off, refused for good: a story needs no more tries than that


async def look_and_deliver(desk: Desk) -> None:
    """Say what is found; then press "try now" for all but the perhaps delivered, and say how all stands.

    Nobody answers for a perhaps: it stays.
    """
    desk.say("opened", set_aside=desk.store.set_aside is not None)
    for parcel in desk.recovered:
        if parcel.state is S.UNCERTAIN:
            desk.say("perhaps", subject=parcel.subject)
    for parcel in await desk.office.parcels():
        desk.say("found", subject=parcel.subject, **_standing(desk, parcel))
    for kept in await desk.office.drafts():
        draft = await desk.office.draft(kept.id)
        assert draft is not None
        desk.say("draft", subject=draft.subject, body=draft.body, whole=_is_whole(draft))
    for path in desk.profile.store.glob("tegata.db.schema-*"):
        desk.say("backup", subject=path.name, whole=_is_whole_backup(path))
    await desk.office.start()
    for _ in range(_ROUNDS):
        for parcel in await desk.office.parcels():
            await _try(desk, parcel)
    for parcel in await desk.office.parcels():
        desk.say("stands", subject=parcel.subject, **_standing(desk, parcel))


async def _try(desk: Desk, parcel: Parcel) -> None:
    parcel = await desk.until(parcel.id, lambda each: each.state not in IN_HAND)
    if parcel.state not in {S.SENT, S.UNCERTAIN}:
        await desk.office.try_now(parcel.id)
        await desk.until_tried(parcel.id, parcel.tries + 1)


def _standing(desk: Desk, parcel: Parcel) -> dict[str, Any]:
    path = desk.store.outbox.spool_path(parcel)
    return {
        "state": parcel.state,
        "whole": path.exists() and path.stat().st_size == parcel.size,
        "to": [each.address for each in parcel.recipients],
    }


def _is_whole(draft: Draft) -> bool:
    return all(each.path.is_file() and each.path.stat().st_size > 0 for each in draft.attachments)


def _is_whole_backup(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (letters,) = connection.execute("SELECT count(*) FROM parcel").fetchone()
    return verdict == "ok" and path.name.endswith(f"-{version}") and letters > 0
