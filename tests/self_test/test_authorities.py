"""A trust store that is read, asked, or empty."""

import pytest

from tegata.network.trust import SystemTrust
from tegata.self_test import authorities
from tegata.self_test.finding import State


@pytest.mark.parametrize(
    ("count", "state", "words"),
    [
        (144, State.OK, "144 in the system’s store, OpenSSL 3"),
        (None, State.OK, "The system is asked about each certificate, OpenSSL 3"),
        (0, State.FAILED, "The system knows none"),
    ],
)
def test_what_the_system_trusts(
    monkeypatch: pytest.MonkeyPatch, count: int | None, state: State, words: str
) -> None:
    monkeypatch.setattr(authorities, "system_trust", lambda: SystemTrust(count, "OpenSSL 3"))
    found = authorities.look()
    assert found.state is state
    assert words in found.fact
    assert bool(found.advice) is (state is State.FAILED)
    assert found.figures["authorities"] == count


def test_this_computers_own() -> None:
    assert authorities.look().figures["library"]
