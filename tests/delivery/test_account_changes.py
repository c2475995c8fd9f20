"""Accounts saved, renamed and removed, and what goes along."""

from dataclasses import replace

import pytest

from tegata.accounts.account import PopBeforeSend
from tegata.delivery.account_book import BrokenSettingsError, SettingsClashError
from tegata.delivery.notices import AccountsChanged, Role, WindowChanged
from tegata.keys.key_ring import KeyRing
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider
from tegata.profile import BrokenFile, Profile
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState
from tegata.store.parcel import HoldReason, ParcelState
from tests.delivery.bench import SESAME, Bench, account_at
from tests.keys.fake_safe import FakeSafe
from tests.servers import Start

NOWHERE = account_at(9)
"""Nothing listens on the port: for what never reaches a server."""


async def test_a_saved_account_is_in_the_file_and_everybody_hears(bench: Bench) -> None:
    await bench.open()
    changes = bench.office.changes()
    await bench.office.save_account(NOWHERE)
    assert [await anext(changes), await anext(changes)] == [AccountsChanged(), WindowChanged("anna")]
    await bench.close()
    await bench.open()
    assert bench.office.accounts() == (NOWHERE,)


async def test_renamed_it_takes_letters_window_and_passwords_along(
    bench: Bench, provider: PracticeProvider
) -> None:
    account = practice_account(provider)
    await bench.open(account)
    await bench.office.login_now("practice")
    parcel = await bench.queue(account="practice")
    await bench.office.save_account(replace(account, name="travel"), formerly="practice")
    assert [each.name for each in bench.office.accounts()] == ["travel"]
    assert bench.office.window("travel").state is WindowState.OPEN
    assert (await bench.try_once(parcel)).state is ParcelState.SENT
    assert provider.logins == 1
    with pytest.raises(KeyError):
        bench.office.window("practice")
    await bench.office.save_account(replace(account, pop_before_send=PopBeforeSend(enabled=True)))
    assert bench.office.window("practice").state is WindowState.UNKNOWN, "another account of the same name"


async def test_what_its_servers_have_shown_stays_with_the_account(bench: Bench) -> None:
    await bench.open(NOWHERE)
    await bench.office._lessons.learn("anna", login_first=True)
    await bench.office.save_account(replace(NOWHERE, name="berg", display_name="A. Berg"), formerly="anna")
    assert bench.office._lessons.of("berg") == Learned(login_first=True)
    await bench.office.save_account(NOWHERE)
    assert bench.office._lessons.of("anna") == Learned(), "another account of the same name"
    await bench.close()
    await bench.open()
    assert bench.office._lessons.of("berg") == Learned(login_first=True)


async def test_of_other_servers_and_of_a_removed_account_nothing_is_known(bench: Bench) -> None:
    elsewhere = replace(NOWHERE, submission=replace(NOWHERE.submission, host="localhost"))
    await bench.open(NOWHERE)
    for change in (bench.office.save_account(elsewhere), bench.office.remove_account("anna")):
        await bench.office._lessons.learn("anna", login_first=True)
        await change
        assert bench.office._lessons.of("anna") == Learned()
        assert await bench.store.ledger.load_learned("anna") == Learned()


async def test_a_letter_on_its_way_teaches_nothing_of_the_servers_that_have_taken_over(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mail, mailbox = await smtp({"RCPT": ["554 5.7.1 Relay access denied", "250 ok"]}), await pop()
    account = account_at(mail.port, mailbox.port)
    elsewhere = replace(account, submission=replace(account.submission, host="localhost"))

    async def meanwhile(_seconds: float) -> None:
        await bench.office.save_account(elsewhere)

    bench.tools["pause"] = meanwhile
    await bench.open(account)
    parcel = await bench.deliver()
    assert await bench.steps(parcel.id) == [("pop-login", "not-accepted", "retry", "accepted")]
    assert bench.office.learned("anna") == Learned()
    assert bench.office.window("anna").state is WindowState.UNKNOWN
    assert await bench.store.ledger.load_window("anna") is None
    assert await bench.store.ledger.load_learned("anna") == Learned()


async def test_renamed_while_a_courier_works_its_letters_still_leave(bench: Bench, smtp: Start) -> None:
    account = account_at((await smtp()).port)
    await bench.open(account)
    parcel = await bench.queue()
    bench.office._crew._working = True
    await bench.office.save_account(replace(account, name="berg"), formerly="anna")
    await bench.until(parcel, ParcelState.SENT)


async def test_with_other_servers_its_window_is_forgotten(bench: Bench, provider: PracticeProvider) -> None:
    account = practice_account(provider)
    await bench.open(account)
    await bench.office.login_now("practice")
    await bench.office.save_account(replace(account, display_name="Anna Berg"))
    assert bench.office.window("practice").state is WindowState.OPEN
    elsewhere = replace(account.submission, host="localhost")
    await bench.office.save_account(replace(account, submission=elsewhere))
    assert bench.office.window("practice").state is WindowState.UNKNOWN


async def test_removed_it_leaves_its_letters_held_and_its_passwords_nowhere(bench: Bench) -> None:
    safe = FakeSafe()
    bench.key_ring = KeyRing(find=lambda: safe)
    await bench.open(NOWHERE)
    await bench.office.password_given("anna", Role.POP, SESAME, keep=True)
    parcel = await bench.queue()
    await bench.office.remove_account("anna")
    assert (await bench.parcel(parcel)).hold is HoldReason.SETTINGS
    assert safe.entries == {}
    assert not await bench.office.has_password("anna", Role.POP)
    assert bench.office.diagnose(await bench.parcel(parcel)) is None


async def test_a_broken_settings_file_is_not_written_over(bench: Bench) -> None:
    bench.directory.mkdir()
    path = bench.directory / "accounts.toml"
    path.write_text('[[account]]\nname = "anna"\naddress = \n')
    await bench.open()
    for change in (bench.office.save_account(NOWHERE), bench.office.remove_account("anna")):
        with pytest.raises(BrokenSettingsError, match=r"accounts\.toml:3"):
            await change
    assert path.read_text().endswith("address = \n")
    assert bench.office.accounts() == ()


def edit(bench: Bench, old: str, new: str) -> None:
    path = bench.directory / "accounts.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


async def test_what_was_edited_by_hand_is_used_and_everybody_hears(bench: Bench) -> None:
    await bench.open(NOWHERE)
    changes = bench.office.changes()
    assert await bench.office.take_in_edits() == ()
    edit(bench, 'display_name = "Anna"', 'display_name = "Anna Berg"')
    assert await bench.office.take_in_edits() == ()
    assert bench.office.accounts() == (replace(NOWHERE, display_name="Anna Berg"),)
    assert [await anext(changes), await anext(changes)] == [AccountsChanged(), WindowChanged("anna")]


async def test_a_server_edited_by_hand_has_shown_nothing_yet(bench: Bench) -> None:
    await bench.open(NOWHERE)
    await bench.office._lessons.learn("anna", login_first=True)
    edit(bench, "port = 9", "port = 90")
    await bench.office.take_in_edits()
    assert bench.office.learned("anna") == Learned()


async def test_an_edit_that_cannot_be_used_is_told_once_and_changes_nothing(bench: Bench) -> None:
    await bench.open(NOWHERE)
    edit(bench, "port = 9", "port = ninety")
    (trouble,) = await bench.office.take_in_edits()
    assert isinstance(trouble, BrokenFile)
    assert await bench.office.take_in_edits() == ()
    assert bench.office.accounts() == (NOWHERE,)


async def test_servers_that_were_edited_by_hand_meanwhile_are_new_ones(
    bench: Bench, smtp: Start, pop: Start
) -> None:
    mailbox, server = await pop(), await smtp()
    office = await bench.open(account_at(server.port, mailbox.port))
    await office.login_now("anna")
    assert office.window("anna").state is WindowState.OPEN
    path = Profile(bench.directory).accounts_file
    path.write_text(path.read_text().replace(f"port = {server.port}", "port = 2525"))
    account = office.accounts()[0]
    moved = replace(account, submission=replace(account.submission, port=587))
    with pytest.raises(SettingsClashError):
        await office.save_account(moved)
    assert office.accounts()[0].submission.port == 2525
    assert office.window("anna").state is not WindowState.OPEN
