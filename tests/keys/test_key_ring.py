"""The keyring as values: what is there, what is missing, and each way it fails."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from keyring.errors import PasswordSetError

from tegata.keys.errand import Answer, Deed, Errand
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.secret import Secret
from tegata.tasks import in_thread
from tests.keys.fake_safe import FakeSafe

PASSWORD = Secret("opensesame")


@pytest.fixture
def safe() -> FakeSafe:
    return FakeSafe()


@pytest.fixture
def key_ring(safe: FakeSafe) -> KeyRing:
    return KeyRing(find=lambda: safe)


async def test_a_password_comes_back(key_ring: KeyRing) -> None:
    assert await key_ring.get("home", "pop") is KeyTrouble.MISSING
    assert await key_ring.set("home", "pop", PASSWORD) is None
    assert await key_ring.get("home", "pop") == PASSWORD
    assert await key_ring.get("home", "submission") is KeyTrouble.MISSING
    assert await key_ring.get("work", "pop") is KeyTrouble.MISSING


async def test_each_account_server_and_profile_has_an_entry_of_its_own(
    key_ring: KeyRing, safe: FakeSafe
) -> None:
    await key_ring.set("home", "pop", PASSWORD)
    await key_ring.set("home", "submission", PASSWORD)
    await KeyRing("/tmp/other", find=lambda: safe).set("home", "pop", PASSWORD)  # noqa: S108 - only a name
    assert list(safe.entries) == [
        "tegata: home (pop)",
        "tegata: home (submission)",
        "tegata: home (pop) in /tmp/other",
    ]


async def test_what_an_earlier_tegata_kept_by_the_path_is_taken_along(safe: FakeSafe) -> None:
    long = Secret("x" * 3000)  # in several entries
    await KeyRing("/media/stick", find=lambda: safe).set("home", "pop", long)
    moved = KeyRing("profile 1", "/media/stick", find=lambda: safe)
    assert await moved.get("home", "submission") is KeyTrouble.MISSING
    assert await moved.get("home", "pop") == long
    assert not [entry for entry in safe.entries if "/media" in entry]
    assert await KeyRing("profile 1", "/mnt", find=lambda: safe).get("home", "pop") == long


@pytest.mark.parametrize("deed", ["set", "delete"])
async def test_nothing_older_stays_behind(safe: FakeSafe, deed: str) -> None:
    await KeyRing("/media/stick", find=lambda: safe).set("home", "pop", PASSWORD)
    moved = KeyRing("profile 1", "/media/stick", find=lambda: safe)
    given = (Secret("another"),) if deed == "set" else ()
    assert await getattr(moved, deed)("home", "pop", *given) is None
    assert safe.entries == ({"tegata: home (pop) in profile 1": "another"} if given else {})


async def test_a_password_deleted_is_gone(key_ring: KeyRing) -> None:
    await key_ring.set("home", "pop", PASSWORD)
    assert await key_ring.delete("home", "pop") is None
    assert await key_ring.delete("home", "pop") is None
    assert await key_ring.get("home", "pop") is KeyTrouble.MISSING


async def test_no_future_shows_a_password(key_ring: KeyRing, monkeypatch: pytest.MonkeyPatch) -> None:
    await key_ring.set("home", "pop", PASSWORD)
    shown: list[str] = []

    async def watched(job: Callable[[], object], name: str) -> object:
        result = await in_thread(job, name)
        shown.append(repr(result))
        return result

    monkeypatch.setattr("tegata.keys.key_ring.in_thread", watched)
    assert await key_ring.get("home", "pop") == PASSWORD
    assert shown == ["Secret(***)"]


async def test_a_locked_keyring_is_said_without_a_prompt(key_ring: KeyRing, safe: FakeSafe) -> None:
    safe.locked = True
    assert await key_ring.get("home", "pop") is KeyTrouble.LOCKED
    assert await key_ring.set("home", "pop", PASSWORD) is KeyTrouble.LOCKED
    assert await key_ring.delete("home", "pop") is KeyTrouble.LOCKED
    assert await key_ring.is_locked()
    assert safe.prompts == 0


async def test_no_keyring_and_an_open_one_are_not_locked(key_ring: KeyRing, safe: FakeSafe) -> None:
    assert not await key_ring.is_locked()
    assert not await KeyRing(find=lambda: KeyTrouble.NO_KEYRING).is_locked()


async def test_unlocking_asks_the_user(key_ring: KeyRing, safe: FakeSafe) -> None:
    safe.locked = True
    assert await key_ring.unlock() is None
    assert safe.prompts == 1
    assert await key_ring.get("home", "pop") is KeyTrouble.MISSING


async def test_a_user_who_says_no_leaves_it_locked(key_ring: KeyRing, safe: FakeSafe) -> None:
    safe.locked, safe.user_says_yes = True, False
    assert await key_ring.unlock() is KeyTrouble.LOCKED


async def test_waiting_for_the_user_can_be_cancelled(key_ring: KeyRing, safe: FakeSafe) -> None:
    safe.locked, safe.hangs = True, threading.Event()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(key_ring.unlock(), 0.01)
    safe.hangs.set()


async def test_no_keyring_is_said_and_looked_for_again() -> None:
    found: list[FakeSafe | KeyTrouble] = [KeyTrouble.NO_KEYRING, FakeSafe()]
    key_ring = KeyRing(find=lambda: found.pop(0))
    assert await key_ring.set("home", "pop", PASSWORD) is KeyTrouble.NO_KEYRING
    assert await key_ring.set("home", "pop", PASSWORD) is None
    assert await key_ring.get("home", "pop") == PASSWORD


async def test_a_failure_is_a_value(key_ring: KeyRing, safe: FakeSafe) -> None:
    safe.failure = PasswordSetError("no")
    assert await key_ring.get("home", "pop") is KeyTrouble.FAILED
    assert await key_ring.set("home", "pop", PASSWORD) is KeyTrouble.FAILED
    assert await key_ring.delete("home", "pop") is KeyTrouble.FAILED


async def test_an_answer_to_another_question_is_a_failure() -> None:
    async def send(errand: Errand) -> Answer:
        return None if errand.deed is Deed.GET else PASSWORD

    key_ring = KeyRing(send=send)
    assert await key_ring.get("home", "pop") is KeyTrouble.FAILED
    assert await key_ring.set("home", "pop", PASSWORD) is KeyTrouble.FAILED


async def test_a_programmers_mistake_is_not_hidden(key_ring: KeyRing, safe: FakeSafe) -> None:
    safe.failure = AttributeError("typo")
    with pytest.raises(AttributeError):
        await key_ring.get("home", "pop")


async def test_a_keyring_that_does_not_answer_is_given_up(safe: FakeSafe) -> None:
    safe.hangs = threading.Event()
    key_ring = KeyRing(find=lambda: safe, patience=timedelta(milliseconds=10))
    assert await key_ring.get("home", "pop") is KeyTrouble.FAILED
    safe.hangs.set()


def test_importing_it_does_not_import_the_keyring_package() -> None:
    code = (
        "import sys, tegata.keys.passwords; print({'keyring', 'secretstorage', 'jeepney'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == "set()"
