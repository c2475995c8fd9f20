"""A server's text is hostile: it may hold what moves a terminal's cursor or turns letters around."""

import re

_UNWANTED = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f"  # controls, among them ESC; the tab becomes a blank below
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # bidi marks, separators, what nobody sees
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """Return the text without controls, bidi marks and invisible characters."""
    return _UNWANTED.sub("", text.replace("\t", " "))
