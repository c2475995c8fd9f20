"""The verbs before there is a post office."""

import asyncio

from tegata.delivery.notices import AccountsChanged, Change, Role
from tegata.delivery.verbs import Verbs
from tegata.gui.early_verbs import EarlyVerbs
from tegata.mail.draft import Draft
from tegata.relay.learned import Learned
from tegata.relay.window import WindowState
from tegata.secret import Secret
from tests.gui.fake_verbs import AUTH_SERVER, NOON, FakeVerbs, a_parcel, an_account


def test_at_first_only_the_accounts_are_known() -> None:
    early: Verbs = EarlyVerbs([an_account()])
    assert [each.name for each in early.accounts()] == ["anna"]
    assert early.window("anna").state is WindowState.UNKNOWN
    assert early.diagnose(a_parcel()) is None
    assert early.learned("anna") == Learned()


async def test_a_call_made_early_waits_and_then_goes_through() -> None:
    early = EarlyVerbs([])
    waiting = asyncio.get_running_loop().create_task(early.keep_draft(Draft("anna"), None))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    real = FakeVerbs()
    early.opened(real)
    await waiting
    assert [call[0] for call in real.calls] == ["keep_draft"]
    assert early.accounts() == real.accounts()
    assert early.window("anna").state is WindowState.CLOSED
    assert early.diagnose(a_parcel()) is None


async def test_every_verb_is_passed_on() -> None:
    early, real = EarlyVerbs([]), FakeVerbs()
    early.opened(real)
    account = an_account()
    await early.save_account(account, formerly=None)
    await early.send(Draft("anna"), draft_id=1)
    for verb in (early.try_now, early.cancel, early.withdraw, early.it_arrived, early.edit_again):
        await verb(1)
    assert await early.unsent() == await early.sent() == ()
    assert await early.parcel(1) is None
    assert await early.attempts(1) == ()
    assert list(await early.drafts()) == []
    assert await early.draft(1) is None
    assert list(await early.draft_versions(1)) == []
    assert await early.go_back(1, 1) is None
    await early.mark_draft(1, None)
    await early.make_room()
    assert list(await early.left_open()) == []
    await early.drop_draft(1)
    await early.login_now("anna")
    assert [step async for step in early.check(account)] == []
    await early.password_given("anna", Role.POP, Secret("x"), keep=True)
    assert await early.has_password("anna", Role.POP)
    assert not await early.key_store_is_locked()
    assert await early.open_key_store()
    assert await early.logins("anna", NOON) == ()
    real.the_learned["anna"] = Learned(offers_auth=True)
    assert early.learned("anna").offers_auth
    await early.forget_learned("anna")
    assert await early.try_auth(account) == real.auth_trial
    await early.switch_to_auth("anna", AUTH_SERVER)
    assert not early.learned("anna").offers_auth
    await early.remove_account("anna")
    asked = {str(call[0]) for call in real.calls}
    assert asked >= {
        "save_account",
        "send",
        "cancel",
        "withdraw",
        "it_arrived",
        "edit_again",
        "check",
        "mark_draft",
        "make_room",
    }


async def test_changes_are_heard_through_it() -> None:
    early, real = EarlyVerbs([]), FakeVerbs()

    async def first() -> Change:
        return await anext(early.changes())

    listening = asyncio.get_running_loop().create_task(first())
    await asyncio.sleep(0)
    early.opened(real)
    await asyncio.sleep(0.01)
    real.say(AccountsChanged())
    assert await listening == AccountsChanged()
