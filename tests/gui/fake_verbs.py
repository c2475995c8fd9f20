"""A stand-in for the post office: remembers what was asked of it, and says what a test tells it to say."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from tegata.accounts.account import Account, PopBeforeSend, Security, Server
from tegata.accounts.auth_switch import to_auth
from tegata.delivery.notices import (
    AccountsChanged,
    AuthTrial,
    AuthWorks,
    Change,
    CheckStep,
    DraftKept,
    DraftVersion,
    LeftOpen,
    LoggedIn,
    LoginResult,
    LookResult,
    NotQueued,
    NotSaved,
    Queued,
    Role,
    SendResult,
    WindowChanged,
)
from tegata.mail.draft import Draft, Place
from tegata.protocols.pop3_traces import Looked
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.learned import Learned
from tegata.relay.window import AuthenticationWindow, SeenFrom, WindowState, WindowStatus
from tegata.secret import Secret
from tegata.store.departure import SendAt
from tegata.store.ledger import Login
from tegata.store.parcel import Attempt, Parcel, ParcelState, Recipient
from tegata.store.trouble import StoreError

NOON = datetime(2026, 5, 4, 14, 22, 3, tzinfo=UTC)


AUTH_SERVER = Server("smtp.provider-a.example", 587, Security.STARTTLS, user="anna")


def an_account(name: str = "anna", **changes: object) -> Account:
    """Return Anna Berg's account at provider A, POP before send on."""
    account = Account(
        name=name,
        address="anna@provider-a.example",
        display_name="Anna Berg",
        submission=Server("smtp.provider-a.example", 25, Security.STARTTLS),
        pop=Server("pop.provider-a.example", 995, Security.TLS, user="anna"),
        pop_before_send=PopBeforeSend(enabled=True),
    )
    return replace(account, **changes)  # type: ignore[arg-type]


def a_parcel(parcel_id: int = 1, state: ParcelState = ParcelState.WAITING, **changes: object) -> Parcel:
    """Return a letter about the contract, to Yuki and Ola."""
    parcel = Parcel(
        id=parcel_id,
        account="anna",
        message_id=f"<{parcel_id}@provider-a.example>",
        subject="Contract and site photos",
        sender="anna@provider-a.example",
        recipients=(Recipient("yuki@provider-b.example"), Recipient("ola@elsewhere.example")),
        smtputf8=False,
        size=6_300_000,
        state=state,
        queued_at=NOON,
        changed_at=NOON,
    )
    return replace(parcel, **changes)  # type: ignore[arg-type]


def an_open_window(left: timedelta = timedelta(minutes=9, seconds=41)) -> WindowStatus:
    """Return a window of ten minutes with so much left; below a minute it is ending."""
    window = AuthenticationWindow(
        opened_at=timedelta(hours=1),
        opened_wall=NOON,
        good_for=timedelta(minutes=10),
        seen_from=SeenFrom("192.168.1.7", 4, "203.0.113.7"),
        boot_id="boot",
    )
    return WindowStatus(
        state=WindowState.ENDING if left < timedelta(minutes=1) else WindowState.OPEN,
        window=window,
        remaining=left,
        ends_wall=NOON + timedelta(minutes=10),
        letters_waiting=3,
    )


@dataclass
class Unanswered:
    """In place of a verb: `ask` never returns. `given_up` says that whoever asked has ceased to wait."""

    given_up: bool = False

    async def ask(self, *_what: object, **_how: object) -> NoReturn:
        try:
            await asyncio.Event().wait()
        finally:
            self.given_up = True
        raise AssertionError("nobody sets it")


@dataclass
class FakeVerbs:
    """Implements `tegata.delivery.verbs.Verbs`. Set the fields to script it; `calls` is what was asked."""

    the_accounts: list[Account] = field(default_factory=lambda: [an_account()])
    the_parcels: dict[int, Parcel] = field(default_factory=dict)
    the_attempts: dict[int, tuple[Attempt, ...]] = field(default_factory=dict)
    the_drafts: dict[int, Draft] = field(default_factory=dict)
    the_versions: dict[int, Sequence[DraftVersion]] = field(default_factory=dict)
    the_places: dict[int, Place] = field(default_factory=dict)
    diagnoses: dict[int, Diagnosis] = field(default_factory=dict)
    status: WindowStatus = field(default_factory=lambda: WindowStatus(WindowState.CLOSED))
    send_result: SendResult = field(default_factory=lambda: Queued(1, "<1@provider-a.example>"))
    save_trouble: NotSaved | None = None
    keep_trouble: NotQueued | None = None
    room: bool = False
    mark_trouble: StoreError | None = None
    login_result: LoginResult = field(default_factory=lambda: LoggedIn(an_open_window(), 3))
    page: int = 200
    look_result: LookResult = field(default_factory=lambda: Looked(frozenset(), 3))
    check_steps: tuple[CheckStep, ...] = ()
    passwords: set[tuple[str, Role]] = field(default_factory=set)
    the_logins: dict[str, list[Login]] = field(default_factory=dict)
    the_learned: dict[str, Learned] = field(default_factory=dict)
    auth_trial: AuthTrial = field(default_factory=lambda: AuthWorks(AUTH_SERVER))
    keyring_present: bool = True
    keyring_locked: bool = False
    opens_keyring: bool = True
    cancellable: bool = True
    left: timedelta = timedelta(seconds=7)
    calls: list[tuple[object, ...]] = field(default_factory=list)
    _ears: list[asyncio.Queue[Change]] = field(default_factory=list)

    def say(self, change: Change) -> None:
        """Let everyone who listens hear the change."""
        for ear in self._ears:
            ear.put_nowait(change)

    def accounts(self) -> tuple[Account, ...]:
        return tuple(self.the_accounts)

    async def save_account(self, account: Account, *, formerly: str | None = None) -> None:
        self.calls.append(("save_account", account, formerly))
        old = formerly or account.name
        names = [each.name for each in self.the_accounts]
        if old in names:
            self.the_accounts[names.index(old)] = account
        else:
            self.the_accounts.append(account)
        self.say(AccountsChanged())

    async def remove_account(self, name: str) -> None:
        self.calls.append(("remove_account", name))
        self.the_accounts = [each for each in self.the_accounts if each.name != name]
        self.say(AccountsChanged())

    async def send(
        self, draft: Draft, *, draft_id: int | None = None, leaves: timedelta | SendAt = timedelta(0)
    ) -> SendResult:
        self.calls.append(("send", draft, draft_id, leaves))
        if isinstance(self.send_result, Queued) and draft_id is not None:
            self.the_drafts.pop(draft_id, None)
        return self.send_result

    async def try_now(self, parcel_id: int) -> None:
        self.calls.append(("try_now", parcel_id))

    async def send_later(self, parcel_id: int, at: SendAt) -> bool:
        self.calls.append(("send_later", parcel_id, at))
        return self.cancellable

    def leaves_in(self, parcel: Parcel) -> timedelta | None:
        return self.left if parcel.leaves_by_itself else None

    async def cancel(self, parcel_id: int) -> bool:
        self.calls.append(("cancel", parcel_id))
        return self.cancellable

    async def withdraw(self, parcel_id: int) -> bool:
        self.calls.append(("withdraw", parcel_id))
        return self.cancellable

    async def it_arrived(self, parcel_id: int) -> None:
        self.calls.append(("it_arrived", parcel_id))

    async def look_for(self, parcel_id: int) -> LookResult:
        self.calls.append(("look_for", parcel_id))
        return self.look_result

    async def edit_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        self.calls.append(("edit_again", parcel_id))
        return (7, Draft("anna", to=("ola@elsewhere.example",))) if self.cancellable else None

    async def use_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        self.calls.append(("use_again", parcel_id))
        return 8, Draft("anna", to=("ola@elsewhere.example",))

    async def save_letter(self, parcel_id: int, path: Path) -> NotSaved | None:
        self.calls.append(("save_letter", parcel_id, path))
        return self.save_trouble

    async def unsent(self) -> tuple[Parcel, ...]:
        return self._newest(lambda state: state not in {ParcelState.SENT, ParcelState.WITHDRAWN})

    async def sent(self, search: str = "", *, after: Parcel | None = None) -> tuple[Parcel, ...]:
        """A page has two letters; the newest is the one with the highest id."""
        found = self._newest(lambda state: state is ParcelState.SENT)
        found = tuple(each for each in found if search in each.subject and (not after or each.id < after.id))
        return found[: self.page]

    def _newest(self, wanted: Callable[[ParcelState], bool]) -> tuple[Parcel, ...]:
        found = [each for each in self.the_parcels.values() if wanted(each.state)]
        return tuple(sorted(found, key=lambda each: -each.id))

    async def parcel(self, parcel_id: int) -> Parcel | None:
        return self.the_parcels.get(parcel_id)

    async def attempts(self, parcel_id: int) -> tuple[Attempt, ...]:
        return self.the_attempts.get(parcel_id, ())

    def diagnose(self, parcel: Parcel) -> Diagnosis | None:
        return self.diagnoses.get(parcel.id)

    async def keep_draft(
        self, draft: Draft, draft_id: int | None, place: Place | None = None
    ) -> DraftKept | NotQueued:
        self.calls.append(("keep_draft", draft, draft_id))
        if self.keep_trouble is not None:
            return self.keep_trouble
        number = draft_id or max(self.the_drafts, default=0) + 1
        self.the_drafts[number] = draft
        self._note(number, place)
        return _kept(number, draft)

    async def mark_draft(self, draft_id: int, place: Place | None) -> None:
        self.calls.append(("mark_draft", draft_id, place))
        if self.mark_trouble is not None:
            raise self.mark_trouble
        self._note(draft_id, place)

    async def make_room(self) -> None:
        self.calls.append(("make_room",))
        if self.room:
            self.keep_trouble = None

    def _note(self, number: int, place: Place | None) -> None:
        if place is None:
            self.the_places.pop(number, None)
        else:
            self.the_places[number] = place

    async def left_open(self) -> Sequence[LeftOpen]:
        """The places that the test has put there."""
        left = [LeftOpen(each, NOON, self.the_drafts[each], place) for each, place in self.the_places.items()]
        self.the_places.clear()
        return left

    async def drafts(self) -> Sequence[DraftKept]:
        return [_kept(number, draft) for number, draft in sorted(self.the_drafts.items(), reverse=True)]

    async def draft(self, draft_id: int) -> Draft | None:
        return self.the_drafts.get(draft_id)

    async def draft_versions(self, draft_id: int) -> Sequence[DraftVersion]:
        return self.the_versions.get(draft_id, ())

    async def go_back(self, draft_id: int, version_id: int) -> Draft | None:
        self.calls.append(("go_back", draft_id, version_id))
        return self.the_drafts.get(draft_id)

    async def drop_draft(self, draft_id: int) -> None:
        self.calls.append(("drop_draft", draft_id))
        self.the_drafts.pop(draft_id, None)

    def window(self, account: str) -> WindowStatus:
        return self.status

    async def login_now(self, account: str) -> LoginResult:
        self.calls.append(("login_now", account))
        if isinstance(self.login_result, LoggedIn):
            self.status = self.login_result.window
            self.say(WindowChanged(account))
        return self.login_result

    async def check(
        self,
        account: Account,
        recipient: str | None = None,
        *,
        passwords: dict[Role, Secret] | None = None,
    ) -> AsyncIterator[CheckStep]:
        self.calls.append(("check", account, recipient, passwords))
        for step in self.check_steps:
            yield step

    async def password_given(self, account: str, which: Role, password: Secret, *, keep: bool) -> bool:
        self.calls.append(("password_given", account, which, password.reveal(), keep))
        self.passwords.add((account, which))
        return keep and self.keyring_present and not self.keyring_locked

    async def key_store_is_locked(self) -> bool:
        return self.keyring_locked

    async def open_key_store(self) -> bool:
        self.calls.append(("open_key_store",))
        self.keyring_locked = not self.opens_keyring
        return self.opens_keyring

    def learned(self, account: str) -> Learned:
        return self.the_learned.get(account, Learned())

    async def forget_learned(self, account: str) -> None:
        self.calls.append(("forget_learned", account))
        self.the_learned.pop(account, None)
        self.say(WindowChanged(account))

    async def try_auth(self, account: Account, *, passwords: dict[Role, Secret] | None = None) -> AuthTrial:
        self.calls.append(("try_auth", account, passwords))
        return self.auth_trial

    async def switch_to_auth(self, account: str, submission: Server) -> None:
        self.calls.append(("switch_to_auth", account, submission))
        (present,) = [each for each in self.the_accounts if each.name == account]
        await self.save_account(to_auth(present, submission))

    async def logins(self, account: str, since: datetime) -> tuple[Login, ...]:
        return tuple(each for each in self.the_logins.get(account, ()) if each.at >= since)

    async def has_password(self, account: str, which: Role) -> bool:
        return (account, which) in self.passwords

    async def changes(self) -> AsyncIterator[Change]:
        ear: asyncio.Queue[Change] = asyncio.Queue()
        self._ears.append(ear)
        try:
            while True:
                yield await ear.get()
        finally:
            self._ears.remove(ear)


def _kept(number: int, draft: Draft) -> DraftKept:
    return DraftKept(id=number, saved_at=NOON, subject=draft.subject, recipients=draft.to)
