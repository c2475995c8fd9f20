"""What both sides say: nobody proves anything without the key, and no noise is taken for a message."""

import pytest

from tegata.network.introduction import nonce, proof, proves, read, written

KEY, OTHER = b"k" * 32, b"o" * 32


def test_a_message_is_a_line() -> None:
    message = {"text": "雪\nです", "size": 3}
    assert written(message).count(b"\n") == 1
    assert read(written(message)) == message


@pytest.mark.parametrize("line", [b"", b"[]", b'"text"', b"\xff", b"GET / HTTP/1.1", b"[" * 500_000])
def test_what_is_no_message(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are JSON's
        read(line)


def test_only_the_key_and_only_these_nonces_prove() -> None:
    said = {"proof": proof(KEY, "caller", "c", "i")}
    assert proves(said, proof(KEY, "caller", "c", "i"))
    others = [
        proof(OTHER, "caller", "c", "i"),
        proof(KEY, "instance", "c", "i"),
        proof(KEY, "caller", "i", "c"),
        proof(KEY, "caller", "c", "j"),
    ]
    assert not any(proves(said, each) for each in others)
    assert not proves({}, proof(KEY, "caller", "c", "i"))
    assert not proves({"proof": 3}, proof(KEY, "caller", "c", "i"))


def test_no_nonce_comes_twice() -> None:
    assert len({nonce() for _each in range(100)}) == 100
