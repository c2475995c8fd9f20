"""One `[[account]]` table as an account. Pure; the keys are a contract with the people who edit the file."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from tegata.accounts.account import DEFAULT_WINDOW, Account, Login, Polling, PopBeforeSend, Security, Server
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason, validate

Choice = TypeVar("Choice", bound=StrEnum)
Table = Mapping[str, Any]


def account_from(table: Table, taken_names: Collection[str]) -> Account | tuple[AccountFlaw, ...]:
    """Return the account, or all that is wrong with its table. Keys we do not know are passed over."""
    reader = _Reader()
    submission, pop = reader.table(table, "submission"), reader.table(table, "pop")
    before_auth = reader.table(table, "before_auth")
    if submission is None:
        reader.note("submission", AccountReason.MISSING)
    account = Account(
        name=reader.text(table, "name"),
        address=reader.text(table, "address"),
        display_name=reader.text(table, "display_name"),
        submission=reader.server(submission or {}, "submission"),
        pop=None if pop is None else reader.server(pop, "pop"),
        pop_before_send=reader.pop_before_send(table),
        polling=reader.polling(table),
        signature=reader.text(table, "signature"),
        copy_to_self=reader.switch(table, "copy_to_self"),
        before_auth=None if before_auth is None else reader.server(before_auth, "before_auth"),
    )
    unread = {flaw.field for flaw in reader.flaws}
    judged = (flaw for flaw in validate(account, taken_names) if flaw.field not in unread)
    flaws = (*reader.flaws, *judged)
    if submission is None:  # one word for the whole table that is not there
        flaws = tuple(flaw for flaw in flaws if not flaw.field.startswith("submission."))
    return flaws or account


@dataclass(slots=True)
class _Reader:
    """Reads values of the right type and notes the others as flaws; `place` is that of `AccountField`."""

    flaws: list[AccountFlaw] = field(default_factory=list)

    def server(self, table: Table, place: str) -> Server:
        return Server(
            host=self.text(table, f"{place}.host"),
            port=self.port(table, f"{place}.port"),
            security=self.choice(table, f"{place}.security", Security.TLS),
            user=self.text(table, f"{place}.user"),
            login=self.choice(table, f"{place}.login", Login.NONE) if place == "submission" else Login.NONE,
            ca_file=self.text(table, f"{place}.ca_file") or None,
            allow_cleartext_password=self.switch(table, f"{place}.allow_cleartext_password"),
            apop=place == "pop" and self.switch(table, f"{place}.apop"),
        )

    def pop_before_send(self, table: Table) -> PopBeforeSend:
        inner = self.table(table, "pop_before_send") or {}
        window = self.minutes(inner, "pop_before_send.window_minutes")
        return PopBeforeSend(
            enabled=self.switch(inner, "pop_before_send.enabled"),
            window=DEFAULT_WINDOW if window is None else window,
        )

    def polling(self, table: Table) -> Polling:
        inner = self.table(table, "polling") or {}
        return Polling(self.minutes(inner, "polling.every_minutes"))

    def table(self, table: Table, place: str) -> Table | None:
        value = table.get(place)
        if value is None or isinstance(value, Mapping):
            return value
        self.note(place, AccountReason.WRONG_TYPE, value)
        return {}

    def text(self, table: Table, place: str) -> str:
        value = table.get(_key(place), "")
        if isinstance(value, str):
            return value
        self.note(place, AccountReason.WRONG_TYPE, value)
        return ""

    def switch(self, table: Table, place: str) -> bool:
        value = table.get(_key(place), False)
        if isinstance(value, bool):
            return value
        self.note(place, AccountReason.WRONG_TYPE, value)
        return False

    def port(self, table: Table, place: str) -> int:
        value = table.get(_key(place))
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.note(place, AccountReason.MISSING if value is None else AccountReason.WRONG_TYPE, value)
        return 0

    def minutes(self, table: Table, place: str) -> timedelta | None:
        value = table.get(_key(place))
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            self.note(place, AccountReason.WRONG_TYPE, value)
            return None
        try:
            return timedelta(minutes=value)
        except OverflowError:
            self.note(place, AccountReason.TOO_LONG, value)
            return None

    def choice(self, table: Table, place: str, default: Choice) -> Choice:
        value = table.get(_key(place), default)
        try:
            return type(default)(value)
        except ValueError:
            self.note(place, AccountReason.NOT_A_CHOICE, value)
            return default

    def note(self, place: str, reason: AccountReason, value: object = None) -> None:
        self.flaws.append(AccountFlaw(AccountField(place), reason, "" if value is None else str(value)))


def _key(place: str) -> str:
    return place.rpartition(".")[2]
