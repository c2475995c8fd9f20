"""A computer on which servers may listen, and one on which they may not."""

import pytest

from tegata.self_test import provider
from tegata.self_test.finding import State


def test_it_listens_on_this_computer_only() -> None:
    found = provider.look()
    assert (found.state, found.fact) == (State.OK, "It listens on 127.0.0.1")


def test_a_computer_that_forbids_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def forbid() -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(provider, "start_provider", forbid)
    found = provider.look()
    assert found.state is State.FAILED
    assert "127.0.0.1: Permission denied" in found.fact
    assert "firewall" in found.advice
