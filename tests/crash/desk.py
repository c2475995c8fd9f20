"""A profile opened as the product opens it, by a process that says at once what it has been promised."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import DraftKept, NotQueued, Queued
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Attachment, Draft
from tegata.profile import Profile
from tegata.store.departure import SendAt
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.store import Store
from tegata.store.trouble import StoreError, Trouble

ACCOUNT = "anna"
BOB = "bob@elsewhere.example"
OLA = "ola@elsewhere.example"
PHOTO = bytes(range(256)) * 160
ON_ITS_WAY = frozenset({ParcelState.WAITING, ParcelState.SENDING, ParcelState.COMMITTED})


class GivenUpError(Exception):
    """The disk would not have it, and the user has been told so: the scenario ends here."""


@dataclass
class Desk:
    """What a scenario works with. A letter is known by its subject, whatever becomes of it."""

    profile: Profile
    store: Store
    office: PostOffice
    recovered: tuple[Parcel, ...]
    _output: int

    def say(self, what: str, **more: Any) -> None:
        """Tell the judge, who hears it even if this is the last thing the process does."""
        say(self._output, what, **more)

    def draft(self, subject: str, *to: str, photo: bool = False, body: str = "Dear Bob.\n") -> Draft:
        """Return a letter; its attachment is a file beside the profile."""
        path = self.profile.directory.parent / "photo.jpg"
        attachments = (Attachment(path, "photo.jpg", "image/jpeg"),) if photo else ()
        return Draft(ACCOUNT, to=to or (BOB,), subject=subject, body=body, attachments=attachments)

    async def keep(self, draft: Draft, draft_id: int | None = None) -> int:
        """Keep a draft, as the compose window does while one types."""
        kept = await self.office.keep_draft(draft, draft_id)
        if isinstance(kept, NotQueued):
            self.refused(draft.subject, kept.trouble, kept.detail)
        assert isinstance(kept, DraftKept)
        self.say("kept", subject=draft.subject, body=draft.body)
        return kept.id

    async def send(
        self, draft: Draft, draft_id: int | None = None, *, leaves: timedelta | SendAt = timedelta(0)
    ) -> int:
        """Press Send; return the parcel's id."""
        result = await self.office.send(draft, draft_id=draft_id, leaves=leaves)
        if isinstance(result, NotQueued):
            self.say("not queued", subject=draft.subject)
            self.refused(draft.subject, result.trouble, result.detail)
        assert isinstance(result, Queued), result
        self.say("queued", subject=draft.subject)
        if leaves:
            self.say("held", subject=draft.subject)
        return result.parcel_id

    def refused(self, subject: str, kind: str, detail: str) -> None:
        """Note why the disk would not have it. Raises GivenUpError."""
        self.say("refused", subject=subject, kind=kind, detail=detail)
        raise GivenUpError(detail)

    async def parcel(self, parcel_id: int) -> Parcel:
        parcel = await self.office.parcel(parcel_id)
        assert parcel is not None
        return parcel

    async def until(self, parcel_id: int, reached: Callable[[Parcel], bool]) -> Parcel:
        """Return the parcel once it stands like that."""
        changes = self.office.changes()
        while not reached(parcel := await self.parcel(parcel_id)):
            await anext(changes)
        return parcel

    async def until_tried(self, parcel_id: int, tries: int = 1) -> Parcel:
        """Return the parcel once it has been tried so often, and is not on its way."""
        return await self.until(parcel_id, lambda each: each.tries >= tries and each.state not in IN_HAND)

    async def until_sent(self, parcel_id: int) -> None:
        """Wait until the letter is sent, and say so as the window does."""
        parcel = await self.until(parcel_id, lambda each: each.state is ParcelState.SENT)
        self.say("sent", subject=parcel.subject)


IN_HAND = frozenset({ParcelState.SENDING, ParcelState.COMMITTED})


def say(output: int, what: str, **more: Any) -> None:
    """Write a line of JSON to the judge."""
    os.write(output, json.dumps({"what": what, **more}).encode() + b"\n")


@asynccontextmanager
async def open_desk(directory: Path, output: int) -> AsyncIterator[Desk]:
    """Open the profile in `directory` and take over from the process before, as a start of the window does.

    Raises GivenUpError where the disk refuses, after saying why.
    """
    profile = Profile(directory / "profile")
    if (unfit := profile.prepare()) is not None:
        say(output, "closed", kind=unfit.problem, detail=unfit.detail)
        raise GivenUpError
    while (lock := profile.try_lock()) is None:
        await asyncio.sleep(0.01)
    store = await Store.open(profile.store)
    if isinstance(store, Trouble):
        say(output, "closed", kind=store.kind, detail=store.detail)
        raise GivenUpError
    passwords = Passwords(KeyRing(find=lambda: KeyTrouble.NO_KEYRING))
    tools = Tools(clock=system_clock(), passwords=passwords)
    office = PostOffice(store, AccountBook.read(profile.accounts_file), passwords, tools)
    try:
        await office.open()
        yield Desk(profile, store, office, await office.recover(), output)
        await office.stop()
    finally:
        await store.close()
        lock.release()


Act = Callable[[Desk], Any]


def perform(act: Act, directory: Path, output: int) -> None:
    """Do this at the desk of the profile in `directory`; a refusal of the disk, once said, is an end too."""

    async def work() -> None:
        try:
            async with open_desk(directory, output) as desk:
                await act(desk)
        except StoreError as error:
            say(output, "failed", kind=error.trouble.kind, detail=error.trouble.detail)
        except GivenUpError:
            return

    asyncio.run(work())
