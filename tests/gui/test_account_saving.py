"""Storing accounts and passwords."""

from dataclasses import replace
from typing import Any

from tegata.accounts.auth_switch import to_auth
from tegata.delivery.notices import Role
from tegata.gui.account_saving import go_back, save, take_auth
from tegata.gui.account_shelf import Edited
from tegata.secret import Secret
from tests.gui.fake_verbs import AUTH_SERVER, FakeVerbs, an_account


async def test_settings_are_stored_before_passwords(verbs: FakeVerbs) -> None:
    renamed = replace(an_account(), name="home")
    edited = Edited(an_account(), renamed, {Role.POP: Secret("sesame")})
    result = await save(verbs, [edited])
    assert [call[0] for call in verbs.calls] == ["save_account", "password_given"]
    assert verbs.calls[0] == ("save_account", renamed, "anna")
    assert verbs.calls[1] == ("password_given", "home", Role.POP, "sesame", True)
    assert (result.trouble, result.session_only) == ("", False)
    assert not edited.differs


async def test_an_account_that_does_not_differ_is_not_written(verbs: FakeVerbs) -> None:
    await save(verbs, [Edited(an_account(), an_account(), {Role.POP: Secret("x")})])
    assert [call[0] for call in verbs.calls] == ["password_given"]


async def test_without_a_key_store_it_says_so(verbs: FakeVerbs) -> None:
    verbs.keyring_present = False
    edited = Edited(None, an_account("new"), {Role.POP: Secret("x")})
    assert (await save(verbs, [edited])).session_only


async def test_a_full_disk_stops_everything_and_nothing_is_forgotten(verbs: FakeVerbs) -> None:
    class Full(FakeVerbs):
        async def save_account(self, account: Any, *, formerly: str | None = None) -> None:
            raise OSError(28, "No space left on device")

    full = Full()
    edited = Edited(None, an_account("new"), {Role.POP: Secret("x")})
    result = await save(full, [edited])
    assert result.trouble == "No space left on device"
    assert full.calls == []
    assert edited.differs


class FullAtTheSwitch(FakeVerbs):
    async def switch_to_auth(self, account: str, submission: Any) -> None:
        raise OSError(28, "No space left on device")

    async def save_account(self, account: Any, *, formerly: str | None = None) -> None:
        raise OSError(28, "No space left on device")


async def test_a_switch_is_stored_without_the_other_edits(verbs: FakeVerbs) -> None:
    edited = Edited(an_account(), replace(an_account(), display_name="A."), {Role.POP: Secret("x")})
    assert (await take_auth(verbs, edited, AUTH_SERVER)).trouble == ""
    assert verbs.the_accounts == [to_auth(an_account(), AUTH_SERVER)]
    assert verbs.passwords == {("anna", Role.POP)}
    assert edited.now == replace(to_auth(an_account(), AUTH_SERVER), display_name="A.")
    assert (await go_back(verbs, edited)).trouble == ""
    assert verbs.the_accounts == [an_account()]
    assert edited.now == replace(an_account(), display_name="A.")


async def test_a_switch_without_a_key_store_says_so(verbs: FakeVerbs) -> None:
    verbs.keyring_present = False
    edited = Edited(an_account(), an_account(), {Role.POP: Secret("x")})
    assert (await take_auth(verbs, edited, AUTH_SERVER)).session_only


async def test_a_switch_that_cannot_be_stored_changes_nothing() -> None:
    full, switched = FullAtTheSwitch(), to_auth(an_account(), AUTH_SERVER)
    edited = Edited(an_account(), an_account())
    assert (await take_auth(full, edited, AUTH_SERVER)).trouble == "No space left on device"
    assert not edited.differs
    edited = Edited(switched, switched)
    assert (await go_back(full, edited)).trouble == "No space left on device"
    assert edited.now == switched
