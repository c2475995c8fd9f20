"""The verbs a front end knows. `delivery.post_office.PostOffice` carries them out."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

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
from tegata.mail.draft import Draft, Place
from tegata.relay.diagnosis import Diagnosis
from tegata.relay.learned import Learned
from tegata.relay.window import WindowStatus
from tegata.secret import Secret
from tegata.store.departure import SendAt
from tegata.store.parcel import Attempt, Parcel

if TYPE_CHECKING:
    from tegata.store.ledger import Login  # SQLite comes with it, and the window is painted before that


class Verbs(Protocol):
    """Everything `gui` and `cli` ask of the rooms below. Nothing here blocks the loop."""

    # accounts -----------------------------------------------------------------------------------------
    def accounts(self) -> tuple[Account, ...]:
        """Return the accounts in the order of the settings file."""
        ...

    async def save_account(self, account: Account, *, formerly: str | None = None) -> None:
        """Add the account, or replace the one called `formerly`; then `AccountsChanged`. Raises OSError."""
        ...

    async def remove_account(self, name: str) -> None:
        """Remove the account from the settings and its passwords from the keyring; its letters stay, held."""
        ...

    # a letter -----------------------------------------------------------------------------------------
    async def send(
        self, draft: Draft, *, draft_id: int | None = None, leaves: timedelta | SendAt = timedelta(0)
    ) -> SendResult:
        """Seal the draft and put the letter on disk. On `Queued` the kept draft `draft_id` is let go.

        `leaves`: after so long, during which `edit_again` undoes it, or at that time.
        """
        ...

    async def try_now(self, parcel_id: int) -> None:
        """Make a waiting, held or failed parcel due at once; for an uncertain one this is "send again"."""
        ...

    async def send_later(self, parcel_id: int, at: SendAt) -> bool:
        """Hold a waiting or held parcel until that time. False when it is on its way or has been sent."""
        ...

    def leaves_in(self, parcel: Parcel) -> timedelta | None:
        """Return how long until a held parcel leaves by itself; None where it does not. Cheap."""
        ...

    async def cancel(self, parcel_id: int) -> bool:
        """Stop a parcel on its way, or hold one back that waits for its turn; it stays until it is tried.

        False when the last dot has left: it cannot be kept.
        """
        ...

    async def withdraw(self, parcel_id: int) -> bool:
        """Take a parcel out for good. False when it is on its way or has been sent."""
        ...

    async def it_arrived(self, parcel_id: int) -> None:
        """Settle an uncertain parcel as sent."""
        ...

    async def look_for(self, parcel_id: int) -> LookResult:
        """Look for traces of an uncertain parcel among the newest letters of the mailbox; changes nothing.

        That takes a POP login, and may be cancelled anywhere. Raises KeyError for a parcel or an account that
        is gone.
        """
        ...

    async def edit_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        """Withdraw the parcel and return it as a kept draft (id, draft); None when it is too late."""
        ...

    async def use_again(self, parcel_id: int) -> tuple[int, Draft] | None:
        """Return a new kept draft (id, draft) of what the letter was; the letter stays. None: it is gone."""
        ...

    async def save_letter(self, parcel_id: int, path: Path) -> NotSaved | None:
        """Write the letter, without its blind recipients, to a file of the user's; None when it is there."""
        ...

    async def unsent(self) -> tuple[Parcel, ...]:
        """Return every parcel that is neither sent nor withdrawn, newest first."""
        ...

    async def sent(self, search: str = "", *, after: Parcel | None = None) -> tuple[Parcel, ...]:
        """Return a page of the letters sent last, newest first; `after` is the last one of the page before.

        With a search, those that have all its words in subject or recipients.
        """
        ...

    async def parcel(self, parcel_id: int) -> Parcel | None:
        """Return one parcel."""
        ...

    async def attempts(self, parcel_id: int) -> tuple[Attempt, ...]:
        """Return the attempts, oldest first, each with its redacted transcript."""
        ...

    def diagnose(self, parcel: Parcel) -> Diagnosis | None:
        """Return what the last attempt's outcomes mean; None when nothing went wrong."""
        ...

    # drafts -------------------------------------------------------------------------------------------
    async def keep_draft(
        self, draft: Draft, draft_id: int | None, place: Place | None = None
    ) -> DraftKept | NotQueued:
        """Keep a draft as it is typed; None makes a new one. Something is never replaced by nothing.

        `place` is where the cursor stands; None: no window shows the draft any more.
        """
        ...

    async def mark_draft(self, draft_id: int, place: Place | None) -> None:
        """Note the place alone; what is written, and when it was kept, stays. No draft comes of it."""
        ...

    async def make_room(self) -> None:
        """Give up the room kept back on the disk, at the very end, for a draft that is refused else."""
        ...

    async def left_open(self) -> Sequence[LeftOpen]:
        """Return, once, the drafts whose place a process left behind that has ended, the latest first."""
        ...

    async def drafts(self) -> Sequence[DraftKept]:
        """Return the kept drafts, newest first."""
        ...

    async def draft(self, draft_id: int) -> Draft | None:
        """Return one kept draft."""
        ...

    async def draft_versions(self, draft_id: int) -> Sequence[DraftVersion]:
        """Return what a kept draft was earlier, the latest first."""
        ...

    async def go_back(self, draft_id: int, version_id: int) -> Draft | None:
        """Make a draft what it was, and return that; what it is now becomes a version. None: one is gone."""
        ...

    async def drop_draft(self, draft_id: int) -> None:
        """Delete a kept draft, because the user said so."""
        ...

    # the window ---------------------------------------------------------------------------------------
    def window(self, account: str) -> WindowStatus:
        """Return where the account stands now. Cheap: called once a second while a countdown shows."""
        ...

    async def login_now(self, account: str) -> LoginResult:
        """Make the receive "whose purpose is not receiving": a POP login that opens the window."""
        ...

    def learned(self, account: str) -> Learned:
        """Return what the account's servers have shown. Cheap."""
        ...

    async def forget_learned(self, account: str) -> None:
        """Forget that; then `WindowChanged`."""
        ...

    async def try_auth(self, account: Account, *, passwords: dict[Role, Secret] | None = None) -> AuthTrial:
        """Log in by SMTP AUTH with these values, saved or not; nothing is sent and nothing is saved."""
        ...

    async def switch_to_auth(self, account: str, submission: Server) -> None:
        """Send by SMTP AUTH from now on, at the server that `try_auth` found. Raises OSError.

        The mailbox's password serves there too, where no other was given. What the account had before stays
        as `Account.before_auth`.
        """
        ...

    async def logins(self, account: str, since: datetime) -> "tuple[Login, ...]":
        """Return the POP logins from `since` on, oldest first, and whether each helped a letter out."""
        ...

    def check(
        self,
        account: Account,
        recipient: str | None = None,
        *,
        passwords: dict[Role, Secret] | None = None,
    ) -> AsyncIterator[CheckStep]:
        """Walk the whole way with these values (saved or not) and stop before a letter is sent.

        Without a recipient the account's own address is asked for, which proves nothing about relaying.
        """
        ...

    # passwords ----------------------------------------------------------------------------------------
    async def password_given(self, account: str, which: Role, password: Secret, *, keep: bool) -> bool:
        """Use the password from now on, in the keyring if `keep`; False when only for the session."""
        ...

    async def has_password(self, account: str, which: Role) -> bool:
        """Whether a password is at hand without asking anyone."""
        ...

    async def key_store_is_locked(self) -> bool:
        """Whether there is a keyring that the user has to open first. Asks nobody."""
        ...

    async def open_key_store(self) -> bool:
        """Let the system ask the user to open the keyring, and try what waits for a password once it is open.

        False where it was not opened. Waits as long as the user does.
        """
        ...

    # hearing ------------------------------------------------------------------------------------------
    def changes(self) -> AsyncIterator[Change]:
        """Yield what happens from now on, to each caller; a slow one gets only the newest progress."""
        ...
