"""The verbs, carried out: the front door of the rooms below for window and terminal."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tegata.accounts.account import Account, Server
from tegata.accounts.accounts_file import SettingsTrouble
from tegata.accounts.auth_switch import to_auth
from tegata.delivery.account_book import AccountBook
from tegata.delivery.account_changes import AccountChanges
from tegata.delivery.auth_trial import try_auth
from tegata.delivery.checking import check_account
from tegata.delivery.consigning import outcomes_so_far, without_accepted
from tegata.delivery.crew import Crew
from tegata.delivery.departures import departing, leaves_in, let_go
from tegata.delivery.hearing import Hearing
from tegata.delivery.key_desk import KeyDesk
from tegata.delivery.lessons import Lessons
from tegata.delivery.looking import look_for
from tegata.delivery.notices import (
    AuthTrial,
    Change,
    CheckStep,
    DraftKept,
    DraftVersion,
    Flawed,
    LeftOpen,
    LoggedIn,
    LoginResult,
    LookResult,
    NotQueued,
    NotSaved,
    ParcelChanged,
    Queued,
    Role,
    SendResult,
    WindowChanged,
)
from tegata.delivery.office import Office
from tegata.delivery.one_login import OneLogin, Pass, log_in_once
from tegata.delivery.sealing import seal_for
from tegata.delivery.taking_over import take_over
from tegata.delivery.tools import Tools
from tegata.delivery.travels import Travels
from tegata.delivery.turns import smallest_first
from tegata.delivery.waits import Waits
from tegata.delivery.windows import Windows
from tegata.keys.passwords import Passwords
from tegata.mail.draft import Draft, Place
from tegata.mail.letter import Letter
from tegata.network.transcript import Transcript
from tegata.protocols.smtp_submit import Partial
from tegata.relay.circumstances import context_from
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.learned import Learned
from tegata.relay.reading import diagnose, gravest
from tegata.relay.remedies import offering_auth
from tegata.relay.window import WindowStatus
from tegata.secret import Secret
from tegata.store.departure import SendAt
from tegata.store.ledger import Login
from tegata.store.parcel import UNSENT, Attempt, HoldReason, Parcel, ParcelState, Standing
from tegata.store.store import Store
from tegata.store.trouble import Trouble


class PostOffice:
    """`delivery.verbs.Verbs`, with the couriers that work behind it.

    `start` sets the couriers to work; without it nothing leaves but what `deliver_now` is asked for. Only the
    holder of the profile's lock may do either. `travels` is told when this computer may have moved or slept.
    """

    def __init__(self, store: Store, accounts: AccountBook, passwords: Passwords, tools: Tools) -> None:
        self._store = store
        self._passwords = passwords
        self._accounts = accounts
        self._tools = tools = replace(tools, password_stays=self._password_stays)
        self._hearing = Hearing()
        self._lessons = Lessons(store.ledger)
        self._windows = Windows(
            store.ledger, tools.clock, tools.whereabouts, self._lessons, accounts.still_uses
        )
        waits = Waits(tools.clock)
        self._office = Office(
            store.outbox, accounts, self._windows, self._lessons, self._hearing, tools, waits
        )
        self._crew = Crew(self._office)
        self._changes = AccountChanges(store, passwords, self._office, self._crew)
        self._keys = KeyDesk(passwords, self._office, self._crew)
        self.travels = Travels(self._office, self._crew)

    def _password_stays(self, account: Account, role: Role) -> bool:
        known = self._lessons.of(account.name)
        return role in known.hides_password and self._accounts.still_uses(account)

    async def open(self) -> None:
        """Read what earlier runs have learned of the accounts' windows and servers."""
        await self._windows.load(self._accounts.all())
        await self._lessons.load(self._accounts.all())

    async def recover(self) -> tuple[Parcel, ...]:
        """Take over from the process that had the lock before; return what stands otherwise since."""
        changed = await take_over(self._office)
        self.travels.tell()
        return changed

    async def start(self) -> None:
        """Set the couriers to work, also on letters that wait from earlier."""
        await self._crew.start()

    async def stop(self) -> None:
        """Send the couriers home; see `Crew.stop`."""
        await self._crew.stop()

    async def deliver_now(self, parcel_id: int, partial: Partial = Partial.ALL_OR_NONE) -> Parcel | None:
        """Have a waiting parcel tried once; see `Crew.deliver_now`."""
        return await self._crew.deliver_now(parcel_id, partial)

    async def due(self) -> tuple[Parcel, ...]:
        """Return the letters that are due now, smallest first; those held until now are let go first."""
        await let_go(self._office, await self._store.outbox.leaving())
        waiting = await self._store.outbox.parcels(states={ParcelState.WAITING})
        return tuple(smallest_first(each for each in waiting if self._office.waits.is_over(each)))

    def now(self) -> datetime:
        """Return the wall-clock time that due times are compared with."""
        return self._tools.clock.wall()

    # accounts -----------------------------------------------------------------------------------------

    def accounts(self) -> tuple[Account, ...]:
        """See `Verbs`."""
        return self._accounts.all()

    async def save_account(self, account: Account, *, formerly: str | None = None) -> None:
        """See `Verbs`."""
        await self._changes.save(account, formerly=formerly)

    async def remove_account(self, name: str) -> None:
        """See `Verbs`."""
        await self._changes.remove(name)

    async def take_in_edits(self) -> tuple[SettingsTrouble, ...]:
        """Use what was edited in the settings file by hand; see `AccountChanges.take_in_edits`."""
        return await self._changes.take_in_edits()

    # a letter -----------------------------------------------------------------------------------------

    async def send(
        self,
        draft: Draft,
        *,
        draft_id: int | None = None,
        leaves: timedelta | SendAt = timedelta(0),
        from_name: str | None = None,
    ) -> SendResult:
        """See `Verbs`. `from_name` replaces the account's display name in this letter."""
        account = self._accounts.get(draft.account)
        letter = seal_for(account, draft, self._tools.letter_date(), from_name)
        if not isinstance(letter, Letter):
            return Flawed(letter)
        standing = departing(leaves, self._office)
        now = self._tools.clock.wall()
        put = await self._store.outbox.put(letter, draft, standing, now=now, draft_id=draft_id)
        match put:
            case Trouble():
                return NotQueued(put.kind, put.detail)
            case Parcel():
                self._hearing.tell(ParcelChanged(put.id))
                self._crew.wake(put.account)
                return Queued(put.id, put.message_id)
            case _:
                return Flawed(put)

    async def try_now(self, parcel_id: int) -> None:
        """See `Verbs`."""
        await self._crew.try_now(parcel_id)

    async def send_later(self, parcel_id: int, at: SendAt) -> bool:
        """See `Verbs`."""
        return await self._crew.move(parcel_id, departing(at, self._office)) is not None

    def leaves_in(self, parcel: Parcel) -> timedelta | None:
        """See `Verbs`."""
        return leaves_in(parcel, self._office)

    async def cancel(self, parcel_id: int) -> bool:
        """See `Verbs`."""
        if any(courier.cancel(parcel_id) for courier in self._crew.couriers.values()):
            return True
        held = Standing(ParcelState.HELD, hold=HoldReason.CANCELLED)
        return await self._crew.move(parcel_id, held, was=ParcelState.WAITING) is not None

    async def withdraw(self, parcel_id: int) -> bool:
        """See `Verbs`."""
        return await self._crew.move(parcel_id, Standing(ParcelState.WITHDRAWN)) is not None

    async def it_arrived(self, parcel_id: int) -> None:
        """See `Verbs`."""
        await self._crew.move(parcel_id, Standing(ParcelState.SENT), was=ParcelState.UNCERTAIN)

    async def look_for(self, parcel_id: int) -> LookResult:
        """See `Verbs`."""
        parcel = await self._store.outbox.parcel(parcel_id)
        if parcel is None:
            raise KeyError(parcel_id)
        account = self._present(parcel.account)
        return await look_for(parcel.message_id, account, self._tools, self._pass_of(account))

    async def edit_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        """See `Verbs`. Recipients who have the letter are left out: they must not get it twice."""
        parcel = await self._store.outbox.parcel(parcel_id)
        reopened = await self._store.outbox.reopen(parcel_id, self._tools.clock.wall())
        if parcel is None or reopened is None:
            return None
        self._hearing.tell(ParcelChanged(parcel_id))
        draft_id, draft = reopened
        left = without_accepted(draft, parcel)
        if left != draft:
            await self._store.drafts.keep(left, draft_id, now=self._tools.clock.wall())
        return draft_id, left

    async def use_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        """See `Verbs`."""
        return await self._store.outbox.use_again(parcel_id, self._tools.clock.wall())

    async def save_letter(self, parcel_id: int, path: Path) -> NotSaved | None:
        """See `Verbs`."""
        trouble = await self._store.outbox.save_letter(parcel_id, path)
        return None if trouble is None else NotSaved(trouble.kind, trouble.detail)

    async def unsent(self) -> tuple[Parcel, ...]:
        """See `Verbs`."""
        return await self._store.outbox.parcels(states=UNSENT)

    async def sent(self, search: str = "", *, after: Parcel | None = None) -> tuple[Parcel, ...]:
        """See `Verbs`."""
        return await self._store.outbox.sent(search, after=after)

    async def parcels(self) -> tuple[Parcel, ...]:
        """Return every parcel that is not withdrawn, newest first."""
        return await self._store.outbox.parcels()

    async def parcel(self, parcel_id: int) -> Parcel | None:
        """See `Verbs`."""
        return await self._store.outbox.parcel(parcel_id)

    async def attempts(self, parcel_id: int) -> tuple[Attempt, ...]:
        """See `Verbs`."""
        return await self._store.outbox.attempts(parcel_id)

    def diagnose(self, parcel: Parcel) -> Diagnosis | None:
        """See `Verbs`."""
        account = self._accounts.get(parcel.account)
        outcomes = outcomes_so_far(parcel)
        if account is None or not outcomes:
            return None
        hardest_hit = gravest(outcomes)
        then = next((each.circumstances for each in parcel.recipients if each.address == hardest_hit), None)
        diagnosis = diagnose(outcomes, context_from(account, then))
        return None if diagnosis is None else offering_auth(diagnosis, self._lessons.of(parcel.account))

    # drafts -------------------------------------------------------------------------------------------

    async def keep_draft(
        self, draft: Draft, draft_id: int | None, place: Place | None = None
    ) -> DraftKept | NotQueued:
        """See `Verbs`."""
        kept = await self._store.drafts.keep(draft, draft_id, place, now=self._tools.clock.wall())
        return NotQueued(kept.kind, kept.detail) if isinstance(kept, Trouble) else kept

    async def mark_draft(self, draft_id: int, place: Place | None) -> None:
        """See `Verbs`."""
        await self._store.drafts.mark(draft_id, place)

    async def make_room(self) -> None:
        """See `Verbs`."""
        await self._store.outbox.make_room()

    async def left_open(self) -> Sequence[LeftOpen]:
        """See `Verbs`."""
        return await self._store.drafts.left_open()

    async def drafts(self) -> Sequence[DraftKept]:
        """See `Verbs`."""
        return await self._store.drafts.kept()

    async def draft(self, draft_id: int) -> Draft | None:
        """See `Verbs`."""
        return await self._store.drafts.get(draft_id)

    async def draft_versions(self, draft_id: int) -> Sequence[DraftVersion]:
        """See `Verbs`."""
        return await self._store.drafts.versions(draft_id)

    async def go_back(self, draft_id: int, version_id: int) -> Draft | None:
        """See `Verbs`."""
        return await self._store.drafts.go_back(draft_id, version_id, now=self._tools.clock.wall())

    async def drop_draft(self, draft_id: int) -> None:
        """See `Verbs`."""
        await self._store.drafts.drop(draft_id)

    # the window ---------------------------------------------------------------------------------------

    def window(self, account: str) -> WindowStatus:
        """See `Verbs`. Raises KeyError for an account that is gone."""
        return self._windows.status(self._present(account))

    async def login_now(self, account: str) -> LoginResult:
        """See `Verbs`."""
        present = self._present(account)
        transcript = Transcript(self._tools.clock, account)
        login = await log_in_once(present, self._tools, transcript, self._pass_of(present))
        if not isinstance(login, OneLogin):
            return login
        await self._crew.respites.reached(present, Role.POP)
        return LoggedIn(self._windows.status(present), login.letters_waiting)

    def learned(self, account: str) -> Learned:
        """See `Verbs`."""
        return self._lessons.of(account)

    async def forget_learned(self, account: str) -> None:
        """See `Verbs`."""
        await self._lessons.forget(account)
        self._hearing.tell(WindowChanged(account))

    async def try_auth(self, account: Account, *, passwords: dict[Role, Secret] | None = None) -> AuthTrial:
        """See `Verbs`."""
        return await try_auth(account, self._tools.with_passwords(passwords))

    async def switch_to_auth(self, account: str, submission: Server) -> None:
        """See `Verbs`."""
        await self._passwords.share(account, Role.POP, Role.SUBMISSION)
        await self.save_account(to_auth(self._present(account), submission))

    async def logins(self, account: str, since: datetime) -> tuple[Login, ...]:
        """See `Verbs`."""
        return await self._store.ledger.logins(account, since)

    def check(
        self,
        account: Account,
        recipient: str | None = None,
        *,
        passwords: dict[Role, Secret] | None = None,
    ) -> AsyncIterator[CheckStep]:
        """See `Verbs`."""
        return check_account(
            account,
            recipient or account.address,
            self._tools.with_passwords(passwords),
            self._pass_of(account),
        )

    # passwords ----------------------------------------------------------------------------------------

    async def password_given(self, account: str, which: Role, password: Secret, *, keep: bool) -> bool:
        """See `Verbs`."""
        return await self._keys.given(account, which, password, keep=keep)

    async def has_password(self, account: str, which: Role) -> bool:
        """See `Verbs`."""
        return await self._keys.has(account, which)

    async def key_store_is_locked(self) -> bool:
        """See `Verbs`."""
        return await self._keys.is_locked()

    async def open_key_store(self) -> bool:
        """See `Verbs`."""
        return await self._keys.open()

    def changes(self) -> AsyncIterator[Change]:
        """See `Verbs`."""
        return self._hearing.changes()

    # ------------------------------------------------------------------------------------------------

    def _pass_of(self, account: Account) -> Pass | None:
        """Return where the account's pass is kept; None for a form that holds other servers."""
        if not self._accounts.still_uses(account):
            return None
        return Pass(self._windows, lambda: self._hearing.tell(WindowChanged(account.name)))

    def _present(self, name: str) -> Account:
        account = self._accounts.get(name)
        if account is None:
            raise KeyError(name)
        return account
