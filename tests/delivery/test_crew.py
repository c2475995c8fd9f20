"""The couriers of a profile as the post office uses them."""

from tegata.store.parcel import ParcelState
from tests.delivery.bench import Bench, account_at
from tests.servers import Start


async def test_a_window_at_work_waits_for_the_letter_it_is_asked_for(bench: Bench, smtp: Start) -> None:
    server = await smtp({"RCPT": ["450 later", "250 ok"]})
    await bench.open(account_at(server.port))
    await bench.office.start()
    parcel = await bench.queue()
    first = await bench.try_once(parcel)
    assert (first.state, first.tries) == (ParcelState.WAITING, 1)
    assert (await bench.try_once(parcel)).state is ParcelState.SENT
