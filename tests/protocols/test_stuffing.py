from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.protocols.stuffing import BareLineEndError, DotStuffer, LineEnds


def stuffed(*chunks: bytes) -> bytes:
    stuffer = DotStuffer()
    return b"".join(stuffer.stuff(chunk) for chunk in chunks) + stuffer.finish()


lines = st.lists(st.sampled_from([b"", b".", b"..", b".x", b"x.", b"x", b". .", b"\x00", b"\xff."]))
cuts = st.lists(st.integers(0, 60), max_size=8)


@given(lines, st.booleans(), cuts)
def test_stuffing_is_undone_by_the_server_wherever_it_is_cut(
    texts: list[bytes], ended: bool, cuts: list[int]
) -> None:
    letter = b"\r\n".join(texts) + (b"\r\n" if ended and texts else b"")
    edges = sorted({0, len(letter), *(cut for cut in cuts if cut <= len(letter))})
    sent = stuffed(*(letter[start:end] for start, end in pairwise(edges)))
    received = b"\r\n".join(line.removeprefix(b".") for line in sent.split(b"\r\n"))
    assert received == (letter if not letter or letter.endswith(b"\r\n") else letter + b"\r\n")
    assert b"\r\n.\r\n" not in b"\r\n" + sent


@pytest.mark.parametrize(
    "chunks",
    [
        (b"a\rb",),
        (b"a\nb\r\n",),
        (b"\n",),
        (b"a\r", b"b"),
        (b"a\r", b"\r\n"),
        (b"a\r",),
        (b"a\r\n\r",),
        (b"a\r\n\n",),
        (b"a", b"\nb\r\n"),
    ],
)
def test_bare_line_ends_are_refused(chunks: tuple[bytes, ...]) -> None:
    with pytest.raises(BareLineEndError):
        stuffed(*chunks)


@pytest.mark.parametrize(
    ("chunks", "passes"),
    [
        ((b"a\r", b"\nb\r\n"), True),
        ((b"a\r\n", b"\r", b"\n"), True),
        ((b"\r", b"\n"), True),
        ((b"a\r", b"b\r\n"), False),
        ((b"a\r", b"\r\n"), False),
        ((b"a", b"\n"), False),
        ((b"a\r\n", b"b\r"), False),
    ],
)
def test_line_end_cut_in_two(chunks: tuple[bytes, ...], passes: bool) -> None:
    line_ends, *rest = LineEnds(), *chunks
    for chunk in rest[:-1]:
        line_ends.check(chunk, last=False)
    if passes:
        line_ends.check(rest[-1], last=True)
    else:
        with pytest.raises(BareLineEndError):
            line_ends.check(rest[-1], last=True)


@given(st.lists(st.sampled_from([b"\r\n", b"\r", b"\n", b".", b"x"]), max_size=8), cuts)
def test_letter_sent_as_it_is_has_no_bare_line_end_wherever_it_is_cut(
    parts: list[bytes], at: list[int]
) -> None:
    letter = b"".join(parts)
    edges = sorted({0, len(letter), *(cut for cut in at if cut <= len(letter))})
    line_ends = LineEnds()
    try:
        for start, end in pairwise(edges):
            line_ends.check(letter[start:end], last=end == len(letter))
        passed = True
    except BareLineEndError:
        passed = False
    pairs = letter.count(b"\r\n")
    assert passed == (letter.count(b"\r") == letter.count(b"\n") == pairs)


@given(st.integers(0, 77), st.integers(2, 6), st.integers(0, 600), st.sampled_from([b"\r", b"\n"]))
def test_a_bare_line_end_is_found_among_lines_of_base64(
    start: int, count: int, place: int, stray: bytes
) -> None:
    even = (b"A" * 76 + b"\r\n") * count
    at = place % len(even)
    put_in, put_over = even[:at] + stray + even[at:], even[:at] + stray + even[at + 1 :]
    for letter in (put_in[start:], put_over[start:]):
        without_ends = letter.replace(b"\r\n", b"")
        if b"\r" in without_ends or b"\n" in without_ends:
            with pytest.raises(BareLineEndError):
                stuffed(letter)
        else:
            assert stuffed(letter).removesuffix(b"\r\n") == letter.removesuffix(b"\r\n")


@pytest.mark.parametrize("cut", [1, 75, 76, 77, 78, 79, 200])
def test_a_dot_before_and_after_lines_of_base64_is_doubled(cut: int) -> None:
    letter = b"." + b"A" * 75 + b"\r\n" + (b"A" * 76 + b"\r\n") * 4 + b".end\r\n"
    assert stuffed(letter[:cut], letter[cut:]) == b"." + letter.replace(b"\r\n.", b"\r\n..")
