"""The whole program in one process, offscreen: built behind the window, and taken down again."""

import asyncio
import gc
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from tegata.accounts.accounts_file import save_account
from tegata.assembly import first_sight, opening
from tegata.assembly.front import Front
from tegata.assembly.living import live
from tegata.cli.arguments import Wish, parse
from tegata.cli.hand_over import ask_the_window
from tegata.cli.raise_window import raise_request
from tegata.delivery import on_disk
from tegata.delivery.notices import Queued
from tegata.delivery.post_office import PostOffice
from tegata.gui import calls
from tegata.gui.compose_window import ComposeWindow
from tegata.mail.draft import Draft, Place
from tegata.mail.flaw import Field
from tegata.network import handover
from tegata.profile import Profile, ProfileLock
from tegata.store.parcel import HoldReason, Parcel, ParcelState
from tegata.store.store import Store
from tegata.store.trouble import StoreError, StoreTrouble, Trouble
from tests.delivery.bench import account_at
from tests.hand_clock import NOON
from tests.keys.fake_process import serving

KEYS = """
import sys
from tegata.assembly import living
live, found = living.live, {}
living.own_command = lambda: [sys.executable, "-c", sys.argv[2]]
async def live_and_look(front, quit_wanted):
    life = living.spawn(live(front, quit_wanted), "life")
    found["password"] = await front.verbs.has_password("home", "pop")
    quit_wanted.set()
    return await life
living.live = live_and_look
from tegata.assembly.starting import start
from tegata.cli.arguments import parse
start(parse(["--profile", sys.argv[1]]))
print(found, {"keyring", "secretstorage", "cryptography"} & set(sys.modules))
"""
KEEPER = "class Keeper(dict): get = lambda self, entry: 'opensesame'\nsafe = FakeSafe(entries=Keeper())"


def front_of(directory: Path, lock: ProfileLock | None, *, practice: bool = True) -> Front:
    words = ["--profile", str(directory), *(["--practice"] if practice else [])]
    return opening.front(parse(words), Profile(directory), lock)


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile(tmp_path / "profile")
    assert profile.prepare() is None
    return profile


@pytest.fixture(autouse=True)
async def running(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    monkeypatch.setattr(first_sight, "application", lambda: asyncio.get_running_loop()._QEventLoop__app)  # type: ignore[attr-defined]
    calls.open_up()
    yield
    calls.close()
    if farewells := asyncio.all_tasks() - {asyncio.current_task()}:  # QUIT is said in the background
        await asyncio.wait(farewells, timeout=5)


async def test_it_lives_and_ends_in_order(profile: Profile) -> None:
    front = front_of(profile.directory, profile.try_lock())
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    verbs = front.verbs
    await verbs.unsent()
    queued = await verbs.send(Draft("practice", to=("bob@elsewhere.example",), subject="Lives"))
    assert isinstance(queued, Queued)
    await until_sent(front, queued.parcel_id)
    quit_wanted.set()
    assert await life == 0
    lock = profile.try_lock()
    assert lock is not None
    lock.release()


def test_the_window_has_passwords_from_a_keyring_without_loading_it(tmp_path: Path) -> None:
    """What the libraries of the keyrings take would be the window's to the end."""
    command = [sys.executable, "-c", KEYS, str(tmp_path / "profile"), serving(before=KEEPER)[-1]]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.stdout.splitlines() == ["{'password': True} set()"], ran.stderr


async def test_nothing_ticks_where_nothing_is_waited_for(profile: Profile) -> None:
    others = waiting_for_a_time()
    assert save_account(profile.accounts_file, account_at(9)) is None
    front = front_of(profile.directory, profile.try_lock(), practice=False)
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    front.desk.open_outbox()
    front.desk.open_compose().sheet.body.setFocus()
    while await ask_the_window(profile.directory, raise_request(Wish())) is None:
        await asyncio.sleep(0.02)
    rounds = 100
    while (ticking := waiting_for_a_time() - others) and (rounds := rounds - 1):
        for each in ticking:
            have_come(each)
        await asyncio.sleep(0.05)
    assert ticking == set()
    quit_wanted.set()
    await life


async def test_a_letter_that_could_still_be_undone_when_tegata_ended_is_asked_about(profile: Profile) -> None:
    for run in (1, 2):
        front = front_of(profile.directory, profile.try_lock())
        quit_wanted = asyncio.Event()
        life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
        if run == 1:
            draft = Draft("practice", to=("bob@elsewhere.example",), subject="Cut short")
            assert isinstance(await front.verbs.send(draft, leaves=timedelta(seconds=30)), Queued)
        else:
            await until_said(front, "“Cut short” waits in the outbox for your word.")
            (parcel,) = await front.verbs.unsent()
            assert parcel.hold is HoldReason.UNDO_CUT_SHORT
        quit_wanted.set()
        assert await life == 0


async def test_a_letter_left_open_comes_back_once_the_profile_is_ours(profile: Profile) -> None:
    store = await Store.open(profile.store)
    assert isinstance(store, Store)
    await store.drafts.keep(Draft("", subject="Left open"), None, Place(Field.SUBJECT, 4, 4), now=NOON)
    await store.close()
    terminal = profile.try_lock()
    assert terminal is not None
    front = front_of(profile.directory, None, practice=False)
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    await front.verbs.unsent()
    await asyncio.sleep(0.1)
    assert titles(front) == ["New letter — Tegata"]
    terminal.release()
    await until_said(front, "This letter was open when Tegata ended unexpectedly")
    assert titles(front) == ["Left open — Tegata"]
    quit_wanted.set()
    assert await life == 0


async def test_a_second_start_brings_the_first_to_the_front(profile: Profile) -> None:
    front = front_of(profile.directory, profile.try_lock())
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    async with asyncio.timeout(20):
        while (answer := await ask_the_window(profile.directory, raise_request(Wish()))) is None:
            await asyncio.sleep(0.02)
    assert answer == {"done": True}
    quit_wanted.set()
    await life


async def test_while_a_terminal_delivers_the_window_waits_for_its_turn(profile: Profile) -> None:
    terminal = profile.try_lock()
    assert terminal is not None
    front = front_of(profile.directory, None)
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    queued = await front.verbs.send(Draft("practice", to=("bob@elsewhere.example",)))
    assert isinstance(queued, Queued)
    await asyncio.sleep(0.1)
    waiting = await front.verbs.parcel(queued.parcel_id)
    assert waiting is not None
    assert waiting.state is ParcelState.WAITING
    terminal.release()
    await until_sent(front, queued.parcel_id)
    quit_wanted.set()
    await life


async def test_settings_edited_by_hand_are_used_when_somebody_comes_back(profile: Profile) -> None:
    front = front_of(profile.directory, profile.try_lock(), practice=False)
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    await front.verbs.unsent()
    assert save_account(profile.accounts_file, account_at(9)) is None
    front.app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    async with asyncio.timeout(20):
        while front.verbs.accounts() != (account_at(9),):
            await asyncio.sleep(0.01)
    quit_wanted.set()
    await life


async def test_a_disk_that_refuses_at_the_start_only_puts_off_the_delivery(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "RETRY", timedelta(0))
    recover, refusals = PostOffice.recover, [StoreError(Trouble(StoreTrouble.OTHER))] * 2

    async def at_last(office: PostOffice) -> tuple[Parcel, ...]:
        if refusals:
            raise refusals.pop()
        return await recover(office)

    monkeypatch.setattr(PostOffice, "recover", at_last)
    front = front_of(profile.directory, profile.try_lock())
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    queued = await front.verbs.send(Draft("practice", to=("bob@elsewhere.example",)))
    assert isinstance(queued, Queued)
    await until_sent(front, queued.parcel_id)
    quit_wanted.set()
    await life


async def test_ended_while_it_begins_it_lets_go_of_the_lock(
    profile: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins = asyncio.Event()

    async def never(*_: object) -> None:
        begins.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(handover, "serve", never)
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front_of(profile.directory, None), quit_wanted))
    await begins.wait()
    quit_wanted.set()
    assert await life == 0
    lock = profile.try_lock()
    assert lock is not None
    lock.release()


async def test_a_store_of_a_newer_tegata_keeps_the_window_and_queues_nothing(profile: Profile) -> None:
    import sqlite3

    with sqlite3.connect(profile.store / "tegata.db") as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()
    front = front_of(profile.directory, profile.try_lock(), practice=False)
    quit_wanted = asyncio.Event()
    life = asyncio.get_running_loop().create_task(live(front, quit_wanted))
    refused = await front.verbs.send(Draft("practice", to=("bob@elsewhere.example",)))
    assert not isinstance(refused, Queued)
    quit_wanted.set()
    assert await life == 0


def waiting_for_a_time() -> set[QObject]:
    """Return what Qt has timers for: its own blinking cursors too, and the loop, on behalf of asyncio."""
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    # By the class: another test's stand-in for a window says that it is one.
    ours = [each for each in gc.get_objects() if issubclass(type(each), QObject) and isValid(each)]
    within = [child for each in ours for child in each.findChildren(QObject)]
    return {each for each in (*ours, *within) if dispatcher.registeredTimers(each)}


def have_come(waits: QObject) -> None:
    """Let the time of what is waited for once have come. What goes on ticking is left to it."""
    if isinstance(waits, QTimer) and waits.isSingleShot():
        waits.stop()
        waits.timeout.emit()


async def until_sent(front: Front, parcel_id: int) -> None:
    async with asyncio.timeout(20):
        while True:
            parcel = await front.verbs.parcel(parcel_id)
            if parcel is not None and parcel.state is ParcelState.SENT:
                return
            await asyncio.sleep(0.02)


async def until_said(front: Front, words: str) -> None:
    async with asyncio.timeout(20):
        while not any(words in each.text() for each in labels(front)):
            await asyncio.sleep(0.02)


def titles(front: Front) -> list[str]:
    windows = [each for each in front.app.topLevelWidgets() if isinstance(each, ComposeWindow)]
    return [each.windowTitle() for each in windows if each.isVisible()]


def labels(front: Front) -> list[QLabel]:
    return [label for window in front.app.topLevelWidgets() for label in window.findChildren(QLabel)]
