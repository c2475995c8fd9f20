"""Passwords at hand: the session first, the keyring after that, nothing anywhere else."""

import pytest

from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.passwords import Passwords
from tegata.secret import Secret
from tests.keys.fake_safe import FakeSafe

OLD, NEW = Secret("old"), Secret("new")


@pytest.fixture
def safe() -> FakeSafe:
    return FakeSafe()


@pytest.fixture
def passwords(safe: FakeSafe) -> Passwords:
    return Passwords(KeyRing(find=lambda: safe))


async def test_a_password_to_keep_goes_into_the_keyring(passwords: Passwords, safe: FakeSafe) -> None:
    assert await passwords.get("home", "pop") is KeyTrouble.MISSING
    assert await passwords.give("home", "pop", OLD, keep=True)
    assert await passwords.get("home", "pop") == OLD
    assert list(safe.entries.values()) == ["old"]


async def test_a_password_for_the_session_does_not(passwords: Passwords, safe: FakeSafe) -> None:
    assert not await passwords.give("home", "pop", OLD, keep=False)
    assert await passwords.get("home", "pop") == OLD
    assert safe.entries == {}


async def test_what_was_typed_last_counts(passwords: Passwords) -> None:
    await passwords.give("home", "pop", OLD, keep=True)
    await passwords.give("home", "pop", NEW, keep=False)
    assert await passwords.get("home", "pop") == NEW
    await passwords.give("home", "pop", OLD, keep=True)
    assert await passwords.get("home", "pop") == OLD


async def test_without_a_keyring_the_session_has_to_do() -> None:
    passwords = Passwords(KeyRing(find=lambda: KeyTrouble.NO_KEYRING))
    assert await passwords.get("home", "pop") is KeyTrouble.NO_KEYRING
    assert not await passwords.give("home", "pop", NEW, keep=True)
    assert await passwords.get("home", "pop") == NEW


async def test_forgetting_is_thorough(passwords: Passwords, safe: FakeSafe) -> None:
    await passwords.give("home", "pop", OLD, keep=True)
    await passwords.give("home", "pop", NEW, keep=False)
    assert await passwords.forget("home", "pop") is None
    assert await passwords.get("home", "pop") is KeyTrouble.MISSING
    safe.locked = True
    assert await passwords.forget("home", "pop") is KeyTrouble.LOCKED


async def test_passwords_move_with_their_account(passwords: Passwords, safe: FakeSafe) -> None:
    await passwords.give("home", "pop", OLD, keep=True)
    await passwords.give("home", "submission", NEW, keep=False)
    for role in ("pop", "submission"):
        await passwords.rename("home", role, "house")
        assert await passwords.get("home", role) is KeyTrouble.MISSING
    assert await passwords.get("house", "pop") == OLD
    assert await passwords.get("house", "submission") == NEW
    assert list(safe.entries) == ["tegata: house (pop)"]


async def test_a_shared_password_is_kept_where_the_first_one_is(passwords: Passwords, safe: FakeSafe) -> None:
    await passwords.give("home", "pop", OLD, keep=True)
    await passwords.share("home", "pop", "submission")
    assert list(safe.entries.values()) == ["old", "old"]
    await passwords.give("work", "pop", NEW, keep=False)
    await passwords.share("work", "pop", "submission")
    assert await passwords.get("work", "submission") == NEW
    assert len(safe.entries) == 2


async def test_a_shared_password_takes_no_others_place(passwords: Passwords) -> None:
    await passwords.share("home", "pop", "submission")
    assert await passwords.get("home", "submission") is KeyTrouble.MISSING
    await passwords.give("home", "pop", OLD, keep=True)
    await passwords.give("home", "submission", NEW, keep=False)
    await passwords.share("home", "pop", "submission")
    assert await passwords.get("home", "submission") == NEW


async def test_unlocking_goes_through(passwords: Passwords, safe: FakeSafe) -> None:
    safe.locked = True
    assert await passwords.are_locked_in()
    assert await passwords.unlock() is None
    assert not await passwords.are_locked_in()
