import logging
from datetime import UTC, datetime, timedelta

import pytest

from tegata.network.transcript import Transcript
from tegata.protocols.outcome import Phase
from tegata.protocols.reply import PopReply, SmtpReply
from tegata.protocols.wire import smtp
from tegata.secret import Secret


class SteppingClock:
    """Half a second later each time it is asked."""

    def __init__(self) -> None:
        self._now = timedelta(hours=5)

    def now(self) -> timedelta:
        self._now += timedelta(seconds=0.5)
        return self._now

    def wall(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def asleep(self) -> timedelta:
        return timedelta(0)

    def boot_id(self) -> str:
        return "boot"


def test_lines_as_in_the_standards(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="tegata.dialogue")
    transcript = Transcript(SteppingClock(), "yuki@a.example")
    transcript.note("mail.a.example [192.0.2.1]:25\x1b[31m")
    transcript.received(SmtpReply(250, ("mail.a.example", "PIPELINING")))
    transcript.sent(smtp("AUTH PLAIN AHl1a2kAc2VzYW1l", Phase.AUTH, shown="AUTH PLAIN ***"))
    transcript.uploaded(6_300_000)
    transcript.received(PopReply(False, "no", "IN-USE"))
    transcript.received(PopReply(True, "", None, ("USER", "STLS")))
    transcript.received(SmtpReply(334, ("cj1meWtvK2QybGJi",)))
    transcript.received(PopReply(True, "", challenge="dj1ybUY5cHFWOFM3"))
    assert str(transcript).splitlines() == [
        "   0.500 --- mail.a.example [192.0.2.1]:25",
        "   1.000 S: 250-mail.a.example",
        "   1.500 S: 250 PIPELINING",
        "   2.000 C: AUTH PLAIN ***",
        "   2.500 C: [6300000 octets]",
        "   3.000 S: -ERR [IN-USE] no",
        "   3.500 S: +OK",
        "   4.000 S: USER",
        "   4.500 S: STLS",
        "   5.000 S: .",
        "   5.500 S: 334 ***",  # with what SCRAM says one can guess passwords
        "   6.000 S: + ***",
    ]
    assert "yuki@a.example S: 250 PIPELINING" in caplog.messages
    assert len(caplog.messages) == 12


def test_what_a_server_may_not_repeat() -> None:
    transcript = Transcript(SteppingClock())
    assert transcript.blotted("sesame") == "sesame"
    sesame = Secret("sesame")
    transcript.sent(smtp("AUTH PLAIN AHl1a2kAc2VzYW1l", Phase.AUTH, shown="AUTH PLAIN ***", secret=sesame))
    assert transcript.blotted("PLAIN AHl1a2kAc2VzYW1l is no sesame, yuki") == "PLAIN *** is no ***, yuki"
    assert transcript.blotted("c2VzYW1l") == "***"


def test_a_secret_too_short_to_be_blotted_unnoticed() -> None:
    transcript = Transcript(SteppingClock())
    transcript.sent(smtp("AUTH LOGIN", Phase.AUTH, secret=Secret("a")))
    assert transcript.blotted("a LOGIN at an hour") == "a LOGIN at an hour"


def test_of_a_private_body_only_its_length_is_shown() -> None:
    transcript = Transcript(SteppingClock())
    reply = PopReply(True, "headers follow", body=("Subject: divorce", "From: Ola"))
    transcript.received(reply, private=True)
    transcript.received(PopReply(False, "no such letter"), private=True)
    assert "divorce" not in str(transcript)
    assert "[2 lines]" in str(transcript)
    assert "-ERR no such letter" in str(transcript)


def test_one_that_follows_another_goes_on_counting_from_its_beginning() -> None:
    clock = SteppingClock()
    before = Transcript(clock)
    before.note("met")
    after = Transcript(clock)
    after.note("goes on")
    after.follow(before)
    after.note("ends")
    assert str(after).splitlines() == [
        "   0.500 --- met",
        "   1.500 --- goes on",
        "   2.000 --- ends",
    ]
    assert str(before) == "   0.500 --- met"
