"""The settings file: edited in place, never overwritten when broken, every trouble with its line."""

from dataclasses import replace
from pathlib import Path

import pytest

from tegata.accounts import accounts_file
from tegata.accounts.accounts_file import BadAccount, Loaded, load, remove_account, save_account
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason
from tegata.profile import BrokenFile
from tests.accounts.samples import HOME, PLAIN

TWO = """# My accounts

[[account]] # the one at home
name = "home"
address = "hana@a.example"
colour = "green"

[account.submission]
host = "mail.a.example" # moved in May
port = 587
security = "starttls"

[[account]]
name = "work"
address = "hana@b.example"

[account.submission]
host = "mail.b.example"
port = 465
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "accounts.toml"


@pytest.fixture
def two(path: Path) -> Path:
    path.write_text(TWO, "utf-8")
    return path


def test_no_file_is_no_account(path: Path) -> None:
    assert load(path) == Loaded(())


def test_accounts_come_in_the_order_of_the_file(two: Path) -> None:
    loaded = load(two)
    assert [account.name for account in loaded.accounts] == ["home", "work"]
    assert loaded.troubles == ()


def test_accounts_saved_come_back(path: Path) -> None:
    for account in (HOME, PLAIN):
        assert save_account(path, account) is None
    assert load(path) == Loaded((HOME, PLAIN))


@pytest.mark.needs_modes
def test_the_file_is_private(path: Path) -> None:
    assert save_account(path, HOME) is None
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_change_touches_its_own_line_alone(two: Path) -> None:
    (home, _) = load(two).accounts
    save_account(two, replace(home, submission=replace(home.submission, host="smtp.a.example")))
    changed = TWO.replace("mail.a.example", "smtp.a.example")
    changed = changed.replace('security = "starttls"\n', 'security = "starttls"\nlogin = "none"\n')
    assert two.read_text("utf-8") == changed


def test_an_account_can_be_renamed(two: Path) -> None:
    (home, _) = load(two).accounts
    save_account(two, replace(home, name="house"), formerly="home")
    assert [account.name for account in load(two).accounts] == ["house", "work"]
    assert "moved in May" in two.read_text("utf-8")


def test_a_new_account_goes_to_the_end(two: Path) -> None:
    save_account(two, PLAIN)
    assert [account.name for account in load(two).accounts] == ["home", "work", "plain"]
    assert two.read_text("utf-8").startswith(TWO)


def test_an_account_removed_leaves_the_others(two: Path) -> None:
    assert remove_account(two, "home") is None
    assert [account.name for account in load(two).accounts] == ["work"]
    assert two.read_text("utf-8").startswith("# My accounts\n")
    remove_account(two, "nobody")
    remove_account(two, "work")
    assert load(two) == Loaded(())
    save_account(two, HOME)
    assert load(two) == Loaded((HOME,))


def test_a_broken_file_is_kept_named_and_never_overwritten(two: Path) -> None:
    broken_text = TWO.replace('name = "work"', 'name = "work')
    two.write_text(broken_text, "utf-8")
    loaded = load(two)
    assert loaded.accounts == ()
    (trouble,) = loaded.troubles
    assert isinstance(trouble, BrokenFile)
    assert trouble.line == 14
    assert trouble.kept_as == two.with_name("accounts.toml.broken-1")
    assert isinstance(save_account(two, HOME), BrokenFile)
    assert isinstance(remove_account(two, "home"), BrokenFile)
    assert two.read_text("utf-8") == broken_text == trouble.kept_as.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "field", "reason", "line"),
    [
        ("port = 587", "port = 70000", AccountField.SUBMISSION_PORT, AccountReason.BAD_PORT, 10),
        (
            'host = "mail.a.example" # moved in May',
            "",
            AccountField.SUBMISSION_HOST,
            AccountReason.MISSING,
            8,
        ),
        (
            'address = "hana@a.example"',
            'address = "hana"',
            AccountField.ADDRESS,
            AccountReason.BAD_ADDRESS,
            5,
        ),
        ('name = "home"', "name = 3", AccountField.NAME, AccountReason.WRONG_TYPE, 4),
    ],
)
def test_a_bad_account_is_left_out_and_its_line_named(
    two: Path, old: str, new: str, field: AccountField, reason: AccountReason, line: int
) -> None:
    two.write_text(TWO.replace(old, new, 1), "utf-8")
    loaded = load(two)
    assert [account.name for account in loaded.accounts] == ["work"]
    (trouble,) = loaded.troubles
    assert isinstance(trouble, BadAccount)
    assert (trouble.number, trouble.line) == (1, line)
    assert (trouble.flaw.field, trouble.flaw.reason) == (field, reason)


def test_the_second_of_two_with_one_name_is_left_out(two: Path) -> None:
    two.write_text(TWO.replace('"work"', '"home"'), "utf-8")
    loaded = load(two)
    assert [account.address for account in loaded.accounts] == ["hana@a.example"]
    flaw = AccountFlaw(AccountField.NAME, AccountReason.NOT_UNIQUE, "home")
    assert loaded.troubles == (BadAccount(2, "home", flaw, 14),)


@pytest.mark.parametrize("text", ["account = 3", "[account]\nname = 'home'"])
def test_an_account_that_is_no_list_is_named_and_kept(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    (trouble,) = load(path).troubles
    assert isinstance(trouble, BadAccount)
    assert trouble.flaw.field is AccountField.ACCOUNT
    assert isinstance(save_account(path, HOME), BrokenFile)
    assert path.read_text("utf-8") == text


def test_a_list_of_odd_things_is_named(path: Path) -> None:
    path.write_text("account = [3]", "utf-8")
    loaded = load(path)
    assert loaded.accounts == ()
    assert loaded.troubles


def test_a_write_that_fails_leaves_the_file(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(accounts_file, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        save_account(two, HOME)
    assert two.read_text("utf-8") == TWO
