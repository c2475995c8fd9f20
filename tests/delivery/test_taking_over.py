"""Whoever takes over finds everything as it was left, and everybody hears what has changed by that."""

from datetime import timedelta

from tegata.delivery.notices import ParcelChanged
from tegata.delivery.taking_over import take_over
from tegata.store.parcel import ParcelState, Standing
from tests.delivery.bench import Bench, account_at, states

FIVE = timedelta(minutes=5)


async def test_what_has_changed_is_told(bench: Bench) -> None:
    """The list may have been read already while another process had the lock."""
    await bench.open(account_at(9))
    office, now = bench.office._office, bench.clock.wall()
    on_its_way, put_off, other = [await bench.queue() for _ in range(3)]
    await take_over(office)
    await office.outbox.move(on_its_way, Standing(ParcelState.SENDING), now=now)
    await office.outbox.move(on_its_way, Standing(ParcelState.COMMITTED), now=now)
    await office.outbox.move(put_off, Standing(ParcelState.WAITING, due=now + FIVE), now=now)
    bench.clock.wall_offset += timedelta(hours=1)
    changes = office.hearing.changes()
    changed = await take_over(office)
    assert [(each.id, each.state) for each in changed] == [
        (on_its_way, ParcelState.UNCERTAIN),
        (put_off, ParcelState.WAITING),
    ]
    assert changed[1].due == bench.clock.wall() + FIVE
    assert [await anext(changes) for _ in changed] == [ParcelChanged(on_its_way), ParcelChanged(put_off)]
    assert states([await bench.parcel(other)]) == ["waiting"]
    assert await take_over(office) == ()
