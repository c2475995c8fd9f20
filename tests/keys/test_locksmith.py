"""Each deed at the keyring, and each way it fails as a value."""

import pytest
from keyring.errors import InitError, KeyringLocked, PasswordSetError

from tegata.keys.errand import Deed, Errand
from tegata.keys.key_trouble import KeyTrouble
from tegata.keys.locksmith import Locksmith
from tegata.secret import Secret
from tests.keys.fake_safe import FakeSafe, RawError

PASSWORD = Secret("opensesame")
AT_A_DOOR = [Errand(Deed.GET, "a"), Errand(Deed.SET, "a", None, PASSWORD), Errand(Deed.DELETE, "a")]


@pytest.fixture
def safe() -> FakeSafe:
    return FakeSafe()


@pytest.fixture
def locksmith(safe: FakeSafe) -> Locksmith:
    return Locksmith(lambda: safe)


def test_it_does_what_it_is_sent_for(locksmith: Locksmith, safe: FakeSafe) -> None:
    assert locksmith.do(Errand(Deed.LOOK)) is None
    assert locksmith.do(Errand(Deed.GET, "a")) is KeyTrouble.MISSING
    assert locksmith.do(Errand(Deed.SET, "a", None, PASSWORD)) is None
    assert locksmith.do(Errand(Deed.GET, "a")) == PASSWORD
    assert locksmith.do(Errand(Deed.DELETE, "a")) is None
    assert safe.entries == {}


def test_what_has_an_older_name_is_taken_along(locksmith: Locksmith, safe: FakeSafe) -> None:
    safe.entries["old"] = "opensesame"
    assert locksmith.do(Errand(Deed.GET, "new", "old")) == PASSWORD
    assert safe.entries == {"new": "opensesame"}


def test_only_an_unlocking_prompts(locksmith: Locksmith, safe: FakeSafe) -> None:
    safe.locked = True
    for errand in (*AT_A_DOOR, Errand(Deed.LOOK)):
        assert locksmith.do(errand) is KeyTrouble.LOCKED
    assert safe.prompts == 0
    assert locksmith.do(Errand(Deed.UNLOCK)) is None
    assert safe.prompts == 1


@pytest.mark.parametrize(
    ("failure", "trouble"),
    [
        (KeyringLocked("no"), KeyTrouble.LOCKED),
        (InitError("gone"), KeyTrouble.NO_KEYRING),
        (PasswordSetError("no"), KeyTrouble.FAILED),
        (RawError(1783, "CredWrite"), KeyTrouble.FAILED),
        (ConnectionResetError(), KeyTrouble.FAILED),
        (ValueError("not a D-Bus reply"), KeyTrouble.FAILED),
    ],
)
def test_every_failure_is_a_value(
    locksmith: Locksmith, safe: FakeSafe, failure: Exception, trouble: KeyTrouble
) -> None:
    safe.failure = failure
    assert [locksmith.do(errand) for errand in AT_A_DOOR] == [trouble] * 3
