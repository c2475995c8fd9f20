"""What people do with a letter, as short stories that are ended at every system call."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from tegata.delivery.notices import Progress
from tegata.store.departure import SendAt
from tegata.store.parcel import ParcelState
from tests.crash.desk import BOB, OLA, Desk

S = ParcelState
_LONG = timedelta(hours=2)
_SHORT = timedelta(milliseconds=50)


async def queue(desk: Desk) -> None:
    """A letter is queued, by a process that does not deliver."""
    await desk.send(desk.draft("one"))


async def send(desk: Desk) -> None:
    """A draft with an attachment is kept, sent, and delivered."""
    draft = desk.draft("one", photo=True)
    draft_id = await desk.keep(draft)
    await desk.office.start()
    await desk.until_sent(await desk.send(draft, draft_id))


async def send_two(desk: Desk) -> None:
    """Two letters leave over one session."""
    await desk.office.start()
    first = await desk.send(desk.draft("one", BOB, OLA))
    second = await desk.send(desk.draft("two"))
    await desk.until_sent(first)
    await desk.until_sent(second)


async def partly_refused(desk: Desk) -> None:
    """One of three recipients is refused; the user has it sent to the others."""
    await desk.office.start()
    parcel_id = await desk.send(desk.draft("one", BOB, "refused@elsewhere.example", OLA))
    await desk.until(parcel_id, lambda each: each.state is S.HELD)
    await desk.office.try_now(parcel_id)
    await desk.until_tried(parcel_id, 2)


async def edit(desk: Desk) -> None:
    """A waiting letter is opened again, after its attachment has changed on disk, and sent anew."""
    parcel_id = await desk.send(desk.draft("one", photo=True))
    (desk.profile.directory.parent / "photo.jpg").write_bytes(b"another photo")
    reopened = await desk.office.edit_again(parcel_id)
    assert reopened is not None
    draft_id, draft = reopened
    desk.say("kept", subject="one", body=draft.body)
    await desk.office.start()
    await desk.until_sent(await desk.send(draft, draft_id))


async def cancel(desk: Desk) -> None:
    """A letter is stopped on its way, and sent after all; another one is not held up by that."""
    await desk.office.start()
    changes = desk.office.changes()
    parcel_id = await desk.send(desk.draft("one"))
    while not isinstance(await anext(changes), Progress):
        pass
    assert await desk.office.cancel(parcel_id)
    await desk.until(parcel_id, lambda each: each.state is S.HELD)
    desk.say("held", subject="one")
    await desk.until_sent(await desk.send(desk.draft("two")))
    desk.say("let go", subject="one")
    await desk.office.try_now(parcel_id)
    await desk.until_sent(parcel_id)


async def withdraw(desk: Desk) -> None:
    """A waiting letter is taken back for good; the next one is not."""
    parcel_id = await desk.send(desk.draft("one"))
    desk.say("withdrawing", subject="one")
    assert await desk.office.withdraw(parcel_id)
    desk.say("withdrawn", subject="one")
    await desk.office.start()
    await desk.until_sent(await desk.send(desk.draft("two")))


async def undo(desk: Desk) -> None:
    """Send is undone and pressed again; another letter leaves when its undo seconds are over."""
    await desk.office.start()
    first = desk.draft("one", photo=True)
    parcel_id = await desk.send(first, await desk.keep(first), leaves=_LONG)
    reopened = await desk.office.edit_again(parcel_id)
    assert reopened is not None
    draft_id, draft = reopened
    desk.say("kept", subject="one", body=draft.body)
    desk.say("let go", subject="one")
    await desk.send(draft, draft_id, leaves=_LONG)
    second = await desk.send(desk.draft("two"), leaves=_SHORT)
    desk.say("let go", subject="two")
    await desk.until_sent(second)


async def send_later(desk: Desk) -> None:
    """A letter is to leave at a time, then at another, then now; a second one leaves at its time."""
    await desk.office.start()
    first = await desk.send(desk.draft("one"), leaves=_in(desk, _LONG))
    assert await desk.office.send_later(first, _in(desk, 2 * _LONG))
    desk.say("let go", subject="one")
    await desk.office.try_now(first)
    await desk.until_sent(first)
    second = await desk.send(desk.draft("two"), leaves=_in(desk, _SHORT))
    desk.say("let go", subject="two")
    await desk.until_sent(second)


def _in(desk: Desk, span: timedelta) -> SendAt:
    return SendAt((desk.office.now() + span).replace(tzinfo=None), "UTC")


async def retry(desk: Desk) -> None:
    """A letter is put off by the server, another one refused; both are tried again by hand."""
    await desk.office.start()
    for subject, to in (("one", "later@elsewhere.example"), ("two", "wrong@elsewhere.example")):
        parcel_id = await desk.send(desk.draft(subject, to))
        await desk.until_tried(parcel_id)
        await desk.office.try_now(parcel_id)
        await desk.until_sent(parcel_id)


async def perhaps(desk: Desk) -> None:
    """Two letters are perhaps delivered: one is sent again, of the other the user knows that it arrived."""
    await desk.office.start()
    first = await desk.send(desk.draft("one", "cut@elsewhere.example"))
    second = await desk.send(desk.draft("two", "cut.too@elsewhere.example"))
    for parcel_id in (first, second):
        await desk.until(parcel_id, lambda each: each.state is S.UNCERTAIN)
    desk.say("again", subject="one")
    await desk.office.try_now(first)
    await desk.office.it_arrived(second)
    desk.say("sent", subject="two")
    await desk.until_sent(first)


async def write(desk: Desk) -> None:
    """A draft is kept again and again while it is written, and another one thrown away."""
    draft_id = None
    for count in range(1, 4):
        draft_id = await desk.keep(desk.draft("one", body="word " * count), draft_id)
    thrown = await desk.keep(desk.draft("two"))
    desk.say("withdrawing", subject="two")
    await desk.office.drop_draft(thrown)
    desk.say("withdrawn", subject="two")


async def start(desk: Desk) -> None:
    """Tegata starts on what is there already, and delivers what waits."""
    await desk.office.start()
    for parcel in await desk.office.parcels():
        if parcel.state is S.WAITING:
            await desk.until_sent(parcel.id)


@dataclass(frozen=True, slots=True)
class Scenario:
    """`place` names how the profile is made before (`places.PLACES`), `offers` what the server can do."""

    act: Callable[[Desk], Awaitable[None]]
    place: str = "empty"
    offers: str = ""


SCENARIOS: dict[str, Scenario] = {
    "queue": Scenario(queue, "new"),
    "send with attachment": Scenario(send, offers="CHUNKING"),
    "send two": Scenario(send_two),
    "partly refused": Scenario(partly_refused, offers="CHUNKING"),
    "edit": Scenario(edit),
    "undo": Scenario(undo),
    "send later": Scenario(send_later),
    "cancel": Scenario(cancel),
    "withdraw": Scenario(withdraw),
    "retry": Scenario(retry),
    "perhaps delivered": Scenario(perhaps),
    "write": Scenario(write),
    "start after a crash": Scenario(start, "left behind"),
}
