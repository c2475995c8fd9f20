from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.protocols.reader import MAX_LINE, MAX_LINES, MAX_REPLY, ReplyError, ReplyReader
from tegata.protocols.reply import PopReply, Reply, SmtpReply
from tegata.protocols.steps import Awaits


def read(data: bytes, awaits: Awaits = Awaits.SMTP) -> Reply | None:
    reader = ReplyReader()
    reader.feed(data)
    return reader.take(awaits)


@pytest.mark.parametrize(
    ("data", "reply"),
    [
        (b"250 ok\r\n", SmtpReply(250, ("ok",))),
        (b"250\r\n", SmtpReply(250, ("",))),
        (b"250 \r\n", SmtpReply(250, ("",))),
        (b"250-one\r\n250-\r\n250 three\r\n", SmtpReply(250, ("one", "", "three"))),
        (b"250-one\r\n250\r\n", SmtpReply(250, ("one", ""))),
        (b"554 5.7.1 <bob@b.example>: Relay access denied\r\n", None),
        (b"558 relaying\r\n", SmtpReply(558, ("relaying",))),
        (b"571 relaying\r\n", SmtpReply(571, ("relaying",))),
        ("250 雪です\r\n".encode(), SmtpReply(250, ("雪です",))),
        (b"550 \x93\xfa\x96{\r\n", SmtpReply(550, ("\ufffd\ufffd\ufffd{",))),
    ],
)
def test_smtp_reply(data: bytes, reply: SmtpReply | None) -> None:
    expected = reply or SmtpReply(554, ("5.7.1 <bob@b.example>: Relay access denied",), "5.7.1")
    assert read(data) == expected


@pytest.mark.parametrize(
    ("line", "enhanced"),
    [
        ("550 5.7.1 no", "5.7.1"),
        ("550 5.7.26 no", "5.7.26"),
        ("550-no\r\n550 5.1.1 indeed", "5.1.1"),
        ("550 4.7.1 classes disagree", None),
        ("550 5.7.1234 no", None),
        ("550 5.7.1no", None),
        ("553 sorry (#5.7.1)", None),
        ("250 2.0.0", "2.0.0"),
    ],
)
def test_enhanced_status_code(line: str, enhanced: str | None) -> None:
    reply = read(f"{line}\r\n".encode())
    assert isinstance(reply, SmtpReply)
    assert reply.enhanced == enhanced


@pytest.mark.parametrize(
    "data",
    [
        b"2500 ok\r\n",
        b"25 ok\r\n",
        b"250ok\r\n",
        b"250_ok\r\n",
        b" 250 ok\r\n",
        b"199 ok\r\n",
        b"650 ok\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"+OK ready\r\n",
        b"\r\n",
        b"250-one\r\n251 two\r\n",
        b"250-one\r\n550 two\r\n",
        b"250 ok\n",
        b"\n",
        "２５０ ok\r\n".encode(),
        b"9" * MAX_LINE,
        b"250 " + b"x" * MAX_LINE + b"\r\n",
        b"250-x\r\n" * (MAX_LINES + 1),
        (b"250-" + b"x" * 4000 + b"\r\n") * (MAX_REPLY // 4000 + 1),
    ],
)
def test_no_smtp_reply(data: bytes) -> None:
    with pytest.raises(ReplyError):
        read(data)


@pytest.mark.parametrize("data", [b"", b"2", b"250 ok", b"250 ok\r", b"250-one\r\n", b"250-one\r\n250 tw"])
def test_incomplete_smtp_reply(data: bytes) -> None:
    assert read(data) is None


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"250 " + b"x" * MAX_LINE, "line too long"),
        (b"250 ok\n", "line end is not CRLF"),
        (b"250-x\r\n" * MAX_LINES + b"250 x\r\n", "too many lines"),
        ((b"250-" + b"x" * 1018 + b"\r\n") * 128 + b"250 x\r\n", "reply too long"),
        (b"250-one\r\n550 two\r\n", "two codes in one reply"),
        (b"hello\r\n", "not an SMTP reply"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, why: str) -> None:
    with pytest.raises(ReplyError, match=f"^{why}: "):
        read(data)


def test_limits_themselves_pass() -> None:
    assert (MAX_LINE, MAX_REPLY, MAX_LINES) == (4096, 131072, 1000)
    assert isinstance(read(b"250-x\r\n" * (MAX_LINES - 1) + b"250 x\r\n"), SmtpReply)
    longest = (b"250-" + b"x" * 1018 + b"\r\n") * 127 + b"250 " + b"x" * 1018 + b"\r\n"
    assert len(longest) == MAX_REPLY
    assert isinstance(read(longest), SmtpReply)


def test_longest_line_that_passes() -> None:
    line = b"250 " + b"x" * (MAX_LINE - 6) + b"\r\n"
    assert len(line) == MAX_LINE
    assert isinstance(read(line), SmtpReply)


@pytest.mark.parametrize(
    ("data", "reply"),
    [
        (b"+OK\r\n", PopReply(True, "")),
        (b"+OK Logged in.\r\n", PopReply(True, "Logged in.")),
        (b"-ERR\r\n", PopReply(False, "")),
        (b"-ERR [AUTH] Authentication failed.\r\n", PopReply(False, "Authentication failed.", "AUTH")),
        (b"-ERR [SYS/TEMP] later\r\n", PopReply(False, "later", "SYS/TEMP")),
        (b"-ERR [IN-USE]\r\n", PopReply(False, "", "IN-USE")),
        (b"-ERR [192.0.2.1] who are you\r\n", PopReply(False, "[192.0.2.1] who are you")),
        (b"-ERR [auth] no code\r\n", PopReply(False, "[auth] no code")),
    ],
)
def test_pop_reply(data: bytes, reply: PopReply) -> None:
    assert read(data, Awaits.POP) == reply


@pytest.mark.parametrize(
    "data", [b"+OKAY\r\n", b"+ok\r\n", b"-ERROR\r\n", b"+ go on\r\n", b"250 ok\r\n", b"+OK\n"]
)
def test_no_pop_reply(data: bytes) -> None:
    with pytest.raises(ReplyError):
        read(data, Awaits.POP)


def test_pop_body_is_unstuffed() -> None:
    reply = read(b"+OK here\r\nSASL PLAIN\r\n..\r\n...x\r\n.\r\n", Awaits.POP_BODY)
    assert reply == PopReply(True, "here", None, ("SASL PLAIN", ".", "..x"))


def test_body_behind_a_response_code() -> None:
    reply = read(b"+OK [UTF8] here\r\nUSER\r\n.\r\n", Awaits.POP_BODY)
    assert reply == PopReply(True, "here", "UTF8", ("USER",))


def test_what_is_wrong_with_a_pop_reply_is_said() -> None:
    with pytest.raises(ReplyError, match=r"^not a POP3 reply: '250 ok'$"):
        read(b"250 ok\r\n", Awaits.POP)


def test_empty_body() -> None:
    assert read(b"+OK\r\n.\r\n", Awaits.POP_BODY) == PopReply(True, "")


def test_error_has_no_body() -> None:
    assert read(b"-ERR what?\r\n", Awaits.POP_BODY) == PopReply(False, "what?")


def test_body_without_end_is_incomplete() -> None:
    assert read(b"+OK\r\n.x\r\n", Awaits.POP_BODY) is None


def test_endless_body() -> None:
    with pytest.raises(ReplyError):
        read(b"+OK\r\n" + b"TOP\r\n" * MAX_LINES, Awaits.POP_BODY)


def test_pending_counts_octets_that_belong_to_no_reply_yet() -> None:
    reader = ReplyReader()
    reader.feed(b"250-one\r\n25")
    assert reader.take(Awaits.SMTP) is None
    assert reader.pending == 11
    reader.feed(b"0 two\r\nX")
    assert isinstance(reader.take(Awaits.SMTP), SmtpReply)
    assert reader.pending == 1


def test_error_quotes_a_harmless_beginning_of_what_came() -> None:
    with pytest.raises(ReplyError) as caught:
        read(b"HTTP/1.1 \x1b[31m" + b"x" * 500 + b"\r\n")
    assert str(caught.value) == "not an SMTP reply: 'HTTP/1.1 " + "x" * 66 + "'"


def test_replies_are_taken_one_at_a_time() -> None:
    reader = ReplyReader()
    reader.feed(b"250 one\r\n550 two\r\n")
    assert [reader.take(Awaits.SMTP) for _ in range(3)] == [
        SmtpReply(250, ("one",)),
        SmtpReply(550, ("two",)),
        None,
    ]


@pytest.mark.parametrize(
    "data", [b"250-one\r\n550 two\r\n250 three\r\n", b"what\r\n250 ok\r\n", b"\n250 ok\r\n"]
)
def test_nothing_is_taken_for_a_reply_behind_what_is_none(data: bytes) -> None:
    reader = ReplyReader()
    reader.feed(data)
    said = []
    for _ in range(2):
        with pytest.raises(ReplyError) as caught:
            reader.take(Awaits.SMTP)
        said.append(str(caught.value))
        reader.feed(b"250 more\r\n")
    assert said[0] == said[1]


# octets close to replies find more than random ones
nearly_replies = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"250",
                b"250-",
                b"250 ",
                b"354 ",
                b"550-5.7.1 ",
                b"+OK",
                b"-ERR ",
                b"[AUTH]",
                b".",
                b"..",
                b"\r\n",
            ]
        ),
        st.sampled_from([b"\r", b"\n", b"\r\n", b"\0", b"\xff", b" ", b"-"]),
        st.binary(max_size=5),
    ),
    max_size=12,
).map(b"".join)


@given(nearly_replies, st.lists(st.integers(0, 100), max_size=6), st.sampled_from(Awaits))
def test_whatever_comes_gives_replies_or_one_error_wherever_it_is_cut(
    data: bytes, cuts: list[int], awaits: Awaits
) -> None:
    whole = _all_replies([data], awaits)
    edges = sorted({0, len(data), *(cut for cut in cuts if cut <= len(data))})
    assert _all_replies([data[start:end] for start, end in pairwise(edges)], awaits) == whole
    assert _all_replies([data[i : i + 1] for i in range(len(data))], awaits) == whole


def _all_replies(pieces: list[bytes], awaits: Awaits) -> list[Reply | str]:
    reader = ReplyReader()
    found: list[Reply | str] = []
    try:
        for piece in pieces:
            reader.feed(piece)
            while (reply := reader.take(awaits)) is not None:
                found.append(reply)
    except ReplyError as error:
        found.append(str(error))
    return found


@pytest.mark.parametrize(("line", "challenge"), [("+", ""), ("+ ", ""), ("+ PDE+", "PDE+"), ("+ x\x1b", "x")])
def test_challenge_of_pop3(line: str, challenge: str) -> None:
    assert read(f"{line}\r\n".encode(), Awaits.POP_AUTH) == PopReply(True, "", challenge=challenge)


@pytest.mark.parametrize("line", ["+PDE+", "++", "-", "334 x", ""])
def test_no_challenge_of_pop3(line: str) -> None:
    with pytest.raises(ReplyError):
        read(f"{line}\r\n".encode(), Awaits.POP_AUTH)


@pytest.mark.parametrize("awaits", [Awaits.POP, Awaits.POP_BODY])
def test_lone_plus_where_nothing_was_to_be_challenged(awaits: Awaits) -> None:
    with pytest.raises(ReplyError):
        read(b"+ PDE+\r\n", awaits)


def test_end_of_an_exchange() -> None:
    assert read(b"+OK in\r\n", Awaits.POP_AUTH) == PopReply(True, "in")
    assert read(b"-ERR [AUTH] no\r\n", Awaits.POP_AUTH) == PopReply(False, "no", "AUTH")
