"""The outbox's SQL, where the outbox itself does not show it."""

from tegata.store import parcel_rows
from tegata.store.parcel import TRANSITIONS, Parcel, ParcelState, Standing
from tegata.store.store import Store
from tests.store.samples import DRAFT, NOW, letter


def test_the_sources_of_a_state_are_its_table_read_backwards() -> None:
    for state in ParcelState:
        for source in ParcelState:
            assert (source in parcel_rows.sources_of(state)) == (state in TRANSITIONS[source])


async def test_a_message_id_is_known_even_of_a_letter_taken_back(store: Store) -> None:
    sealed = letter()
    assert not await store._database.read(
        lambda connection: parcel_rows.is_known(connection, sealed.message_id)
    )
    parcel = await store.outbox.put(sealed, DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    await store.outbox.reopen(parcel.id, NOW)
    assert await store._database.read(lambda connection: parcel_rows.is_known(connection, sealed.message_id))


async def test_what_was_sealed_is_kept_beside_the_parcel(store: Store) -> None:
    parcel = await store.outbox.put(letter(), DRAFT, now=NOW)
    assert isinstance(parcel, Parcel)
    number = parcel.id
    content, originals = await store._database.read(
        lambda connection: parcel_rows.select_sealed(connection, number)
    )
    assert "yuki@b.example" in content
    assert originals == ()


async def test_a_parcel_is_made_again_only_when_its_rows_differ(store: Store) -> None:
    async def asked() -> Parcel:
        (found,) = await store.outbox.parcels(states={ParcelState.WAITING, ParcelState.SENDING})
        return found

    await store.outbox.put(letter(), DRAFT, now=NOW)
    first = await asked()
    assert await asked() is first
    await store.outbox.move(first.id, Standing(ParcelState.SENDING), now=NOW)
    assert (await asked()).state is ParcelState.SENDING
