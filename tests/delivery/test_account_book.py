import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.accounts.accounts_file import BadAccount
from tegata.delivery.account_book import AccountBook, BrokenSettingsError, SettingsClashError
from tegata.profile import BrokenFile
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


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A file with two accounts."""
    path = tmp_path / "accounts.toml"
    book = AccountBook.read(path)
    for account in (ANNA, KEN):
        await book.save(account)
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change the file as an editor does, by another one in its place."""
    text = path.read_text()
    assert old in text
    path.with_suffix(".new").write_text(text.replace(old, new, 1))
    path.with_suffix(".new").replace(path)


async def test_what_was_edited_by_hand_is_read_once(path: Path) -> None:
    book = AccountBook.read(path)
    assert not await book.read_again()
    edit(path, 'display_name = "Anna"', 'display_name = "Anna Berg"')
    assert await book.read_again()
    assert not await book.read_again()
    assert book.all() == (replace(ANNA, display_name="Anna Berg"), KEN)


async def test_what_the_book_wrote_itself_is_no_news(path: Path) -> None:
    book = AccountBook.read(path)
    await book.save(replace(KEN, display_name="Ken"))
    await book.remove("anna")
    assert not await book.read_again()


async def test_a_file_that_was_broken_by_hand_leaves_the_accounts_in_use(path: Path) -> None:
    book = AccountBook.read(path)
    edit(path, 'display_name = "Anna"', 'display_name = "Anna')
    assert await book.read_again()
    (trouble,) = book.troubles
    assert isinstance(trouble, BrokenFile)
    assert trouble.line == 1 + path.read_text().splitlines().index('display_name = "Anna')
    assert book.all() == (ANNA, KEN)


async def test_an_account_that_was_broken_by_hand_stays_as_it_was(path: Path) -> None:
    book = AccountBook.read(path)
    edit(path, "port = 25", "port = 99999")
    edit(path, 'display_name = "Anna"', 'display_name = "Berg"')
    edit(path, 'name = "ken"', 'name = "kenji"')
    assert await book.read_again()
    (trouble,) = book.troubles
    assert isinstance(trouble, BadAccount)
    assert trouble.line == 1 + path.read_text().splitlines().index("port = 99999")
    assert book.all() == (ANNA, replace(KEN, name="kenji"))


async def test_a_save_keeps_what_was_edited_by_hand_meanwhile(path: Path) -> None:
    book = AccountBook.read(path)
    edit(path, "port = 25", "port = 2525")
    await book.save(replace(ANNA, display_name="A."))
    edited = replace(ANNA, display_name="A.", submission=replace(ANNA.submission, port=2525))
    assert book.all() == AccountBook.read(path).all() == (edited, KEN)
    edit(path, 'name = "ken"', 'name = "kenji"')
    await book.save(replace(edited, display_name="B."))
    assert await book.read_again()  # the other account was edited too, and has not been read by that
    assert [account.name for account in book.all()] == ["anna", "kenji"]


async def test_the_same_edited_by_hand_is_not_overwritten_unasked(path: Path) -> None:
    book = AccountBook.read(path)
    edit(path, "port = 25", "port = 2525")
    wanted = replace(ANNA, submission=replace(ANNA.submission, port=587))
    with pytest.raises(SettingsClashError, match=r"submission\.port"):
        await book.save(wanted)
    assert "port = 2525" in path.read_text()
    await book.save(wanted)
    assert AccountBook.read(path).get("anna") == wanted


@pytest.mark.parametrize("line", ["port = 0", 'port = "x"'])
async def test_an_account_that_cannot_be_read_any_more_is_not_overwritten(path: Path, line: str) -> None:
    book = AccountBook.read(path)
    edit(path, "port = 25", line)
    with pytest.raises(SettingsClashError) as clash:
        await book.save(replace(ANNA, display_name="A."))
    assert (clash.value.places, clash.value.in_file) == (("submission.port",), None)
    assert line in path.read_text()


async def test_an_account_added_by_hand_is_not_overwritten_by_a_new_one(path: Path) -> None:
    book = AccountBook.read(path)
    edit(path, 'name = "ken"', 'name = "kim"')
    with pytest.raises(SettingsClashError, match="name"):
        await book.save(replace(ANNA, name="kim"))
    assert book.get("kim") == replace(KEN, name="kim")
