"""What a server said, taken apart: its codes, its words, and the hosts and pages that it names. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]")
_CODE = re.compile(r"\W{0,2}(?:[a-z]+ (?:error|code)?:? ?){0,2}([245]\d\d|-err)(?=[\s:,.#-]|$)")
_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_POP_CODE = re.compile(r"-err \[([a-z/-]+)\]")
_ADDRESS = re.compile(
    r"<[^<>\s]*[@%*][^<>\s]*>"  # also a placeholder that a log has put in its place
    r"|<[^<>\sa-z:/]+>"
    r"|(?<![^\s<>()\"',;:\[\]])[^\s<>()\"',;:\[\]@]+@[^\s<>()\"',;:\[\]]+"
)
_PAGE = re.compile(r"https?://\S+|www\.\S+")
_LOG = re.compile(r"\brelay=\S+|\bhelo=\S+|\bproto=\S+")
_HOST = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9_-]+\.)+(?:com|net|org|info|biz|edu|gov|mil|arpa|example|local|[a-z]{2})\b(?![\w.]*\()"
)
_NUMBERS = re.compile(
    r"\[?(?<![\w.])(?:\d{1,3}(?:\.\d{1,3}){3}|[x#*]{1,3}(?:\.[x#*]{1,3}){3})(?!\.?\w)\]?"
    r"|\[(?:ipv6:)?[0-9a-f:]*:[0-9a-f:]+\]"
)
_PURPOSE = re.compile(
    r"(?:in order to|to|this) (?:best |better |help )?"
    r"(?:reduc|protect|prevent|combat|fight|avoid|stop)[a-z]* [^.,;\n]*"
)
"""Why a server does what it does: "to reduce the amount of spam" does not speak of this letter."""
_OPENING = re.compile(r"^\W*(?:[245]\d\d\W+)?(?:[245](?:\.\d{1,3}){2}\W+)?(?:error|sorry)\b[\s:;,!.-]+")
"""What a reply may open with and means nothing: "Error:" stands before every line of some servers."""
_FRAME = re.compile(
    r"^(?!\W*(?:[245]\d\d|-err))[^\n]{0,200}?(?:\bsaid|\bserver|\bresponse|smtp|\])[:;] ?'?"
    r"(?=[245]\d\d[ -]|-err )"
    r"|\(in reply to [^()\n]*\)?\s*$"
)
"""What a log puts around a reply: "host h[192.0.2.1] said: 550 … (in reply to RCPT TO command)"."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT = re.compile(r"\b(ca|wo)n['’]t\b|(?<=\bcan)not\b|(?<=[a-z])n['’]t\b")
_VERBS = {"ca": "can not", "wo": "will not"}


_LONGEST = 4000
"""Of what a log may hold in one line, this much is read (RFC 5321 section 4.5.3.1.5 allows 512 octets)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reply, folded for searching. `last` is its last line: it carries the cause.

    `code` is the reply code, or POP3's `-err`; `enhanced` the enhanced code (RFC 3463); `tag` POP3's
    response code (RFC 2449); each is empty where there is none. `links` are the hosts and pages named.
    """

    code: str
    enhanced: str
    tag: str
    words: str
    last: str
    links: str


@lru_cache(maxsize=8)
def take_apart(text: str) -> Said:
    """Return a reply, as a server sent it or a log has it, ready for searching."""
    small = _FRAME.sub("", fold(text[:_LONGEST]))
    code = _CODE.match(small)
    number = code[1] if code else ""
    enhanced = _ENHANCED.search(small)
    tag = _POP_CODE.match(small)
    lines = _lines(small, number)
    cleared = [_OPENING.sub("", _without_names(line)) for line in lines]
    return Said(
        code=number,
        enhanced=enhanced[1] if enhanced else "",
        tag=tag[1] if tag else "",
        words=_PURPOSE.sub(" ", " ".join(cleared)),
        last=cleared[-1],
        links=" ".join([*_PAGE.findall(small), *_HOST.findall(_PAGE.sub(" ", small)), *_hosts(small)]),
    )


def fold(text: str) -> str:
    """Return text in small letters, without accents and contractions, words grown together cut apart."""
    wide = unicodedata.normalize("NFKC", _CAMEL.sub(" ", text)).lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFD", wide))
    return _NOT.sub(_apart, unicodedata.normalize("NFC", bare))


def _apart(negation: re.Match[str]) -> str:
    """Of "can't" and "won't" the verb is not what stands before the n."""
    return _VERBS.get(negation[1] or "", " not")


def _lines(text: str, code: str) -> list[str]:
    """Cut at line ends and, for a reply that a log has put into one line, where its code is repeated."""
    if code.isdigit():
        text = re.sub(rf"(?<!\S){code}[- ](?:\d\.\d{{1,3}}\.\d{{1,3}} )?", "\n", text)
    return [line.strip() for line in text.splitlines() if line.strip()] or [""]


def _hosts(text: str) -> list[str]:
    return [match.group() for match in _HOST.finditer(_PAGE.sub(" ", text))]


def _without_names(line: str) -> str:
    line = _NUMBERS.sub(" ipaddr ", _ADDRESS.sub(" @ ", _PAGE.sub(" @ ", _LOG.sub(" ", line))))
    return _HOST.sub(" @ ", line)
