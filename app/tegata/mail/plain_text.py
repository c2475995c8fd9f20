"""Text from somebody else, made harmless for showing: no controls, no terminal escapes, no bidi tricks."""

import re

_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_TERMINAL_ESCAPES = re.compile("\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Marks, embeddings, overrides and isolates: they can make `exe.gpj` read as `jpg.exe`.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def plain(text: str) -> str:
    """Return the text for showing: newlines (as LF) and tabs stay, what would act instead of being read goes.

    A lone surrogate becomes U+FFFD, since neither a terminal nor a file takes it.
    """
    text = _NEWLINES.sub("\n", text)
    for unwanted in (_TERMINAL_ESCAPES, _CONTROLS, _BIDI):
        text = unwanted.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def plain_line(text: str) -> str:
    """Return a server's line for showing: as `plain`, without line ends, tabs and what nobody sees."""
    return _INVISIBLE.sub("", plain(text).replace("\t", " ").replace("\n", ""))


def one_line(text: str) -> str:
    """Return the text fit for a header: runs of control characters become a blank, ends are trimmed."""
    return _SURROGATES.sub("\ufffd", _BREAKS.sub(" ", text)).strip()
