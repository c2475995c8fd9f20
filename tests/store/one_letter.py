"""A process that puts one letter, walks it to SENT, and says what it believes to be on disk."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

from tegata.mail.draft import Attachment
from tegata.store.parcel import Parcel, ParcelState, Standing
from tegata.store.store import Store
from tegata.store.trouble import StoreError
from tests.store.samples import ATTEMPT, DRAFT, NOW, RECEIPT, letter


async def main(directory: Path) -> None:
    store = await Store.open(directory)
    assert isinstance(store, Store)
    attached = (Attachment(Path(__file__), "source.py"),)
    sealed = letter(attachments=attached)
    parcel = await store.outbox.put(sealed, replace(DRAFT, attachments=attached), now=NOW)
    if isinstance(parcel, Parcel):
        say("waiting")
        try:
            await walk(store, parcel)
        except StoreError:
            say("failed")
    else:
        say("refused")
    await store.close()


async def walk(store: Store, parcel: Parcel) -> None:
    for state in (ParcelState.SENDING, ParcelState.COMMITTED):
        await store.outbox.move(parcel.id, Standing(state), now=NOW)
        say(state)
    outcomes = dict.fromkeys((each.address for each in parcel.recipients), RECEIPT)
    await store.outbox.record(parcel.id, dict(outcomes), ATTEMPT, Standing(ParcelState.SENT), now=NOW)
    say("sent")


def say(text: str) -> None:
    os.writev(1, [f"{text}\n".encode()])  # not `write`, which the parent lets fail


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
