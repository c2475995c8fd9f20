"""The whole client of each protocol as a conversation finds it, and what must hold whatever was said."""

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import scramp.core

from tegata.mail.envelope import Envelope
from tegata.protocols import pop3, sasl, smtp_session, smtp_submit
from tegata.protocols.channel import Channel
from tegata.protocols.credentials import Credentials
from tegata.protocols.outcome import Accepted, Broken, Declined, Outcome, Outcomes, Refused, Trouble, Unknown
from tegata.protocols.pop3 import PopOpen
from tegata.protocols.shortcuts import Shortcuts, Submission
from tegata.protocols.smtp_probe import ask_recipient, ask_sender
from tegata.protocols.smtp_session import SessionOpen
from tegata.protocols.smtp_submit import CHUNK, LAST, RIDES, Partial, submit
from tegata.secret import Secret
from tests.fuzz.conversation import Conversation, Cut, Wish
from tests.fuzz.paper import PaperLine

LETTER = b"Subject: x\r\n\r\n.hidden dot\r\n..\r\nbye\r\n"
STUFFED = LETTER.replace(b"\n.", b"\n..")
USER = Credentials("user", Secret("pencil"))
NONCE = "fyko+d2lbbFgONRv9qkxdawL"
"""The client's in RFC 5802 section 5, so that the server's words there fit."""
MOST_ITERATIONS = 5_000
"""As many as honest conversations ask for: a fuzzer would find the honest limit and stay there."""
SECRETS = (b"pencil", b64encode(b"pencil"), b64encode(b"\0user\0pencil"))
_FOR_NOBODY = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_POP_VERBS = {b"CAPA", b"STLS", b"USER", b"PASS", b"APOP", b"AUTH", b"STAT", b"QUIT"}

Opened = SessionOpen | Refused | Broken | Declined
Result = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """All that can be seen of a conversation once it is over; `replies` is how many it took."""

    result: Result
    said: bytes
    in_clear: bytes
    transcript: str
    replies: int


@dataclass(frozen=True, slots=True)
class Sent:
    """How a letter fared, and how many of them have left, whole, while it was submitted."""

    submission: Submission
    left: int


Client = Callable[[PaperLine, Conversation, Path], Awaitable[Result]]


SET_FOR_GOOD: tuple[tuple[Any, str, Any], ...] = (
    (scramp.core.Nonce, "create", lambda: scramp.core.Nonce(NONCE)),
    (sasl, "MOST_ITERATIONS", MOST_ITERATIONS),
    (smtp_submit, "CHUNK", CHUNK),
    (smtp_submit, "LAST", LAST),
    (smtp_submit, "RIDES", RIDES),
)
"""What has to be set, for `setattr`, before anything is played: chance and long computations go."""


async def play(protocol: str, conversation: Conversation, cut: Cut, letter: Path) -> Played:
    """Play it on a new line; `letter` is a file with LETTER in it."""
    line = PaperLine(conversation, cut)
    result = await CLIENTS[protocol](line, conversation, letter)
    return Played(result, line.said, line.in_clear, line.transcript, line.replies)


async def play_all(protocol: str, conversation: Conversation, cuts: tuple[Cut, ...], letter: Path) -> Played:
    """Play it in each cut. Raises AssertionError where the cut makes a difference."""
    first, *others = [await play(protocol, conversation, cut, letter) for cut in cuts]
    for cut, other in zip(cuts[1:], others, strict=True):
        assert other == first, f"cut in {cut.sizes}: {other}\nwhole: {first}"
    return first


async def smtp(line: PaperLine, conversation: Conversation, letter: Path) -> Result:
    """Open a session, submit or probe, and take leave."""
    wishes = conversation.wishes
    opened: Opened = await line.run(
        smtp_session.open_session(
            hello="[192.0.2.1]",
            channel=_channel(wishes),
            login=USER if Wish.LOGIN in wishes else None,
            allow_cleartext=Wish.CLEARTEXT in wishes,
            may_ride=Wish.RIDE in wishes,
        )
    )
    if not isinstance(opened, SessionOpen):
        return (opened,)
    if Wish.PROBE in wishes:
        judgement = await line.run(ask_sender(opened, "user@a.example"))
        if isinstance(judgement, Accepted):
            judgement = await line.run(ask_recipient("bob@b.example"))
        await line.run(smtp_session.quit_session())
        return opened, judgement
    submissions = [await _submission(line, opened, wishes, letter)]
    again = submissions[0].submission.session
    if Wish.AGAIN in wishes and again is not None:
        submissions.append(await _submission(line, again, wishes, letter))
    await line.run(smtp_session.quit_session())
    return opened, *submissions


async def _submission(line: PaperLine, session: SessionOpen, wishes: frozenset[Wish], letter: Path) -> Sent:
    partial = Partial.SEND_TO_OTHERS if Wish.OTHERS in wishes else Partial.ALL_OR_NONE
    asked = None if Wish.CLOSED in wishes or Wish.OPEN in wishes else "bob@b.example"
    shortcuts = Shortcuts(Wish.DATA not in wishes, Wish.CLOSED in wishes, asked)
    in_pieces = Wish.CHUNKS in wishes
    sizes = (10, 10, 20) if in_pieces else (CHUNK, LAST, RIDES)
    smtp_submit.CHUNK, smtp_submit.LAST, smtp_submit.RIDES = sizes
    before = len(line.said)
    submission = await line.run(
        submit(session, _envelope(wishes), len(LETTER), partial=partial, shortcuts=shortcuts), letter
    )
    return Sent(submission, _letters_in(line.said[before:]))


async def pop(line: PaperLine, conversation: Conversation, _letter: Path) -> Result:
    """Log in, count, and take leave."""
    wishes = conversation.wishes
    opened = await line.run(
        pop3.login(
            channel=_channel(wishes),
            login=USER,
            allow_cleartext=Wish.CLEARTEXT in wishes,
            apop=Wish.APOP in wishes,
            known=("USER", "PIPELINING") if Wish.KNOWN in wishes else None,
        )
    )
    if not isinstance(opened, PopOpen):
        return (opened,)
    count = await line.run(pop3.count_letters())
    await line.run(pop3.quit_session())
    return opened, count


CLIENTS: dict[str, Client] = {"smtp": smtp, "pop3": pop}


def judge(protocol: str, conversation: Conversation, played: Played) -> None:
    """Raise AssertionError where something came out that never may."""
    assert not _FOR_NOBODY.search(played.transcript)
    commands = "\n".join(line for line in played.transcript.splitlines() if " C: " in line)
    may_travel = played.said
    match _channel(conversation.wishes):
        case Channel.NONE if Wish.CLEARTEXT not in conversation.wishes:
            may_travel = b""
        case Channel.STARTTLS:
            may_travel = played.said[len(played.in_clear) :]
    forbidden = played.said[: len(played.said) - len(may_travel)]
    for secret in SECRETS:
        assert secret not in forbidden
        assert secret.decode() not in commands
    (_judge_smtp if protocol == "smtp" else _judge_pop)(conversation, played)


def kind(result: Result) -> str:
    """Return in a word or two what came of it, for counting."""
    outcome = result[-1]
    if isinstance(outcome, Sent):
        return "; ".join(sorted({_kind(each) for each in outcome.submission.outcomes.values()}))
    return _kind(outcome)


def _kind(outcome: object) -> str:
    words = [type(outcome).__name__]
    for name in ("phase", "trouble", "objection"):
        words += [str(getattr(outcome, name))] if hasattr(outcome, name) else []
    return " ".join(words)


def _judge_smtp(conversation: Conversation, played: Played) -> None:
    opened, *rest = played.result
    assert isinstance(opened, SessionOpen if rest else Refused | Broken | Declined)
    submissions = [each for each in rest if isinstance(each, Sent)]
    if not submissions:
        assert all(isinstance(each, Accepted | Refused | Broken) for each in rest)
        assert not _letters_in(played.said)
    for sent in submissions:
        assert tuple(sent.submission.outcomes) == _envelope(conversation.wishes).recipients
        _judge_submission(sent.submission, one_for_all=Wish.OTHERS not in conversation.wishes)
        _judge_left(sent.submission.outcomes, sent.left)


def _letters_in(said: bytes) -> int:
    """Return how many letters have left, down to the last octet."""
    chunks = re.findall(rb"BDAT ([0-9]+)( LAST)?\r\n", said)
    last = len(LETTER) % 10 if len(chunks) > 1 else len(LETTER)
    return said.count(STUFFED + b".\r\n") + said.count(b"BDAT %d LAST\r\n%s" % (last, LETTER[-last:]))


def _judge_submission(submission: Submission, *, one_for_all: bool) -> None:
    for outcome in submission.outcomes.values():
        if submission.shortfall is not None:  # the letter goes again, and nobody is asked
            assert not isinstance(outcome, Accepted | Unknown)
        if outcome is None:
            assert one_for_all
        else:
            assert isinstance(outcome, Outcome)
        assert not isinstance(outcome, Accepted) or outcome.receipt.positive


def _judge_left(outcomes: Outcomes, left: int) -> None:
    """A letter that has left is never said to be safe to send again, but where the server itself said no."""
    assert left <= 1
    if any(isinstance(outcome, Accepted | Unknown) for outcome in outcomes.values()):
        assert left
    elif left:
        assert all(map(_is_the_servers_word, outcomes.values())), outcomes


def _is_the_servers_word(outcome: Outcome | None) -> bool:
    """Whether this quotes a whole reply, be it a yes in the wrong place."""
    if isinstance(outcome, Broken):
        return (
            outcome.trouble is Trouble.GARBAGE and re.match("[23][0-9]{2}( |$)", outcome.detail) is not None
        )
    return isinstance(outcome, Refused)


def _judge_pop(conversation: Conversation, played: Played) -> None:
    opened, *rest = played.result
    lines = played.said.split(b"\r\n")[:-1]
    sasl_answers = b"AUTH " in played.said
    assert sasl_answers or {line.partition(b" ")[0] for line in lines} <= _POP_VERBS
    assert isinstance(opened, PopOpen | Refused | Broken | Declined)
    if isinstance(opened, PopOpen):
        assert re.search(rb"^(PASS|APOP|AUTH) ", played.said, re.MULTILINE)
        assert all(each is None or (isinstance(each, int) and each >= 0) for each in rest)


def _channel(wishes: frozenset[Wish]) -> Channel:
    if Wish.STARTTLS in wishes:
        return Channel.STARTTLS
    return Channel.TLS if Wish.TLS in wishes else Channel.NONE


def _envelope(wishes: frozenset[Wish]) -> Envelope:
    bob = "雪@b.example" if Wish.UTF8 in wishes else "bob@b.example"
    to = (bob, "ola@b.example") if Wish.TWO in wishes else (bob,)
    return Envelope("user@a.example", to, Wish.UTF8 in wishes)
