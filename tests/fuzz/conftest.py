import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz import clients
from tests.fuzz.clients import Played
from tests.fuzz.conversation import Conversation, cuts

CORPUS = {
    protocol: {
        file.stem: file.read_bytes()
        for file in sorted((Path(__file__).parent / "corpus" / protocol).glob("*.txt"))
    }
    for protocol in clients.CLIENTS
}

Feed = Callable[[str, Conversation], Played]


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Feed:
    """Play a conversation cut in several ways, judge it, and return what was seen."""
    for what in clients.SET_FOR_GOOD:
        monkeypatch.setattr(*what)
    letter = tmp_path / "letter.eml"
    letter.write_bytes(clients.LETTER)

    def play(protocol: str, conversation: Conversation) -> Played:
        played = asyncio.run(clients.play_all(protocol, conversation, cuts(conversation), letter))
        clients.judge(protocol, conversation, played)
        return played

    return play
