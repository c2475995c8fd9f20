import quopri
from base64 import b64decode, encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tegata.mail.transfer import BLOCK, base64_lines, encode_text, quoted_printable

BOUNDARY = b"=_0123456789abcdef"
LINES = st.lists(st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]))).map(
    lambda lines: "".join(f"{line}\n" for line in lines).encode()
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("", "7bit"),
        ("Hello,\n\tworld.\n", "7bit"),
        (f"{'w' * 78}\n", "7bit"),
        (f"{'w' * 79}\n", "quoted-printable"),
        ("-- \nKenji\n", "quoted-printable"),
        ("From here on\n", "quoted-printable"),
        ("He came From here\n", "7bit"),
        ("one\n.\ntwo\n", "quoted-printable"),
        ("Grüße aus dem verregneten Osaka\n", "quoted-printable"),
        ("escape \x1b sequence\n", "quoted-printable"),
        (f"{BOUNDARY.decode()}\n", "quoted-printable"),
        ("こんにちは\n", "base64"),
    ],
)
def test_the_encoding_suits_the_text(text: str, encoding: str) -> None:
    chosen, lines = encode_text(text.encode(), BOUNDARY)

    assert chosen == encoding
    assert (BOUNDARY in b"".join(lines)) is False


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        (b"", b""),
        (b"\n", b"\r\n"),
        (b"-- \n\t\n", b"--=20\r\n=09\r\n"),
        (b"a = b\n", b"a =3D b\r\n"),
        (b".\n..x\nFrom me\n", b"=2E\r\n=2E.x\r\n=46rom me\r\n"),
        (b"w" * 76 + b"\n", b"w" * 76 + b"\r\n"),
        (b"w" * 77 + b"\n", b"w" * 75 + b"=\r\nww\r\n"),
        (b"w" * 74 + b"\xc3\xbc\n", b"w" * 74 + b"=\r\n=C3=BC\r\n"),
        (b"w" * 73 + b"\xc3\xbc\n", b"w" * 73 + b"=\r\n=C3=BC\r\n"),
        (b"w" * 72 + b"\xc3\xbc\n", b"w" * 72 + b"=C3=\r\n=BC\r\n"),
    ],
)
def test_quoted_printable_keeps_what_servers_and_mailbox_files_alter(text: bytes, encoded: bytes) -> None:
    assert quoted_printable(text) == encoded


@given(LINES)
def test_quoted_printable_is_read_back(text: bytes) -> None:
    encoded = quoted_printable(text)

    assert quopri.decodestring(encoded) == text.replace(b"\n", b"\r\n")
    assert all(len(line) <= 76 for line in encoded.split(b"\r\n"))
    assert not any(line[-1:].isspace() or line.startswith(b"From ") for line in encoded.split(b"\r\n"))


@given(st.lists(st.binary(max_size=200)))
def test_base64_does_not_depend_on_how_the_octets_come(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)

    assert b"".join(base64_lines(chunks)) == encodebytes(whole).replace(b"\n", b"\r\n")


@pytest.mark.parametrize("size", [1, 999, BLOCK - 1, BLOCK, 2 * BLOCK + 1])
def test_base64_comes_in_the_same_blocks_however_the_octets_come(size: int) -> None:
    whole = bytes(range(256)) * (3 * BLOCK // 256)
    chunks = [whole[at : at + size] for at in range(0, len(whole), size)]

    assert list(base64_lines(chunks)) == list(base64_lines([whole]))


@pytest.mark.parametrize("size", [0, 1, 56, 57, 58, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 5 * BLOCK + 100])
def test_base64_comes_in_blocks_of_whole_lines(size: int) -> None:
    pieces = list(base64_lines([bytes(size)]))

    assert b64decode(b"".join(pieces)) == bytes(size)
    assert all(piece.endswith(b"\r\n") for piece in pieces)
    assert max(map(len, pieces), default=0) <= BLOCK // 57 * 78


def test_a_long_text_comes_in_pieces() -> None:
    for text in (b"seven bit\n" * 100_000, b"quoted = x \n" * 100_000, "日本\n".encode() * 50_000):
        assert max(map(len, encode_text(text, BOUNDARY)[1])) <= 2 * BLOCK
