"""The accounts while they are edited: what was there, what stands in the forms, what is new. No Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tegata.accounts.account import Account, Login, PopBeforeSend, Security, Server
from tegata.accounts.validate import AccountFlaw, validate
from tegata.delivery.notices import Role
from tegata.secret import Secret


@dataclass
class Edited:
    """One account: as it was (None for a new one), as it is now, and the passwords typed.

    `settled` are the keys in the settings file whose value there is to be replaced, whatever it is.
    """

    was: Account | None
    now: Account
    passwords: dict[Role, Secret] = field(default_factory=dict)
    settled: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether there is anything to save."""
        return self.was != self.now or bool(self.passwords)

    @property
    def formerly(self) -> str | None:
        """The name under which the account is stored; None for a new one."""
        return None if self.was is None else self.was.name


@dataclass
class Shelf:
    """Every account in the window; one of them is in the forms."""

    edited: list[Edited]
    current: int = 0

    @classmethod
    def of(cls, accounts: Sequence[Account]) -> "Shelf":
        """Return the accounts as they are stored; an empty form where there are none."""
        return cls([Edited(account, account) for account in accounts] or [Edited(None, new_account())])

    @property
    def in_the_forms(self) -> Edited:
        """The account being looked at."""
        return self.edited[self.current]

    def add(self) -> None:
        """Put an empty account on the shelf and look at it; an empty one that is there already will do."""
        for n, each in enumerate(self.edited):
            if each.was is None and each.now == new_account():
                self.current = n
                return
        self.edited.append(Edited(None, new_account()))
        self.current = len(self.edited) - 1

    def find(self, name: str) -> int | None:
        """Return the place of an account by its stored name."""
        return next((n for n, each in enumerate(self.edited) if each.formerly == name), None)

    def drop_current(self) -> None:
        """Take the account in the forms away; the first takes its place."""
        del self.edited[self.current]
        self.current = 0
        if not self.edited:
            self.edited.append(Edited(None, new_account()))

    def flaws(self, place: int) -> tuple[AccountFlaw, ...]:
        """Return what is wrong with the account at `place`, beside the others as they stand."""
        others = [each.now.name for n, each in enumerate(self.edited) if n != place]
        return validate(self.edited[place].now, others)

    def to_save(self) -> list[int]:
        """Return the places of those that differ; a new one that is still empty is none of them."""
        return [
            n
            for n, each in enumerate(self.edited)
            if each.differs and not (each.was is None and each.now == new_account())
        ]


def new_account() -> Account:
    """Return an empty account. Nothing is assumed of its provider but the usual ports."""
    return Account(
        name="",
        address="",
        display_name="",
        submission=Server("", 465, Security.TLS, login=Login.PASSWORD),
        pop_before_send=PopBeforeSend(),
    )
