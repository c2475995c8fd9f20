"""Whose letter it becomes."""

import pytest

from tegata.accounts.account import Account
from tegata.delivery.sealing import seal_for
from tegata.mail.draft import Draft
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.mail.letter import Letter
from tests.delivery.bench import BOB, account_at
from tests.hand_clock import NOON

ANNA = account_at(9)
DRAFT = Draft("anna", (BOB,))


@pytest.mark.parametrize(("from_name", "name"), [(None, "Anna"), ("A. Berg", "A. Berg"), ("", "")])
def test_it_is_from_the_account_or_under_another_name(from_name: str | None, name: str) -> None:
    letter = seal_for(ANNA, DRAFT, NOON, from_name)
    assert isinstance(letter, Letter)
    assert (letter.sender.name, letter.date) == (name, NOON)
    assert letter.envelope.recipients == (BOB,)


def test_the_sender_may_want_a_copy() -> None:
    letter = seal_for(account_at(9, copy_to_self=True), DRAFT, NOON)
    assert isinstance(letter, Letter)
    assert letter.envelope.recipients == (BOB, ANNA.address)


@pytest.mark.parametrize(
    ("account", "flaw"),
    [
        (None, Flaw(Field.SENDER, Reason.NO_AT_SIGN, "anna")),
        (account_at(9, address="anna"), Flaw(Field.SENDER, Reason.NO_AT_SIGN, "anna")),
        (account_at(9, address="anna@-a"), Flaw(Field.SENDER, Reason.BAD_DOMAIN, "anna@-a")),
    ],
)
def test_without_an_account_or_its_address_there_is_no_letter(account: Account | None, flaw: Flaw) -> None:
    assert seal_for(account, DRAFT, NOON) == (flaw,)
