import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tegata.cli import desk
from tegata.keys.key_ring import KeyRing
from tegata.keys.key_trouble import KeyTrouble
from tegata.practice.account import practice_account
from tegata.practice.provider import PracticeProvider, start_provider
from tegata.secret import Secret
from tegata.words.gettext import use_language
from tests.cli.terminal import Terminal
from tests.servers import pop, servers, smtp

__all__ = ("pop", "servers", "smtp")


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Touch nobody's keyring, speak English, and let go of the log files in the end."""
    monkeypatch.setattr(desk, "KeyRing", lambda *places: KeyRing(*places, find=lambda: KeyTrouble.NO_KEYRING))
    use_language("en")
    yield
    logger = logging.getLogger("tegata")
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(logging.NOTSET)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    body = tmp_path / "body.txt"
    body.write_text("Dear Bob.\n", encoding="utf-8")
    return Terminal(tmp_path / "profile", body, monkeypatch, capsys)


@pytest.fixture
async def provider() -> AsyncIterator[PracticeProvider]:
    """Provider A with a window of ten minutes; you are on line C."""
    running = await start_provider(password=Secret("open sesame"))
    yield running
    await running.stop()


@pytest.fixture
def at_provider(terminal: Terminal, provider: PracticeProvider) -> Terminal:
    """A terminal whose account is at the practice provider, POP before send on."""
    terminal.has(practice_account(provider))
    return terminal
