"""A second start's errand."""

from pathlib import Path
from typing import Any

import pytest

from tegata.cli.arguments import Wish
from tegata.cli.raise_window import raise_request, raised_the_window
from tegata.network import handover
from tegata.network.knock import HandoverLostError
from tegata.tasks import in_thread

WISH = Wish("mailto:bob@b.example")


def test_what_is_wished_for_goes_along() -> None:
    letter = {"verb": "raise", "mailto": "mailto:bob@b.example", "check": False, "token": None}
    assert raise_request(WISH) == letter
    check = {"verb": "raise", "mailto": None, "check": True, "token": "mutter_1"}
    assert raise_request(Wish(check=True, token="mutter_1")) == check


def test_nobody_is_there(tmp_path: Path) -> None:
    assert not raised_the_window(tmp_path, WISH)


async def test_the_window_hears_of_it(tmp_path: Path) -> None:
    heard: list[dict[str, Any]] = []

    async def hear(request: dict[str, Any]) -> dict[str, Any]:
        heard.append(request)
        return {"done": True}

    door = await handover.serve(tmp_path, hear)
    assert await in_thread(lambda: raised_the_window(tmp_path, WISH), "second start")
    await door.close()
    assert heard == [raise_request(WISH)]


def test_a_window_that_falls_silent_has_heard_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second window beside it would be one too many."""

    def lost(*_given: object, **_more: object) -> None:
        raise HandoverLostError("hung up")

    monkeypatch.setattr("tegata.cli.raise_window.call", lost)
    assert raised_the_window(tmp_path, WISH)
