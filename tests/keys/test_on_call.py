"""A process for the keys: there when it is needed, gone soon after, and never in anybody's way."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tegata.cli.own_command import own_command
from tegata.keys.errand import Deed, Errand
from tegata.keys.key_process import KeyProcess
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.on_call import OnCall
from tegata.secret import Secret
from tests.keys import fake_process
from tests.keys.fake_process import serving

PASSWORD = Secret("opensesame")
PROMPTS = serving(
    before="""
import threading
class Prompting(FakeSafe):
    def unlock(self):
        threading.Event().wait()
safe = Prompting(locked=True)
"""
)
OnCallWith = Callable[..., OnCall]


@pytest.fixture
async def on_call() -> AsyncIterator[OnCallWith]:
    made: list[OnCall] = []

    def make(command: list[str] | None = None, idle: float = 600) -> OnCall:
        made.append(OnCall(command or serving(), idle=timedelta(seconds=idle)))
        return made[-1]

    yield make
    for each in made:
        await each.close()


async def gone(process: KeyProcess | None) -> None:
    assert process is not None
    while process._process is not None and process._process.returncode is None:
        await asyncio.sleep(0.01)


async def test_a_key_ring_works_through_it(on_call: OnCallWith) -> None:
    key_ring = KeyRing("stick", "/media/stick", send=on_call().do)
    assert await key_ring.get("home", "pop") is KeyTrouble.MISSING
    assert await key_ring.set("home", "pop", PASSWORD) is None
    assert await key_ring.get("home", "pop") == PASSWORD
    assert not await key_ring.is_locked()
    assert await key_ring.unlock() is None
    assert await key_ring.delete("home", "pop") is None
    assert await key_ring.get("home", "pop") is KeyTrouble.MISSING


async def test_errands_at_once_take_turns_with_one_process(on_call: OnCallWith) -> None:
    calls = on_call()
    kept = await asyncio.gather(
        *(calls.do(Errand(Deed.SET, str(n), None, Secret(str(n)))) for n in range(5)),
    )
    read = await asyncio.gather(*(calls.do(Errand(Deed.GET, str(n))) for n in range(5)))
    assert kept == [None] * 5
    assert read == [Secret(str(n)) for n in range(5)]  # what is in memory there: one process


async def test_it_is_gone_soon_after_the_last_errand_and_comes_again(on_call: OnCallWith) -> None:
    calls = on_call(idle=0)
    assert await calls.do(Errand(Deed.SET, "a", None, PASSWORD)) is None
    first = calls._at_hand
    await gone(first)
    assert calls._at_hand is None
    assert await calls.do(Errand(Deed.GET, "a")) is KeyTrouble.MISSING


async def test_one_that_dies_while_nobody_asks_is_replaced(on_call: OnCallWith) -> None:
    calls = on_call()
    assert await calls.do(Errand(Deed.LOOK)) is None
    first = calls._at_hand
    assert first is not None
    first.end()
    assert await calls.do(Errand(Deed.LOOK)) is None
    assert calls._at_hand is not first


async def test_a_failure_leaves_none_at_hand(on_call: OnCallWith) -> None:
    calls = on_call(fake_process.GARBAGE)
    assert await calls.do(Errand(Deed.LOOK)) is KeyTrouble.FAILED
    assert calls._at_hand is None


async def test_one_that_hangs_is_given_up_and_ended(on_call: OnCallWith) -> None:
    calls = on_call(fake_process.HANGS)
    asking = asyncio.get_running_loop().create_task(
        KeyRing(send=calls.do, patience=timedelta(seconds=0.5)).get("home", "pop")
    )
    while not calls._busy:
        await asyncio.sleep(0)
    (process,) = calls._busy
    assert await asking is KeyTrouble.FAILED
    await gone(process)


async def test_a_prompt_holds_up_nothing_and_is_gone_when_it_is_cancelled(on_call: OnCallWith) -> None:
    calls = on_call(PROMPTS)
    key_ring = KeyRing(send=calls.do)
    unlocking = asyncio.get_running_loop().create_task(key_ring.unlock())
    while not calls._busy:
        await asyncio.sleep(0)
    (process,) = calls._busy
    assert await key_ring.get("home", "pop") is KeyTrouble.LOCKED
    assert not unlocking.done()
    unlocking.cancel()
    await gone(process)
    assert await key_ring.is_locked()


async def test_closing_ends_what_is_under_way_too(on_call: OnCallWith) -> None:
    calls = on_call(PROMPTS)
    unlocking = asyncio.get_running_loop().create_task(calls.do(Errand(Deed.UNLOCK)))
    while not calls._busy:
        await asyncio.sleep(0)
    await calls.close()
    assert await unlocking is KeyTrouble.FAILED


async def test_the_program_itself_serves(on_call: OnCallWith, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    calls = on_call([*own_command(), "--serve-keys"])
    answer = await calls.do(Errand(Deed.LOOK))
    assert answer is (KeyTrouble.NO_KEYRING if sys.platform == "linux" else None)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc here")
async def test_it_is_given_no_file_of_ours(on_call: OnCallWith, tmp_path: Path) -> None:
    with (tmp_path / "lock").open("w") as lock:
        calls = on_call([*own_command(), "--serve-keys"])
        await calls.do(Errand(Deed.LOOK))
        assert calls._at_hand is not None
        assert calls._at_hand._process is not None
        seen = Path(f"/proc/{calls._at_hand._process.pid}/fd")
        held = {str(each.readlink()) for each in seen.iterdir()}
        assert lock.name not in held
    assert {str((seen / fd).readlink()) for fd in ("1", "2")} == {"/dev/null"}


def test_importing_it_does_not_import_the_keyring_package() -> None:
    code = (
        "import sys, tegata.keys.on_call; print({'keyring', 'secretstorage', 'jeepney'} & set(sys.modules))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == "set()"
