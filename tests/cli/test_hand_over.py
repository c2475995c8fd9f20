import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tegata.cli.hand_over import (
    ask_the_window,
    deliver_request,
    given_in,
    lock_or_answer,
    login_request,
    withdraw_request,
)
from tegata.delivery.notices import Role
from tegata.network import handover
from tegata.profile import Profile, ProfileLock
from tegata.secret import Secret

PASSWORDS = {Role.SUBMISSION: Secret("one"), Role.POP: Secret("two")}


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path)


@pytest.mark.parametrize(
    "request_", [deliver_request([1, 2], "anna", PASSWORDS), login_request("anna", PASSWORDS)]
)
def test_passwords_arrive_as_they_left(request_: dict[str, Any]) -> None:
    arrived = json.loads(json.dumps(request_))
    assert {role: secret.reveal() for role, secret in given_in(arrived).items()} == {
        Role.SUBMISSION: "one",
        Role.POP: "two",
    }


def test_what_needs_no_password_carries_none() -> None:
    assert withdraw_request(7) == {"verb": "withdraw", "parcel": 7}
    assert given_in(withdraw_request(7)) == {}
    assert deliver_request(None, None, {})["parcels"] is None


async def test_nobody_is_there(profile: Profile) -> None:
    assert await ask_the_window(profile.directory, withdraw_request(1)) is None
    held = await lock_or_answer(profile, withdraw_request(1))
    assert isinstance(held, ProfileLock)
    assert await lock_or_answer(profile, withdraw_request(1), patience=timedelta()) is None
    held.release()


async def test_the_window_that_holds_the_lock_answers(profile: Profile) -> None:
    async def answer(request: dict[str, Any]) -> dict[str, Any]:
        return {"done": request["parcel"] == 7}

    lock = profile.try_lock()
    assert lock is not None
    door = await handover.serve(profile.directory, answer)
    assert await lock_or_answer(profile, withdraw_request(7)) == {"done": True}
    await door.close()
    lock.release()


async def test_after_a_window_that_broke_off_the_lock_is_waited_for(profile: Profile) -> None:
    lock = profile.try_lock()
    assert lock is not None

    async def die(_request: dict[str, Any]) -> dict[str, Any]:
        lock.release()
        raise OSError("the window is gone")

    door = await handover.serve(profile.directory, die)
    held = await lock_or_answer(profile, deliver_request([1], "anna", {}))
    assert isinstance(held, ProfileLock)
    held.release()
    await door.close()
