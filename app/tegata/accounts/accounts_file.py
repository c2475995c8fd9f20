"""`accounts.toml`: the one file this room reads and writes, and a person's own to edit."""

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tegata.accounts.account import Account
from tegata.accounts.from_table import account_from
from tegata.accounts.to_table import account_into
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason
from tegata.private_files import write_whole
from tegata.profile import BrokenFile, read_toml

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_KEY = "account"


@dataclass(frozen=True, slots=True)
class BadAccount:
    """An account that was left out. `number` counts from 1; `line` is where the flaw is, where known."""

    number: int
    name: str
    flaw: AccountFlaw
    line: int | None


SettingsTrouble = BrokenFile | BadAccount


@dataclass(frozen=True, slots=True)
class Loaded:
    """The accounts that can be used, in the order of the file, and what is wrong with the others."""

    accounts: tuple[Account, ...]
    troubles: tuple[SettingsTrouble, ...] = ()


def load(path: Path) -> Loaded:
    """Read the file; no file, no accounts. One that does not parse stays as it is, with a copy beside it."""
    document = read_toml(path)
    if isinstance(document, BrokenFile):
        return Loaded((), (document,))
    tables = document.get(_KEY, [])
    if not isinstance(tables, list):
        return Loaded(
            (), (BadAccount(1, "", AccountFlaw(AccountField.ACCOUNT, AccountReason.WRONG_TYPE), None),)
        )
    return _accounts_of(tables, path)


def save_account(path: Path, account: Account, *, formerly: str | None = None) -> BrokenFile | None:
    """Put the account into the file: in place of the one called `formerly` or its own name, else at the end.

    Comments, other accounts and unknown keys stay. A file that does not parse is returned, and not touched.
    Raises OSError.
    """
    document = _open_for_editing(path)
    if isinstance(document, BrokenFile):
        return document
    table = _find(document, formerly if formerly is not None else account.name)
    account_into(_append(document) if table is None else table, account)
    write_whole(path, document.as_string().encode("utf-8"))
    return None


def remove_account(path: Path, name: str) -> BrokenFile | None:
    """Take the account out of the file; nothing happens where it is not in. Fails as `save_account` does."""
    document = _open_for_editing(path)
    if isinstance(document, BrokenFile):
        return document
    tables = _tables(document)
    for place in reversed([place for place, table in enumerate(tables) if table.get("name") == name]):
        del tables[place]
    if not tables:
        document.pop(_KEY, None)
    write_whole(path, document.as_string().encode("utf-8"))
    return None


def _accounts_of(tables: list[Any], path: Path) -> Loaded:
    accounts: dict[str, Account] = {}
    troubles: list[SettingsTrouble] = []
    for number, table in enumerate(tables, 1):
        account = account_from(table if isinstance(table, dict) else {}, accounts.keys())
        if isinstance(account, Account):
            accounts[account.name] = account
        else:
            name = str(table.get("name", "")) if isinstance(table, dict) else ""
            troubles += (
                BadAccount(number, name, flaw, _line_of(path, number, flaw.field)) for flaw in account
            )
    return Loaded(tuple(accounts.values()), tuple(troubles))


def _open_for_editing(path: Path) -> "TOMLDocument | BrokenFile":
    import tomlkit

    document = read_toml(path)
    if isinstance(document, BrokenFile):
        return document
    if not isinstance(document.get(_KEY, []), list):
        return BrokenFile(path, f"{_KEY} is no list of tables")
    return tomlkit.parse(path.read_text("utf-8") if path.exists() else "")


def _tables(document: "TOMLDocument") -> Any:
    return document.get(_KEY, [])


def _find(document: "TOMLDocument", name: str) -> MutableMapping[str, Any] | None:
    found: list[MutableMapping[str, Any]] = [
        table for table in _tables(document) if table.get("name") == name
    ]
    return found[0] if found else None


def _append(document: "TOMLDocument") -> MutableMapping[str, Any]:
    import tomlkit

    if _KEY not in document:
        document[_KEY] = tomlkit.aot()
    tables = _tables(document)
    tables.append(tomlkit.table())
    last: MutableMapping[str, Any] = tables[-1]
    return last


def _line_of(path: Path, number: int, field: AccountField) -> int | None:
    """Return the line of the key, or of the table it is missing from; None where the layout is unusual.

    tomllib tells no lines, so this follows the table headers as people write them.
    """
    inner, _, key = field.rpartition(".")
    account_line = table_line = None
    for line_number, place, text in _lines(path):
        if place == (number, ""):
            account_line = account_line or line_number
        if place == (number, inner):
            table_line = table_line or line_number
            if re.match(rf"\s*{re.escape(key)}\s*=", text):
                return line_number
    return table_line or account_line


def _lines(path: Path) -> Iterator[tuple[int, tuple[int, str], str]]:
    """Yield each line's number, the account's number and the inner table it is in, and the line itself."""
    number, inner = 0, ""
    for line_number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        header = re.match(r"\s*(\[\[?)\s*([\w.]+)", text)
        if header:
            number += header[1] == "[["
            inner = header[2].removeprefix(_KEY).removeprefix(".")
        yield line_number, (number, inner), text
