"""What is known of the letters that have not been accepted."""

from tegata.gui.unsent import Unsent
from tegata.store.parcel import Parcel, ParcelState
from tests.gui.fake_verbs import FakeVerbs, a_parcel


def numbers(parcels: tuple[Parcel, ...] | list[Parcel]) -> list[int]:
    return sorted(parcel.id for parcel in parcels)


async def test_at_first_all_are_asked_for_and_then_those_that_changed(verbs: FakeVerbs) -> None:
    verbs.the_parcels = {n: a_parcel(n) for n in (1, 2, 3)}
    unsent = Unsent(verbs)
    assert numbers(await unsent.fetch()) == [1, 2, 3]
    verbs.the_parcels = {
        1: a_parcel(1, ParcelState.SENT),
        2: a_parcel(2, ParcelState.SENDING),
        4: a_parcel(4),
    }
    for number in (1, 3, 4):
        unsent.hear(number)
    assert numbers(await unsent.fetch()) == [1, 4]
    assert numbers(unsent.all()) == [2, 4]
    assert unsent.parcels[2].state is ParcelState.WAITING, "it was asked for without a change"


async def test_only_the_first_change_since_says_that_it_is_time_to_ask(verbs: FakeVerbs) -> None:
    unsent = Unsent(verbs)
    assert not unsent.hear(1), "all are asked for in any case"
    await unsent.fetch()
    assert [unsent.hear(number) for number in (1, 1, 2)] == [True, False, False]
    await unsent.fetch()
    assert unsent.hear(1)


async def test_all_can_be_asked_for_once_more(verbs: FakeVerbs) -> None:
    unsent = Unsent(verbs)
    verbs.the_parcels = {1: a_parcel(1)}
    await unsent.fetch()
    verbs.the_parcels = {2: a_parcel(2)}
    assert numbers(await unsent.fetch_all()) == [2]
    assert numbers(unsent.all()) == [2]
