from datetime import timedelta

import pytest

from tegata.practice import main_job
from tegata.practice.lines import Line
from tegata.practice.play import play
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.words.gettext import use_language


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


async def test_the_main_job_from_refused_to_delivered(capsys: pytest.CaptureFixture[str]) -> None:
    assert await play(tick=timedelta(0)) == 0
    told = capsys.readouterr().out
    scenes = [
        "You are on line C",
        "The server did not pass your letter on.",
        "554 5.7.1 <bob@elsewhere.example>: Relay access denied",
        "Logged in by POP, then accepted: 1 login in all.",
        "Window open until",
        "4. Delivered, once, to bob@elsewhere.example:",
        "Subject: Greetings from the road",
    ]
    places = [told.find(scene) for scene in scenes]
    assert -1 not in places
    assert places == sorted(places)


async def test_a_play_that_goes_another_way_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the provider's own network nothing is refused: there is nothing to show."""

    async def at_home() -> PracticeProvider:
        return await start_provider(line=Line.A)

    monkeypatch.setattr(main_job, "start_provider", at_home)
    assert await play(tick=timedelta(0)) == 1
