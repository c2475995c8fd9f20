"""Everything a server may say or do wrong at each stage of a POP3 login."""

import pytest

from tegata.delivery.notices import LoggedIn, LoginResult
from tegata.protocols.outcome import Broken, Refused, Trouble
from tests.hostile.conftest import LONG, SHORT, Start, Traveller
from tests.hostile.villain import (
    Act,
    Villain,
    drop_by_drop,
    endlessly,
    hang_up,
    reset,
    silence,
    then_hang_up,
    then_silence,
)

STAGES = ("greeting", "CAPA", "USER", "PASS")
HARMLESS = {"CAPA", "STLS", "USER", "PASS", "STAT", "QUIT"}
"""The only verbs a mailbox may ever hear."""

G, D, T = Trouble.GARBAGE, Trouble.CONN_DROPPED, Trouble.CONN_TIMEOUT

MISDEEDS: dict[str, tuple[Act, Trouble]] = {
    "endless line": (endlessly(b"x", b"+OK "), G),
    "endless plus signs": (endlessly(b"+"), G),
    "endless empty lines": (endlessly(b"\r\n"), G),
    "cut in mid-word": (then_hang_up(b"+O"), D),
    "cut in mid-line": (then_hang_up(b"+OK wel"), D),
    "cut before the LF": (then_hang_up(b"+OK\r"), D),
    "closed": (hang_up, D),
    "reset": (reset, D),
    "silence": (silence, T),
    "half a line": (then_silence(b"+OK wel"), T),
    "bare CR": (then_silence(b"+OK\r"), T),
    "one octet at a time": (drop_by_drop(b"x"), T),
    "longer word": (b"+OKAY\r\n", G),
    "longer no": (b"-ERROR\r\n", G),
    "small letters": (b"+ok\r\n", G),
    "single plus": (b"+\r\n", G),
    "plus and blank": (b"+ OK\r\n", G),
    "reply of SMTP": (b"250 ok\r\n", G),
    "reply of IMAP": (b"* OK ready\r\n", G),
    "reply of HTTP": (b"HTTP/1.1 400 Bad Request\r\n\r\n", G),
    "octets of TLS": (b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76\r\n", G),
    "bare LF": (b"+OK\n", G),
    "blank before": (b" +OK\r\n", G),
    "NUL before": (b"\0+OK\r\n", G),
    "NUL behind": (b"+OK\0\r\n", G),
    "tab behind": (b"+OK\twelcome\r\n", G),
    "empty line": (b"\r\n", G),
    "byte order mark": (b"\xef\xbb\xbf+OK\r\n", G),
}
cases = pytest.mark.parametrize("stage", STAGES)


async def logged_in(
    anna: Traveller, smtp: Start, pop: Start, script: dict[str, Act], patience: float = LONG
) -> tuple[Villain, LoginResult]:
    villain = await pop(script)
    result = await anna.log_in(anna.account(await smtp(), villain), patience)
    assert {line.partition(" ")[0] for line in villain.heard} <= HARMLESS
    assert len(villain.peers) == 1
    return villain, result


@cases
@pytest.mark.parametrize("misdeed", MISDEEDS)
async def test_what_is_no_reply_opens_no_window(
    anna: Traveller, smtp: Start, pop: Start, stage: str, misdeed: str
) -> None:
    act, trouble = MISDEEDS[misdeed]
    patience = SHORT if trouble is T else LONG
    villain, result = await logged_in(anna, smtp, pop, {stage: act}, patience)
    assert isinstance(result, Broken)
    assert result.trouble is trouble
    assert villain.times("PASS") == (stage == "PASS")


@pytest.mark.parametrize(
    ("act", "trouble"),
    [
        (endlessly(b"X-MORE\r\n", b"+OK\r\n"), G),
        (endlessly(b"\r\n", b"+OK\r\n"), G),
        (endlessly(b"x", b"+OK\r\n"), G),
        (then_hang_up(b"+OK\r\nUSER\r\n"), D),
        (then_silence(b"+OK\r\nUSER\r\n"), T),
        (b"+OK\r\nUSER\n.\r\n", G),
    ],
    ids=["endless list", "endless empty lines", "endless line", "cut", "no end", "bare LF"],
)
async def test_a_list_without_an_end_ends(
    anna: Traveller, smtp: Start, pop: Start, act: Act, trouble: Trouble
) -> None:
    patience = SHORT if trouble is T else LONG
    _, result = await logged_in(anna, smtp, pop, {"CAPA": act}, patience)
    assert isinstance(result, Broken)
    assert result.trouble is trouble


@pytest.mark.parametrize("stage", ["greeting", "USER", "PASS"])
@pytest.mark.parametrize(
    "said",
    [b"-ERR\r\n", b"-ERR [AUTH] wrong\r\n", b"-ERR [IN-USE] later\r\n", b"-ERR \xff\0\x1b[2J\r\n"],
    ids=["bare", "wrong password", "in use", "strange text"],
)
@pytest.mark.parametrize("stays", [True, False], ids=["stays", "hangs up"])
async def test_a_no_is_believed_and_asked_once(
    anna: Traveller, smtp: Start, pop: Start, stage: str, said: bytes, stays: bool
) -> None:
    villain, result = await logged_in(anna, smtp, pop, {stage: said if stays else then_hang_up(said)})
    assert isinstance(result, Refused)
    assert result.permanent is (b"IN-USE" not in said)
    assert villain.times("PASS") == (stage == "PASS")


@cases
@pytest.mark.parametrize("surplus", [b"+OK\r\n", b"-ERR no\r\n", b"+", b"\r\n"])
async def test_what_nobody_asked_for_ends_the_line(
    anna: Traveller, smtp: Start, pop: Start, stage: str, surplus: bytes
) -> None:
    said = b"+OK\r\nUSER\r\n.\r\n" if stage == "CAPA" else b"+OK\r\n"
    villain, result = await logged_in(anna, smtp, pop, {stage: said + surplus})
    if stage == "PASS":  # the password was believed: what follows cannot take it back
        assert isinstance(result, LoggedIn)
    else:
        assert isinstance(result, Broken | Refused)
        assert villain.times("PASS") == 0


@pytest.mark.parametrize("stage", ["greeting", "USER", "PASS"])
@pytest.mark.parametrize("text", [b"\xff\xfe", b"a\0b", b"\x1b[2J", b"x" * 4000, b"[", b"[X] ]"])
async def test_strange_text_behind_a_yes_changes_nothing(
    anna: Traveller, smtp: Start, pop: Start, stage: str, text: bytes
) -> None:
    _, result = await logged_in(anna, smtp, pop, {stage: b"+OK " + text + b"\r\n"})
    assert isinstance(result, LoggedIn)


@pytest.mark.parametrize("verb", ["STAT", "QUIT"])
@pytest.mark.parametrize(
    "act",
    [
        hang_up,
        reset,
        b"-ERR\r\n",
        b"\xff\r\n",
        b"+OK -1 x\r\n",
        b"+OK " + b"9" * 400 + b" 1\r\n",
        endlessly(b"x"),
    ],
)
async def test_what_follows_a_login_takes_nothing_back(
    anna: Traveller, smtp: Start, pop: Start, verb: str, act: Act
) -> None:
    _, result = await logged_in(anna, smtp, pop, {verb: act})
    assert isinstance(result, LoggedIn)
