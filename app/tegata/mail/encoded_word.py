"""Text in headers: plain where it may be, else as encoded words (RFC 2047)."""

import re
from binascii import b2a_base64
from collections.abc import Callable, Iterator

# Shorter than the 75 of RFC 2047 section 2, so that the first one still fits on the line of "Subject: ".
MAX_WORD = 64

_ROOM = MAX_WORD - len("=?utf-8?q??=")
# What RFC 2047 section 5 (3) allows within a phrase; it is allowed everywhere else too.
_Q_PLAIN = re.compile("[A-Za-z0-9!*+/-]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_PRINTABLE = re.compile("[!-~]+(?: [!-~]+)*")
_ATOMS = re.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


def unstructured(text: str) -> list[str]:
    """Return the text of a Subject as words to be joined by blanks or folds. It must be one line, trimmed."""
    return text.split(" ") if _is_foldable(text) else list(encoded_words(text))


def phrase(name: str) -> list[str]:
    """Return a display name as words: atoms, one quoted string, or encoded words (RFC 5322 section 3.2.5)."""
    if _is_foldable(name) and _ATOMS.fullmatch(name):
        return name.split(" ")
    # Quotes and backslashes inside a quoted string are where readers differ: encoded words have neither.
    if is_plain(name) and len(name) <= _ROOM and not set('"\\') & set(name):
        return [f'"{name}"']
    return list(encoded_words(name))


def is_plain(text: str) -> bool:
    """Whether the text is printable ASCII with single blanks, and nothing in it reads as an encoded word."""
    return _PRINTABLE.fullmatch(text) is not None and "=?" not in text


def encoded_words(text: str) -> Iterator[str]:
    """Return the text as encoded words of at most `MAX_WORD` characters, none ending inside a character.

    Raises ValueError for a control character: some readers decode first and look for header lines after.
    """
    if _CONTROL.search(text):
        raise ValueError("a control character in a header")
    if sum(map(_q_length, text)) * 3 <= sum(map(_utf8_length, text)) * 4:
        return map(_q_word, _runs(text, _q_length, _ROOM))
    return map(_b_word, _runs(text, _utf8_length, _ROOM // 4 * 3))


def _is_foldable(text: str) -> bool:
    return is_plain(text) and max(map(len, text.split(" "))) <= MAX_WORD


def _runs(text: str, length: Callable[[str], int], room: int) -> Iterator[str]:
    start = used = 0
    for at, character in enumerate(text):
        if used + length(character) > room:
            yield text[start:at]
            start, used = at, 0
        used += length(character)
    if text:
        yield text[start:]


def _b_word(run: str) -> str:
    return f"=?utf-8?b?{b2a_base64(_utf8(run), newline=False).decode()}?="


def _q_word(run: str) -> str:
    return f"=?utf-8?q?{''.join(map(_q_character, run))}?="


def _q_character(character: str) -> str:
    if character == " ":
        return "_"
    return character if _Q_PLAIN.match(character) else "".join(f"={octet:02X}" for octet in _utf8(character))


def _q_length(character: str) -> int:
    return len(_q_character(character))


def _utf8_length(character: str) -> int:
    return len(_utf8(character))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")
