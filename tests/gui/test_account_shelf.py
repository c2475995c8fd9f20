"""Accounts while they are edited."""

from dataclasses import replace

from tegata.accounts.validate import AccountField, AccountReason
from tegata.delivery.notices import Role
from tegata.gui.account_shelf import Shelf, new_account
from tegata.secret import Secret
from tests.gui.fake_verbs import an_account


def test_nothing_is_to_save_until_something_differs() -> None:
    shelf = Shelf.of([an_account(), an_account("work")])
    assert shelf.to_save() == []
    shelf.edited[1].now = replace(shelf.edited[1].now, display_name="Anna B.")
    shelf.edited[0].passwords = {Role.POP: Secret("x")}
    assert shelf.to_save() == [0, 1]


def test_without_accounts_there_is_one_empty_form_and_it_is_not_saved() -> None:
    shelf = Shelf.of([])
    assert shelf.in_the_forms.was is None
    assert shelf.to_save() == []


def test_adding_twice_without_typing_adds_one() -> None:
    shelf = Shelf.of([an_account()])
    shelf.add()
    shelf.add()
    assert len(shelf.edited) == 2
    assert shelf.current == 1


def test_names_are_compared_with_the_other_forms() -> None:
    shelf = Shelf.of([an_account(), an_account("work")])
    shelf.edited[1].now = replace(shelf.edited[1].now, name="anna")
    (flaw,) = shelf.flaws(1)
    assert (flaw.field, flaw.reason) == (AccountField.NAME, AccountReason.NOT_UNIQUE)


def test_a_renamed_account_is_found_by_its_stored_name() -> None:
    shelf = Shelf.of([an_account(), an_account("work")])
    shelf.edited[1].now = replace(shelf.edited[1].now, name="office")
    assert shelf.find("work") == 1
    assert shelf.find("office") is None


def test_dropping_the_last_leaves_an_empty_form() -> None:
    shelf = Shelf.of([an_account()])
    shelf.drop_current()
    assert shelf.in_the_forms.now == new_account()
