"""The main job played in the terminal, on the practice provider: refused, logged in, accepted, delivered."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tegata.accounts.account import Account, PopBeforeSend
from tegata.clock import system_clock
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import Queued, Role
from tegata.delivery.post_office import PostOffice
from tegata.delivery.tools import Tools
from tegata.keys.key_ring import KeyRing
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Draft
from tegata.mail.plain_text import plain
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.profile import Profile
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.store import Store
from tegata.store.trouble import Trouble
from tegata.words.causes import told
from tegata.words.gettext import _
from tegata.words.windows import pass_lines

_TICKS = 3


async def play(*, tick: timedelta = timedelta(seconds=1)) -> int:
    """Play; 0 when the letter went the way it should, 1 when it did not. `tick` paces the countdown."""
    provider = await start_provider()
    try:
        with tempfile.TemporaryDirectory(prefix="tegata-") as directory:
            async with _office(Path(directory), provider) as office:
                return await _play(office, provider, tick)
    finally:
        await provider.stop()


async def _play(office: PostOffice, provider: PracticeProvider, tick: timedelta) -> int:
    account = office.accounts()[0]
    _say(_("You are on line C: not your provider’s own network."))
    _say(_("1. A letter to bob@elsewhere.example, with POP before send off."))
    refused = await _send(office, account)
    diagnosis = office.diagnose(refused) if refused is not None else None
    if refused is None or diagnosis is None:
        return 1
    _say(_indent(told(diagnosis)))
    _say(_("2. The same letter, with POP before send on."))
    await office.save_account(
        replace(account, pop_before_send=PopBeforeSend(enabled=True, window=provider.window))
    )
    await office.try_now(refused.id)
    accepted = await office.deliver_now(refused.id)
    if accepted is None or accepted.state is not ParcelState.SENT:
        return 1
    _say(_indent(_("Logged in by POP, then accepted: {logins} login in all.").format(logins=provider.logins)))
    _say(_("3. The authentication window counts down."))
    await _count_down(office, account, tick)
    return _show_delivered(provider)


async def _send(office: PostOffice, account: Account) -> Parcel | None:
    draft = Draft(
        account=account.name,
        to=("Bob <bob@elsewhere.example>",),
        subject=_("Greetings from the road"),
        body=_("Dear Bob,\n\nthis letter showed its pass at the gate.\n\nAnna\n"),
    )
    queued = await office.send(draft)
    return await office.deliver_now(queued.parcel_id) if isinstance(queued, Queued) else None


async def _count_down(office: PostOffice, account: Account, tick: timedelta) -> None:
    for _tick in range(_TICKS):
        lines = pass_lines(office.window(account.name))
        _say(_indent(f"{lines.first}  {lines.second}"))
        await asyncio.sleep(tick.total_seconds())


def _show_delivered(provider: PracticeProvider) -> int:
    if len(provider.delivered) != 1:
        return 1
    (letter,) = provider.delivered
    _say(_("4. Delivered, once, to {recipients}:").format(recipients=", ".join(letter.recipients)))
    _say(_indent(letter.content.decode("utf-8", "replace")))
    return 0


@asynccontextmanager
async def _office(directory: Path, provider: PracticeProvider) -> AsyncIterator[PostOffice]:
    profile = Profile(directory)
    profile.prepare()
    store = await Store.open(profile.store)
    if isinstance(store, Trouble):
        raise OSError(store.detail)
    passwords = Passwords(KeyRing(str(directory)))
    try:
        tools = Tools(clock=system_clock(), passwords=passwords)
        office = PostOffice(store, AccountBook.read(profile.accounts_file), passwords, tools)
        account = replace(
            practice_account(provider), pop_before_send=PopBeforeSend(window=timedelta(minutes=10))
        )
        await office.save_account(account)
        await office.password_given(account.name, Role.POP, provider.password, keep=False)
        yield office
    finally:
        await store.close()


def _say(text: str) -> None:
    print(plain(text), flush=True)


def _indent(text: str) -> str:
    return "\n".join(f"   {line}" for line in text.splitlines())
