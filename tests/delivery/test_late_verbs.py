"""Before the rooms are built, what is asked at once is answered, and the rest waits."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from typing import cast

import pytest

from tegata.accounts.account import Account, Security, Server
from tegata.delivery.late_verbs import LateVerbs
from tegata.delivery.notices import AccountsChanged, Change, CheckStage, CheckStep
from tegata.delivery.verbs import Verbs
from tegata.relay.window import WindowState, WindowStatus

ANNA = Account("anna", "anna@a.example", "Anna", Server("smtp.a.example", 25, Security.NONE))


class Office:
    def accounts(self) -> tuple[Account, ...]:
        return (ANNA, ANNA)

    def window(self, _account: str) -> WindowStatus:
        return WindowStatus(WindowState.OPEN)

    def diagnose(self, parcel: object) -> object:
        return parcel

    async def withdraw(self, parcel_id: int) -> bool:
        return parcel_id == 7

    async def changes(self) -> AsyncIterator[Change]:
        yield AccountsChanged()

    async def check(self, _account: Account) -> AsyncIterator[CheckStep]:
        for stage in CheckStage:
            yield cast("CheckStep", stage)


def test_what_is_asked_at_once_is_answered_from_the_settings() -> None:
    late = LateVerbs((ANNA,))
    assert late.accounts() == (ANNA,)
    assert late.window("anna").state is WindowState.UNKNOWN
    assert late.diagnose(object()) is None


def test_after_the_arrival_the_verbs_answer() -> None:
    late = LateVerbs((ANNA,))
    late.arrive(cast("Verbs", Office()))
    assert late.accounts() == (ANNA, ANNA)
    assert late.window("anna").state is WindowState.OPEN
    assert late.diagnose(3) == 3


async def test_everything_else_waits_for_the_arrival() -> None:
    late = LateVerbs((ANNA,))
    waiting = asyncio.gather(late.as_verbs().withdraw(7), anext(late.changes()))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    late.arrive(cast("Verbs", Office()))
    assert tuple(await waiting) == (True, AccountsChanged())
    assert [step async for step in late.check(ANNA)] == list(CheckStage)


def test_what_is_no_verb_is_an_error_at_once() -> None:
    with pytest.raises(AttributeError):
        LateVerbs(()).send_everything()


def test_it_imports_nothing_that_delays_the_first_paint() -> None:
    slow = "asyncio", "ssl", "sqlite3", "email", "keyring", "socket"
    look = f"import sys, tegata.delivery.late_verbs; print([n for n in {slow} if n in sys.modules])"
    found = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"
