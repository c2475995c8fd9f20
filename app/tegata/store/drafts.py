"""Drafts kept as they are typed, so that a crash costs a word and not a letter."""

import sqlite3
from datetime import datetime

from tegata.mail.draft import Draft, Place
from tegata.store import draft_rows, draft_versions
from tegata.store.database import Database
from tegata.store.draft_kept import DraftKept, DraftVersion, LeftOpen
from tegata.store.trouble import StoreError, Trouble


class Drafts:
    """The kept drafts. All but `keep` raise StoreError where the disk fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(
        self, draft: Draft, draft_id: int | None, place: Place | None = None, *, now: datetime
    ) -> DraftKept | Trouble:
        """Keep the draft, as a new one where `draft_id` is None. Something is never replaced by nothing.

        An empty draft (no recipient, subject, text or attachment) leaves what is on disk as it is. `place` is
        where the cursor stands while the draft is open in a window.
        """

        def save(connection: sqlite3.Connection) -> DraftKept:
            there = None if draft_id is None else draft_rows.select(connection, draft_id)
            if draft_id is None:
                number = draft_rows.insert(connection, draft, now, place)
            elif there is not None and _is_empty(draft):
                draft_rows.mark(connection, draft_id, place)
                return there[0]
            else:
                if there is not None:
                    draft_versions.note(connection, draft_id, (there[0].saved_at, there[1]), (now, draft))
                draft_rows.replace(connection, number := draft_id, draft, now, place)
            return DraftKept(number, now, draft.subject, (*draft.to, *draft.cc, *draft.bcc))

        try:
            return await self._database.write(save)
        except StoreError as error:
            return error.trouble

    async def mark(self, draft_id: int, place: Place | None) -> None:
        """Note where the cursor stands in an open draft, None when it is closed; nothing else changes."""
        await self._database.write(lambda connection: draft_rows.mark(connection, draft_id, place))

    async def left_open(self) -> tuple[LeftOpen, ...]:
        """Return the drafts that are marked as open, the one saved last first, and take the marks away.

        The holder of the profile's lock asks: the process that left them open is gone. A draft that brings
        the program down when it is shown is open no longer at the next start.
        """
        return await self._database.settle(draft_rows.left_open)

    async def kept(self) -> tuple[DraftKept, ...]:
        """Return the kept drafts, the one saved last first."""
        return await self._database.read(draft_rows.select_all)

    async def get(self, draft_id: int) -> Draft | None:
        """Return one draft as it was typed; None where there is none."""
        found = await self._database.read(lambda connection: draft_rows.select(connection, draft_id))
        return None if found is None else found[1]

    async def versions(self, draft_id: int) -> tuple[DraftVersion, ...]:
        """Return what the draft was earlier, the latest first."""
        return await self._database.read(lambda connection: draft_versions.select_all(connection, draft_id))

    async def go_back(self, draft_id: int, version_id: int, *, now: datetime) -> Draft | None:
        """Make the draft what it was, and return it; what it is now becomes a version. None: one is gone."""

        def swap(connection: sqlite3.Connection) -> Draft | None:
            there = draft_rows.select(connection, draft_id)
            was = draft_versions.select(connection, draft_id, version_id)
            if there is None or was is None:
                return None
            if there[1] != was:
                draft_versions.pin(connection, draft_id, (there[0].saved_at, there[1]))
            draft_rows.replace(connection, draft_id, was, now, draft_rows.place_in(connection, draft_id))
            return was

        return await self._database.write(swap)

    async def drop(self, draft_id: int) -> None:
        """Delete a draft and what it was earlier, because the user said so; none is nothing to do."""
        await self._database.write(lambda connection: draft_rows.delete(connection, draft_id))


def _is_empty(draft: Draft) -> bool:
    written = (draft.subject, draft.body, *draft.to, *draft.cc, *draft.bcc)
    return not draft.attachments and not any(text.strip() for text in written)
