"""Takes words out of somebody else's text that should not be shown, in clear or in base64. Pure."""

import base64
import re
from collections.abc import Callable, Iterable

_RUN = re.compile(r"[A-Za-z0-9+/]{4,}={0,2}")
_ANYWHERE_FROM = 4
"""A word this long is looked for inside words as well; "al" would be found in every "relay denial"."""
_ENCODED_FROM = 3


def blank_out(text: str, words: Iterable[str], instead: Callable[[str], str]) -> str:
    """Return the text with `instead` of each of the words, the longest first, whatever their case.

    `instead` is given what stood there: the word, or the whole run of base64 (RFC 4648) that holds it.
    """
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    text = _RUN.sub(lambda run: instead(run.group()) if _holds(run.group(), wanted) else run.group(), text)
    for word in wanted:
        text = _pattern(word).sub(lambda found: instead(found.group()), text)
    return text


def _pattern(word: str) -> re.Pattern[str]:
    exact = re.escape(word)
    return re.compile(exact if len(word) >= _ANYWHERE_FROM else rf"(?<!\w){exact}(?!\w)", re.IGNORECASE)


def _holds(run: str, words: Iterable[str]) -> bool:
    clear = b"\0".join(_decoded(run)).lower()
    return any(word.encode().lower() in clear for word in words if len(word) >= _ENCODED_FROM)


def _decoded(run: str) -> Iterable[bytes]:
    """Return what a run may stand for; where in it the code begins is not known."""
    bare = run.rstrip("=")
    for start in range(4):
        code = bare[start:]
        whole = code[:-1] if len(code) % 4 == 1 else code
        yield base64.b64decode(whole + "=" * (-len(whole) % 4))
