"""Storing accounts and passwords."""

from dataclasses import replace
from typing import Any

from tegata.delivery.notices import Role
from tegata.gui.account_saving import save
from tegata.gui.account_shelf import Edited
from tegata.secret import Secret
from tests.gui.fake_verbs import FakeVerbs, an_account


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
