import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.delivery.account_book import AccountBook, BrokenSettingsError
from tests.delivery.bench import account_at

ANNA, KEN = account_at(25), replace(account_at(587), name="ken")


async def test_accounts_are_kept_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    book = AccountBook.read(path)
    for account in (ANNA, KEN):
        await book.save(account)
    await book.save(replace(ANNA, name="berg"), formerly="anna")
    await book.save(replace(KEN, display_name="Ken"))
    expected = (replace(ANNA, name="berg"), replace(KEN, display_name="Ken"))
    assert book.all() == AccountBook.read(path).all() == expected
    assert book.get("anna") is None
    await book.remove("berg")
    await book.remove("berg")
    assert book.all() == AccountBook.read(path).all() == expected[1:]


async def test_changes_made_at_once_are_all_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    book = AccountBook.read(path)
    many = [replace(ANNA, name=f"anna-{number}") for number in range(8)]
    await asyncio.gather(*map(book.save, many))
    assert list(AccountBook.read(path).all()) == many


async def test_what_cannot_be_read_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    path.write_text("name = \n")
    book = AccountBook.read(path)
    assert len(book.troubles) == 1
    for change in (book.save(ANNA), book.remove("anna")):
        with pytest.raises(BrokenSettingsError, match=r"accounts\.toml:1: "):
            await change
    assert path.read_text() == "name = \n"
    assert book.all() == ()


async def test_a_file_that_cannot_be_read_at_all_has_no_line(tmp_path: Path) -> None:
    path = tmp_path / "accounts.toml"
    path.mkdir()
    with pytest.raises(BrokenSettingsError, match=r"accounts\.toml: "):
        await AccountBook.read(path).save(ANNA)


async def test_an_account_that_cannot_be_written_is_not_used(tmp_path: Path) -> None:
    book = AccountBook.read(tmp_path / "nowhere" / "accounts.toml")
    with pytest.raises(OSError, match="nowhere"):
        await book.save(ANNA)
    assert book.all() == ()
