"""Passwords as they come, and the letters that wait for them."""

from tegata.delivery.notices import AccountsChanged, Role
from tegata.keys.key_ring import KeyRing
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider
from tegata.secret import Secret
from tegata.store.parcel import HoldReason, ParcelState
from tests.delivery.bench import SESAME, Bench
from tests.keys.fake_safe import FakeSafe


async def held_behind_a_lock(bench: Bench, provider: PracticeProvider) -> tuple[FakeSafe, int]:
    """Return a locked keyring that knows the password, and a letter that waits for it."""
    safe = FakeSafe()
    bench.key_ring = KeyRing(find=lambda: safe)
    await bench.open(practice_account(provider), password=None)
    assert await bench.office.password_given("practice", Role.POP, SESAME, keep=True)
    safe.locked = True
    await bench.office.start()
    parcel = await bench.queue(account="practice")
    assert (await bench.until(parcel, ParcelState.HELD)).hold is HoldReason.PASSWORD_NEEDED
    return safe, parcel


async def test_a_keyring_that_is_opened_lets_go_what_waits(bench: Bench, provider: PracticeProvider) -> None:
    safe, parcel = await held_behind_a_lock(bench, provider)
    assert await bench.office.key_store_is_locked()
    assert safe.prompts == 0
    changes = bench.office.changes()
    assert await bench.office.open_key_store()
    while not isinstance(await anext(changes), AccountsChanged):
        pass  # the letter's own news come first
    await bench.until(parcel, ParcelState.SENT)
    assert not await bench.office.key_store_is_locked()


async def test_a_keyring_that_stays_shut_changes_nothing(bench: Bench, provider: PracticeProvider) -> None:
    safe, parcel = await held_behind_a_lock(bench, provider)
    safe.user_says_yes = False
    assert not await bench.office.open_key_store()
    assert (await bench.parcel(parcel)).hold is HoldReason.PASSWORD_NEEDED
    assert not await bench.office.has_password("practice", Role.POP)


async def test_beside_a_locked_keyring_the_session_keeps_it(bench: Bench, provider: PracticeProvider) -> None:
    _safe, parcel = await held_behind_a_lock(bench, provider)
    assert not await bench.office.password_given("practice", Role.POP, SESAME, keep=True)
    await bench.until(parcel, ParcelState.SENT)


async def test_what_was_refused_is_not_tried_again_for_an_open_keyring(
    bench: Bench, provider: PracticeProvider
) -> None:
    safe = FakeSafe()
    bench.key_ring = KeyRing(find=lambda: safe)
    await bench.open(practice_account(provider), password=None)
    await bench.office.password_given("practice", Role.POP, Secret("wrong"), keep=True)
    await bench.office.start()
    parcel = await bench.queue(account="practice")
    assert (await bench.until(parcel, ParcelState.HELD)).hold is HoldReason.PASSWORD_REFUSED
    assert await bench.office.open_key_store()
    assert (await bench.parcel(parcel)).hold is HoldReason.PASSWORD_REFUSED
