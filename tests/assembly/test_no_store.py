"""Without a store nothing is called queued, and nothing breaks."""

from pathlib import Path

import pytest

from tegata.accounts.account import Account, Security, Server
from tegata.assembly.no_store import NoStore
from tegata.delivery.account_book import AccountBook
from tegata.delivery.notices import NotQueued
from tegata.mail.draft import Draft
from tegata.protocols.outcome import Declined, Objection, Phase
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState
from tegata.store.trouble import StoreTrouble, Trouble

ANNA = Account("anna", "anna@a.example", "Anna", Server("smtp.a.example", 25, Security.NONE))


@pytest.fixture
def no_store(tmp_path: Path) -> NoStore:
    book = AccountBook.read(tmp_path / "accounts.toml")
    return NoStore(book, Trouble(StoreTrouble.DAMAGED, "why"))


async def test_a_letter_is_refused_with_the_reason(no_store: NoStore) -> None:
    verbs = no_store.as_verbs()
    assert await verbs.send(Draft("anna")) == NotQueued(StoreTrouble.DAMAGED, "why")
    assert await verbs.keep_draft(Draft("anna"), None) == NotQueued(StoreTrouble.DAMAGED, "why")


async def test_everything_else_finds_nothing(no_store: NoStore) -> None:
    verbs = no_store.as_verbs()
    assert await verbs.unsent() == await verbs.sent() == ()
    assert await verbs.drafts() == ()
    assert await verbs.attempts(1) == ()
    assert await verbs.parcel(1) is None
    assert verbs.window("anna").state is WindowState.UNKNOWN
    assert verbs.learned("anna") == Learned()
    assert await verbs.try_auth(ANNA) == Declined(Phase.AUTH, Objection.NO_PASSWORD)


async def test_the_settings_can_still_be_saved(no_store: NoStore) -> None:
    await no_store.as_verbs().save_account(ANNA)
    assert no_store.accounts() == (ANNA,)


def test_what_is_no_verb_is_an_error(no_store: NoStore) -> None:
    with pytest.raises(AttributeError):
        no_store.send_everything  # noqa: B018
