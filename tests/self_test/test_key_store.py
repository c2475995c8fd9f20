"""Keyrings that work, are locked, are missing, lose things, and hang."""

import threading
from datetime import timedelta

import pytest

from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.self_test import key_store
from tegata.self_test.finding import Finding, State
from tegata.self_test.key_store import try_out
from tests.keys.fake_safe import FakeSafe, RawError


class Forgetful(FakeSafe):
    def set(self, entry: str, text: str) -> None:
        """Take it and keep nothing."""


class Mangling(FakeSafe):
    def get(self, entry: str) -> str | None:
        return None if (text := super().get(entry)) is None else text.upper() + "!"


class Sticky(FakeSafe):
    def delete(self, entry: str) -> None:
        raise RawError(entry)


async def tried(safe: FakeSafe) -> Finding:
    return await try_out(KeyRing("self-test", find=lambda: safe, patience=timedelta(seconds=5)))


async def test_an_entry_goes_in_out_and_away() -> None:
    safe = FakeSafe({"tegata: home (pop)": "opensesame"})
    assert (await tried(safe)).state is State.OK
    assert safe.entries == {"tegata: home (pop)": "opensesame"}


async def test_a_locked_one_is_neither_opened_nor_asked_about() -> None:
    safe = FakeSafe(locked=True)
    found = await tried(safe)
    assert (found.state, found.figures) == (State.WARNING, {"keyring": "locked"})
    assert (safe.prompts, safe.entries) == (0, {})


async def test_a_computer_without_one() -> None:
    found = await try_out(KeyRing(find=lambda: KeyTrouble.NO_KEYRING))
    assert found.state is State.NOT_HERE
    assert "once each time" in found.advice


@pytest.mark.parametrize("safe", [FakeSafe(failure=RawError("no")), Forgetful(), Mangling(), Sticky()])
async def test_one_that_does_not_do_what_it_should(safe: FakeSafe) -> None:
    found = await tried(safe)
    assert found.state is State.FAILED
    assert found.advice


async def test_one_that_never_answers() -> None:
    safe = FakeSafe(hangs=threading.Event())
    found = await try_out(KeyRing(find=lambda: safe, patience=timedelta(seconds=0.05)))
    safe.hangs.set() if safe.hangs else None
    assert (found.state, found.figures) == (State.FAILED, {"keyring": "failed"})


def test_no_password_is_in_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = Sticky()
    monkeypatch.setattr(
        key_store, "KeyRing", lambda place, patience: KeyRing(place, find=lambda: safe, patience=patience)
    )
    found = key_store.look()
    ((entry, password),) = safe.entries.items()
    assert entry.endswith("in self-test")
    assert password not in found.fact + found.advice + str(found.figures)
