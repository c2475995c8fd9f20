"""A process that fills and empties an outbox until it is killed. Run with the profile directory and a file.

It prints what it knows to be on disk, and "delivers" by writing a Message-ID into the parent's file: that
file plays the server, whose memory does not depend on ours.
"""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

from tegata.mail.draft import Attachment
from tegata.profile import Profile
from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.store.store import Store
from tests.store.samples import ATTEMPT, DRAFT, NOW, RECEIPT, letter

S = ParcelState


async def main(profile: Profile, server: Path) -> None:
    assert profile.prepare() is None
    assert profile.try_lock() is not None
    store = await Store.open(profile.store)
    assert isinstance(store, Store)
    await store.outbox.recover(NOW)
    attached = profile.directory / "attached"
    attached.write_bytes(bytes(100_000))
    say("ready")
    while True:
        zeros = (Attachment(attached, "zeros"),)
        draft = replace(DRAFT, attachments=zeros)
        parcel = await store.outbox.put(letter(attachments=zeros), draft, now=NOW)
        assert isinstance(parcel, Parcel)
        say(f"queued {parcel.message_id}")
        for due in await store.outbox.parcels(states={S.WAITING}):
            await deliver(store, due, server)


async def deliver(store: Store, parcel: Parcel, server: Path) -> None:
    assert await store.outbox.move(parcel.id, Standing(S.SENDING), now=NOW, was=S.WAITING) is not None
    assert await store.outbox.move(parcel.id, Standing(S.COMMITTED), now=NOW, was=S.SENDING) is not None
    with server.open("a") as file:
        file.write(f"{parcel.message_id}\n")
    outcomes = {each.address: RECEIPT for each in parcel.recipients}
    await store.outbox.record(parcel.id, dict(outcomes), ATTEMPT, Standing(S.SENT), now=NOW)
    say(f"sent {parcel.message_id}")


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


if __name__ == "__main__":
    asyncio.run(main(Profile(Path(sys.argv[1])), Path(sys.argv[2])))
