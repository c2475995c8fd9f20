import asyncio
import os
import signal
import sys
from datetime import timedelta

import pytest

from tegata.practice.alone import announcement, run_alone
from tegata.practice.lines import Line
from tegata.practice.provider import PracticeProvider
from tegata.words.gettext import use_language


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


async def test_it_says_where_to_go_and_what_to_log_in_with(provider: PracticeProvider) -> None:
    said = announcement(provider).splitlines()
    assert "anna@provider-a.example, user anna, password tsukigata, window 0:10:00" in said[1]
    for number, line in enumerate(Line, 2):
        door = provider.doors[line]
        assert said[number] == (
            f"Line {line}: POP3 127.0.0.1:{door.pop_port}  SMTP 127.0.0.1:{door.smtp_port}"
            f"  submission 127.0.0.1:{door.submission_port}"
        )


@pytest.mark.skipif(sys.platform == "win32", reason="signals end it elsewhere")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_runs_until_it_is_interrupted(
    number: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    running = asyncio.get_running_loop().create_task(run_alone(timedelta(minutes=1)))
    out = ""
    async with asyncio.timeout(20):
        while "Ctrl+C" not in out:
            await asyncio.sleep(0.01)
            out += capsys.readouterr().out
    await asyncio.sleep(0)
    os.kill(os.getpid(), number)
    assert await running == 0
    for handled in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().remove_signal_handler(handled)
