"""Builds the rooms while the window is up already, lives, and takes them down in the opposite order."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import replace

from tegata.assembly.front import Front, come_forward
from tegata.assembly.lookout import Lookout
from tegata.assembly.no_store import NoStore
from tegata.assembly.settings_watch import SettingsWatch
from tegata.cli.clerk import Clerk
from tegata.cli.own_command import own_command
from tegata.clock import system_clock
from tegata.delivery.notices import AccountsChanged
from tegata.delivery.on_disk import insist
from tegata.delivery.poller import Poller, Presence
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.gui.caret import Caret
from tegata.gui.system_news import SystemNews
from tegata.keys.key_ring import KeyRing
from tegata.keys.on_call import OnCall
from tegata.keys.passwords import Passwords
from tegata.keys.place import places_of
from tegata.network import handover
from tegata.profile import Profile, ProfileLock
from tegata.store.parcel import HoldReason, Parcel
from tegata.store.store import Store
from tegata.store.trouble import Trouble
from tegata.tasks import spawn
from tegata.words.gettext import _
from tegata.words.outcomes import held_line, store_trouble

_LOCK_POLL_SECONDS = 0.5


async def live(front: Front, quit_wanted: asyncio.Event) -> int:
    """Run until `quit_wanted` is set or the desk says that all is done; return the exit status."""
    async with AsyncExitStack() as stack:
        if front.lock is not None:
            stack.callback(front.lock.release)
        caret = Caret(front.app)
        caret.start()
        stack.callback(caret.stop)
        store = await Store.open(front.profile.store)
        if isinstance(store, Trouble):
            front.verbs.opened(NoStore(front.accounts, store).as_verbs())
            front.desk.say(_("The outbox cannot be opened"), store_trouble(store))
            return await front.desk.run(quit_wanted)
        stack.push_async_callback(store.close)
        news = SystemNews()
        keys = OnCall([*own_command(), "--serve-keys"])
        stack.push_async_callback(keys.close)
        office = await _open_office(front, store, news, keys)
        if front.rehearsal is not None:
            provider = await front.rehearsal.start(office)
            stack.push_async_callback(provider.stop)
        front.verbs.opened(office)
        front.desk.hear(AccountsChanged())  # those of practice came after the window
        delivering = spawn(_deliver(front, office), "deliver")
        looking_out = spawn(Lookout(office.travels, news).run(), "look out")
        settings = SettingsWatch(front.app, office, front.desk)
        settings.start()
        stack.callback(settings.stop)
        try:
            return await front.desk.run(quit_wanted)
        finally:
            looking_out.cancel()
            delivering.cancel()
            await asyncio.gather(looking_out, delivering, return_exceptions=True)


async def _open_office(front: Front, store: Store, news: SystemNews, keys: OnCall) -> PostOffice:
    passwords = Passwords(KeyRing(*places_of(front.profile), send=keys.do))
    tools = Tools(
        clock=system_clock(),
        passwords=passwords,
        preferences=front.desk.preferences,
        network_news=news.network_news,
    )
    if front.rehearsal is not None:
        tools = replace(tools, auth_ports=front.rehearsal.auth_ports)
    office = PostOffice(store, front.accounts, passwords, tools)
    await office.open()
    if store.set_aside is not None:
        kept = _("It was set aside as {file}, and a new one begun.").format(file=store.set_aside.name)
        front.desk.say(_("The outbox was damaged"), kept)
    return office


async def _deliver(front: Front, office: PostOffice) -> None:
    """Deliver, once no other process does: a `tegata send` in a terminal may be at it."""
    async with AsyncExitStack() as stack:
        lock = front.lock or await _wait_for_lock(front.profile)
        stack.callback(lock.release)
        stack.push_async_callback(office.stop)
        _ask_about(await insist(office.recover), front)
        await insist(office.start)
        clerk = Clerk(office, lambda wish: come_forward(front.desk, wish))
        door = await handover.serve(front.profile.directory, clerk.handle)
        stack.push_async_callback(door.close)
        presence = Presence(front.watchman.last_active, front.watchman.locked)
        poller = Poller(office.accounts, office.login_now, system_clock(), presence)
        stack.callback(spawn(poller.run(), "poller").cancel)
        stack.callback(spawn(insist(front.desk.reopen), "reopen letters").cancel)
        async for change in office.changes():
            if isinstance(change, AccountsChanged):
                poller.look_again()


def _ask_about(left_behind: Sequence[Parcel], front: Front) -> None:
    """Say that letters inside their undo seconds have not left, because the last run ended before."""
    cut_short = [parcel for parcel in left_behind if parcel.hold is HoldReason.UNDO_CUT_SHORT]
    if cut_short:
        subject = cut_short[-1].subject or _("(no subject)")
        line = _("“{subject}” waits in the outbox for your word.").format(subject=subject)
        front.desk.say(held_line(cut_short[-1]).fact, line)


async def _wait_for_lock(profile: Profile) -> ProfileLock:
    while (lock := profile.try_lock()) is None:  # noqa: ASYNC110 - another process lets go of it
        await asyncio.sleep(_LOCK_POLL_SECONDS)
    lock.say_window()
    return lock
