"""Storing accounts and passwords."""

from dataclasses import replace
from typing import Any

from tegata.accounts.auth_switch import to_auth
from tegata.delivery.account_book import SettingsClashError
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
    saved = await save(verbs, [edited])
    assert (saved.session_only, saved.locked) == (True, False)


async def test_beside_a_locked_key_store_it_says_so(verbs: FakeVerbs) -> None:
    verbs.keyring_locked = True
    edited = Edited(None, an_account("new"), {Role.POP: Secret("x")})
    saved = await save(verbs, [edited])
    assert (saved.session_only, saved.locked) == (True, True)
    assert not (await save(verbs, [Edited(an_account(), an_account())])).locked


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
    full.the_accounts, edited = [switched], Edited(switched, switched)
    assert (await go_back(full, edited)).trouble == "No space left on device"
    assert edited.now == switched


async def test_what_was_edited_by_hand_meanwhile_is_saved_too(verbs: FakeVerbs) -> None:
    in_file = replace(an_account(), signature="Anna")
    verbs.the_accounts = [in_file]
    edited = Edited(an_account(), replace(an_account(), display_name="A."))
    assert (await save(verbs, [edited])).trouble == ""
    assert verbs.the_accounts == [replace(in_file, display_name="A.")]
    assert not edited.differs


async def test_the_same_edited_in_two_ways_is_asked_about_and_then_replaced(verbs: FakeVerbs) -> None:
    in_file = replace(an_account(), display_name="Berg", signature="Anna")
    verbs.the_accounts = [in_file]
    edited = Edited(an_account(), replace(an_account(), display_name="A."))
    assert "display_name. Save once more" in (await save(verbs, [edited])).trouble
    assert verbs.the_accounts == [in_file]
    assert (await save(verbs, [edited])).trouble == ""
    assert verbs.the_accounts == [replace(in_file, display_name="A.")]


async def test_what_was_edited_and_cannot_be_used_is_mended_in_the_file(verbs: FakeVerbs) -> None:
    class Flawed(FakeVerbs):
        async def save_account(self, account: Any, *, formerly: str | None = None) -> None:
            raise SettingsClashError(("submission.port",))

    edited = Edited(an_account(), replace(an_account(), display_name="A."))
    assert "mend this in it first: submission.port" in (await save(Flawed(), [edited])).trouble


async def test_going_back_keeps_what_was_edited_by_hand(verbs: FakeVerbs) -> None:
    switched = to_auth(an_account(), AUTH_SERVER)
    verbs.the_accounts = [replace(switched, signature="Anna")]
    assert (await go_back(verbs, Edited(switched, switched))).trouble == ""
    assert verbs.the_accounts == [replace(an_account(), signature="Anna")]
