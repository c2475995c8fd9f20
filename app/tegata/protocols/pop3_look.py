"""A look for traces of one letter among the newest in the mailbox, by TOP (RFC 1939 section 7).

Only headers are read, and the beginning of what looks like a report about a letter. Nothing is deleted, and
TOP marks nothing as read.
"""

import re
from collections.abc import Iterable

from tegata.protocols.outcome import Broken, Refused
from tegata.protocols.pop3 import count_letters
from tegata.protocols.pop3_traces import Looked, NoTop, Trace
from tegata.protocols.reply import PopReply
from tegata.protocols.steps import Awaits, Command, Dialogue, LineLost, ask_pop, fly_pop
from tegata.protocols.wire import pop

NEWEST = 40
"""So many of the newest letters are looked at: what we look for has come within minutes."""

_FLIGHT = 10
_REPORT_LINES = 200
_REFERRING = ("in-reply-to", "references", "original-message-id", "x-original-message-id")
_ACTION = re.compile(r"^Action:\s*([A-Za-z]+)", re.IGNORECASE | re.MULTILINE)


def look_for(message_id: str, *, pipelining: bool) -> Dialogue[Looked | NoTop | Refused | Broken]:
    """Look in the open session for the letter with this Message-ID, angle brackets included.

    Ends with the flight that has shown a trace.
    """
    try:
        waiting = yield from count_letters()
        return (yield from _look(message_id, waiting or 0, _FLIGHT if pipelining else 1))
    except LineLost as lost:
        return lost.outcome()


def _look(message_id: str, waiting: int, at_once: int) -> Dialogue[Looked | NoTop]:
    newest_first = range(waiting, max(0, waiting - NEWEST), -1)
    seen = 0
    refused: PopReply | None = None
    for start in range(0, len(newest_first), at_once):
        numbers = newest_first[start : start + at_once]
        replies = yield from fly_pop(*(_top(number, 0) for number in numbers))
        shown = {number: reply for number, reply in zip(numbers, replies, strict=True) if reply.ok}
        refused = next((reply for reply in replies if not reply.ok), refused)
        seen += len(shown)
        if traces := (yield from _traces(message_id, shown)):
            return Looked(traces, seen)
    # A letter that another client has deleted meanwhile is refused too; only if all were is it TOP itself.
    return NoTop(refused) if refused is not None and not seen else Looked(frozenset(), seen)


def _traces(message_id: str, shown: dict[int, PopReply]) -> Dialogue[frozenset[Trace]]:
    traces = set()
    for number, reply in shown.items():
        headers = _headers(reply.body)
        if _is_report(headers):
            traces |= yield from _reported(message_id, number)
        elif message_id in headers.get("message-id", ""):
            traces.add(Trace.OWN_COPY)
        elif any(message_id in headers.get(name, "") for name in _REFERRING):
            traces.add(Trace.ANSWERED)
    return frozenset(traces)


def _reported(message_id: str, number: int) -> Dialogue[set[Trace]]:
    """Read the report as far as it may name the letter: its headers stand at the end of it."""
    reply = yield from ask_pop(_top(number, _REPORT_LINES))
    text = "\n".join(reply.body)
    if message_id not in text:
        return set()
    actions = {action.lower() for action in _ACTION.findall(text)}
    # Without the machine's part (RFC 3464) a report is one of failure: success is reported on request only.
    return {Trace.RETURNED if "failed" in actions or not actions else Trace.ANSWERED}


def _is_report(headers: dict[str, str]) -> bool:
    """Whether it is a report on a letter: in the standard's form (RFC 6522), or an older server's."""
    kind = headers.get("content-type", "").lower()
    sender = headers.get("from", "").lower()
    return (
        ("multipart/report" in kind and "disposition" not in kind)
        or "x-failed-recipients" in headers
        or "mailer-daemon@" in sender
        or headers.get("return-path", "").replace(" ", "") == "<>"
    )


def _headers(lines: Iterable[str]) -> dict[str, str]:
    """Return the header fields by their names in small letters, unfolded (RFC 5322 section 2.2.3)."""
    headers: dict[str, str] = {}
    name = ""
    for line in lines:
        if not line:
            break
        if line[0] in " \t":
            headers[name] = f"{headers.get(name, '')} {line.strip()}"
        else:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            headers[name] = f"{headers.get(name, '')} {value.strip()}".strip()
    return headers


def _top(number: int, lines: int) -> Command:
    return pop(f"TOP {number} {lines}", awaits=Awaits.POP_LETTER)
