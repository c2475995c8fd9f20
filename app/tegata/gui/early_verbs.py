"""The verbs before there is a post office: the window is painted first, and what is asked waits its turn."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tegata.accounts.account import Account, Server
from tegata.delivery.notices import (
    AuthTrial,
    Change,
    CheckStep,
    DraftKept,
    DraftVersion,
    LeftOpen,
    LoginResult,
    LookResult,
    NotQueued,
    NotSaved,
    Role,
    SendResult,
)
from tegata.delivery.verbs import Verbs
from tegata.mail.draft import Draft, Place
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState, WindowStatus
from tegata.secret import Secret
from tegata.store.departure import SendAt
from tegata.store.parcel import Attempt, Parcel

if TYPE_CHECKING:
    import asyncio
    from datetime import datetime
    from pathlib import Path

    from tegata.store.ledger import Login


class EarlyVerbs:
    """Implements `Verbs`. Accounts are answered from the settings file, all else once `opened` was called."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._accounts = tuple(accounts)
        self._real: Verbs | None = None
        self._arrival: asyncio.Event | None = None  # made inside the loop; the window is painted before

    def opened(self, real: Verbs) -> None:
        """Pass everything on to `real` from now on, and let the waiting calls go."""
        self._real = real
        if self._arrival is not None:
            self._arrival.set()

    def accounts(self) -> tuple[Account, ...]:
        return self._accounts if self._real is None else self._real.accounts()

    async def save_account(self, account: Account, *, formerly: str | None = None) -> None:
        await (await self._there()).save_account(account, formerly=formerly)

    async def remove_account(self, name: str) -> None:
        await (await self._there()).remove_account(name)

    async def send(
        self, draft: Draft, *, draft_id: int | None = None, leaves: timedelta | SendAt = timedelta(0)
    ) -> SendResult:
        return await (await self._there()).send(draft, draft_id=draft_id, leaves=leaves)

    async def send_later(self, parcel_id: int, at: SendAt) -> bool:
        return await (await self._there()).send_later(parcel_id, at)

    def leaves_in(self, parcel: Parcel) -> timedelta | None:
        return None if self._real is None else self._real.leaves_in(parcel)

    async def try_now(self, parcel_id: int) -> None:
        await (await self._there()).try_now(parcel_id)

    async def cancel(self, parcel_id: int) -> bool:
        return await (await self._there()).cancel(parcel_id)

    async def withdraw(self, parcel_id: int) -> bool:
        return await (await self._there()).withdraw(parcel_id)

    async def it_arrived(self, parcel_id: int) -> None:
        await (await self._there()).it_arrived(parcel_id)

    async def look_for(self, parcel_id: int) -> LookResult:
        return await (await self._there()).look_for(parcel_id)

    async def edit_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        return await (await self._there()).edit_again(parcel_id)

    async def use_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        return await (await self._there()).use_again(parcel_id)

    async def save_letter(self, parcel_id: int, path: "Path") -> NotSaved | None:
        return await (await self._there()).save_letter(parcel_id, path)

    async def unsent(self) -> tuple[Parcel, ...]:
        return await (await self._there()).unsent()

    async def sent(self, search: str = "", *, after: Parcel | None = None) -> tuple[Parcel, ...]:
        return await (await self._there()).sent(search, after=after)

    async def parcel(self, parcel_id: int) -> Parcel | None:
        return await (await self._there()).parcel(parcel_id)

    async def attempts(self, parcel_id: int) -> tuple[Attempt, ...]:
        return await (await self._there()).attempts(parcel_id)

    def diagnose(self, parcel: Parcel) -> Diagnosis | None:
        return None if self._real is None else self._real.diagnose(parcel)

    async def keep_draft(
        self, draft: Draft, draft_id: int | None, place: Place | None = None
    ) -> DraftKept | NotQueued:
        return await (await self._there()).keep_draft(draft, draft_id, place)

    async def mark_draft(self, draft_id: int, place: Place | None) -> None:
        await (await self._there()).mark_draft(draft_id, place)

    async def make_room(self) -> None:
        await (await self._there()).make_room()

    async def left_open(self) -> Sequence[LeftOpen]:
        return await (await self._there()).left_open()

    async def drafts(self) -> Sequence[DraftKept]:
        return await (await self._there()).drafts()

    async def draft(self, draft_id: int) -> Draft | None:
        return await (await self._there()).draft(draft_id)

    async def draft_versions(self, draft_id: int) -> Sequence[DraftVersion]:
        return await (await self._there()).draft_versions(draft_id)

    async def go_back(self, draft_id: int, version_id: int) -> Draft | None:
        return await (await self._there()).go_back(draft_id, version_id)

    async def drop_draft(self, draft_id: int) -> None:
        await (await self._there()).drop_draft(draft_id)

    def window(self, account: str) -> WindowStatus:
        return WindowStatus(WindowState.UNKNOWN) if self._real is None else self._real.window(account)

    async def login_now(self, account: str) -> LoginResult:
        return await (await self._there()).login_now(account)

    def learned(self, account: str) -> Learned:
        return Learned() if self._real is None else self._real.learned(account)

    async def forget_learned(self, account: str) -> None:
        await (await self._there()).forget_learned(account)

    async def try_auth(self, account: Account, *, passwords: dict[Role, Secret] | None = None) -> AuthTrial:
        return await (await self._there()).try_auth(account, passwords=passwords)

    async def switch_to_auth(self, account: str, submission: Server) -> None:
        await (await self._there()).switch_to_auth(account, submission)

    async def logins(self, account: str, since: "datetime") -> "tuple[Login, ...]":
        return await (await self._there()).logins(account, since)

    async def check(
        self,
        account: Account,
        recipient: str | None = None,
        *,
        passwords: dict[Role, Secret] | None = None,
    ) -> AsyncIterator[CheckStep]:
        async for step in (await self._there()).check(account, recipient, passwords=passwords):
            yield step

    async def password_given(self, account: str, which: Role, password: Secret, *, keep: bool) -> bool:
        return await (await self._there()).password_given(account, which, password, keep=keep)

    async def has_password(self, account: str, which: Role) -> bool:
        return await (await self._there()).has_password(account, which)

    async def key_store_is_locked(self) -> bool:
        return await (await self._there()).key_store_is_locked()

    async def open_key_store(self) -> bool:
        return await (await self._there()).open_key_store()

    async def changes(self) -> AsyncIterator[Change]:
        async for change in (await self._there()).changes():
            yield change

    async def _there(self) -> Verbs:
        if self._real is None:
            import asyncio

            if self._arrival is None:
                self._arrival = asyncio.Event()
            await self._arrival.wait()
        if self._real is None:
            raise RuntimeError("the post office arrived, and was not there")
        return self._real
