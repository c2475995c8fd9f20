"""One session that hands over one letter."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tegata.accounts.account import Account
from tegata.delivery.smtp_send import (
    Consignment,
    Handed,
    NotOpen,
    Watch,
    begin,
    hand_over,
    leave,
)
from tegata.delivery.smtp_send import Start as Begin
from tegata.delivery.tools import Tools
from tegata.mail.envelope import Envelope
from tegata.network.line import Line, Pin
from tegata.network.transcript import Transcript
from tegata.profile import Preferences
from tegata.protocols.outcome import Accepted, Broken, Declined, Objection, Outcomes, Refused
from tegata.protocols.shortcuts import Shortcuts
from tegata.protocols.smtp_submit import Partial
from tegata.relay.window import SeenFrom
from tegata.secret import Secret
from tests.delivery.bench import BOB, OLA, account_at, with_auth
from tests.delivery.test_pop_login import Kept
from tests.hand_clock import HandClock
from tests.servers import Start

Hand = Callable[..., object]


class Hands:
    """Hands a letter over and remembers what the watch saw."""

    def __init__(self, clock: HandClock, letter: Path) -> None:
        self.tools = Tools(clock=clock, passwords=Kept(Secret("open sesame")))
        self.transcript = Transcript(clock)
        self.lines: list[Line] = []
        self.commits = 0
        self.progress: list[tuple[int, int]] = []
        self._letter = letter

    async def over(self, account: Account, *to: str, pin: Pin | None = None) -> Handed:
        envelope = Envelope(account.address, to or (BOB,))
        size = self._letter.stat().st_size
        consignment = Consignment(envelope, self._letter, size, Partial.ALL_OR_NONE)
        watch = Watch(self.lines.append, self._commit, lambda *octets: self.progress.append(octets))
        session = await begin(account, self.tools, self.transcript, Begin(pin), watch.on_line)
        if isinstance(session, NotOpen):
            outcomes: Outcomes = dict.fromkeys(envelope.recipients, session.outcome)
            return Handed(outcomes, session.seen_from, session.server_address)
        try:
            return await hand_over(session, consignment, Shortcuts(), watch)
        finally:
            leave(session)

    async def _commit(self) -> None:
        self.commits += 1


@pytest.fixture
def hands(clock: HandClock, tmp_path: Path) -> Hands:
    letter = tmp_path / "letter.eml"
    letter.write_bytes(b"Subject: x\r\n\r\n.a dot\r\n")
    return Hands(clock, letter)


async def test_a_letter_handed_over(hands: Hands, smtp: Start) -> None:
    server = await smtp({"EHLO": "250 mail.a.example Hello x [203.0.113.7]"})
    handed = await hands.over(account_at(server.port), BOB, OLA)
    assert all(isinstance(handed.outcomes[address], Accepted) for address in (BOB, OLA))
    assert handed.seen_from == SeenFrom("127.0.0.1", 4, "203.0.113.7")
    assert handed.server_address == "127.0.0.1"
    assert server.letters == [b"Subject: x\r\n\r\n..a dot\r\n.\r\n"]
    assert (len(hands.lines), hands.commits) == (1, 1)
    assert hands.progress[-1] == (22, 22)


async def test_it_greets_by_address_or_by_the_name_that_was_set(hands: Hands, smtp: Start) -> None:
    server = await smtp()
    await hands.over(account_at(server.port))
    hands.tools = replace(hands.tools, preferences=lambda: Preferences(hello_name="laptop.a.example"))
    await hands.over(account_at(server.port))
    assert server.heard("EHLO") == ["EHLO [127.0.0.1]", "EHLO laptop.a.example"]


async def test_the_password_is_in_no_transcript(hands: Hands, smtp: Start) -> None:
    server = await smtp({"EHLO": "250-mail\r\n250 AUTH PLAIN", "AUTH": "235 welcome"})
    await hands.over(with_auth(account_at(server.port)))
    assert "AUTH PLAIN ***" in str(hands.transcript)
    assert server.heard("AUTH PLAIN ")[0].partition("PLAIN ")[2] not in str(hands.transcript)


async def test_a_session_that_does_not_open(hands: Hands, smtp: Start) -> None:
    handed = await hands.over(account_at((await smtp({"greeting": "554 no"})).port))
    assert isinstance(handed.outcomes[BOB], Refused)
    assert handed.seen_from == SeenFrom("127.0.0.1", 4)
    assert hands.commits == 0


async def test_no_line_at_all(hands: Hands, smtp: Start) -> None:
    server = await smtp()
    await server.close()
    handed = await hands.over(account_at(server.port))
    assert isinstance(handed.outcomes[BOB], Broken)
    assert handed.seen_from is None
    assert hands.lines == []


async def test_no_password_no_line(hands: Hands, smtp: Start) -> None:
    server = await smtp()
    hands.tools = replace(hands.tools, passwords=Kept("missing"))
    handed = await hands.over(with_auth(account_at(server.port)))
    outcome = handed.outcomes[BOB]
    assert isinstance(outcome, Declined)
    assert outcome.objection is Objection.NO_PASSWORD
    assert server.sessions == []


async def test_it_leaves_from_where_the_pin_says(hands: Hands, smtp: Start) -> None:
    server = await smtp()
    await hands.over(account_at(server.port), pin=Pin("127.0.0.9", 4))
    assert server.peers == ["127.0.0.9"]
