import errno
from pathlib import Path

import pytest

from tegata.accounts.accounts_file import BadAccount
from tegata.accounts.validate import AccountField, AccountFlaw, AccountReason
from tegata.profile import BrokenFile, ProfileProblem, ProfileTrouble
from tegata.words.settings import (
    account_flaw,
    broken_file,
    not_kept,
    profile_trouble,
    trouble_sentence,
    unreadable,
    why_no_profile,
)

FILE = Path("/home/anna/accounts.toml")


@pytest.mark.parametrize("reason", AccountReason)
def test_every_reason_is_a_sentence(reason: AccountReason) -> None:
    said = account_flaw(AccountFlaw(AccountField.NAME, reason, "anna"))
    assert said.endswith(".")
    assert "{" not in said


def test_a_broken_file_is_named_with_its_line_and_what_was_kept() -> None:
    assert broken_file(BrokenFile(FILE, "no value")) == "accounts.toml cannot be read: no value."
    assert broken_file(BrokenFile(FILE, "no value", 3)) == "accounts.toml, line 3 cannot be read: no value."
    kept = BrokenFile(FILE, "no value", 3, FILE.with_name("accounts.toml.broken-1"))
    assert trouble_sentence(kept).endswith(" It was kept, with a copy as accounts.toml.broken-1.")


def test_an_account_that_is_left_out_is_named_by_its_line_or_its_field() -> None:
    flaw = AccountFlaw(AccountField.SUBMISSION_PORT, AccountReason.BAD_PORT, "0")
    assert trouble_sentence(BadAccount(2, "anna", flaw, 17)) == (
        "Account 2 (line 17) is left out: A port is a number from 1 to 65535."
    )
    assert "(submission.port)" in trouble_sentence(BadAccount(2, "anna", flaw, None))


def test_an_account_that_was_edited_while_tegata_runs_is_not_left_out() -> None:
    flaw = AccountFlaw(AccountField.SUBMISSION_PORT, AccountReason.BAD_PORT, "0")
    said = trouble_sentence(BadAccount(2, "anna", flaw, 17), edited=True)
    assert said.startswith("Account 2 (line 17) cannot be used as it stands: ")


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EROFS, "write-protected"), (errno.ENOSPC, "full"), (0, "you may not write")]
)
def test_a_profile_that_cannot_be_used_is_named_with_the_reason(number: int, words: str) -> None:
    said = profile_trouble(ProfileTrouble(ProfileProblem.NOT_WRITABLE, FILE.parent, "system's word", number))
    assert said.startswith("/home/anna cannot be used: ")
    assert words in said
    assert "system's word" not in said


def test_each_problem_of_a_profile_has_its_words() -> None:
    assert len({why_no_profile(problem) for problem in ProfileProblem}) == len(ProfileProblem)


def test_what_the_keyring_has_not_taken_is_explained() -> None:
    assert not_kept(locked=True)[0] == "The key store of this computer is locked."
    assert not_kept(locked=False)[0] == "There is no key store on this computer."
    assert "forgets it when you quit" in not_kept(locked=True)[1]


def test_all_that_cannot_be_read_is_told_the_programs_own_settings_first() -> None:
    flaw = AccountFlaw(AccountField.ADDRESS, AccountReason.BAD_ADDRESS, "bertha")
    own, account = BrokenFile(FILE.with_name("tegata.toml"), "no value"), BadAccount(2, "bertha", flaw, 9)
    first, second = unreadable(own, (account,))
    assert first.startswith("tegata.toml")
    assert second.startswith("Account 2 (line 9)")
    assert unreadable(None, ()) == ()
