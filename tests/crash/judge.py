"""Compares what was promised with what the server has accepted, and what the next start has found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tegata.store.parcel import ParcelState
from tests.crash.diary import Said

S = ParcelState
_NEVER = ("refused",)
"""Recipients whose names begin like this are refused for good: to them nothing can be lost."""
_PROMISES = frozenset({"kept", "queued"})
_TAKEN_BACK = frozenset({"withdrawing", "withdrawn"})

Accepted = list[tuple[str, str]]
"""Subject and recipient of each letter, once for each time that the server has accepted it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, and how many letters were shown as perhaps delivered, rightly or not.

    `in_doubt`: letters that are there although it was said at last that they are not queued.
    """

    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    in_doubt: tuple[str, ...] = ()
    shown: int = 0
    shown_falsely: int = 0


def judge(before: Iterable[Said], after: Iterable[Said], accepted: Accepted, *, ended_well: bool) -> Verdict:
    """Judge one crash: what was said `before` it and `after` it, and what the server accepted of all that.

    `ended_well` is whether the next start came to its end.
    """
    case = _Case(list(before), list(after), accepted)
    in_doubt = case.in_doubt()
    broken = () if ended_well else ("the next start did not come to its end",)
    perhaps = [said.subject for said in case.after if said.what == "perhaps"]
    falsely = [subject for subject in perhaps if not case.times[subject]]
    return Verdict(
        _but(in_doubt, case.lost()) if ended_well else (),
        _but(in_doubt, case.doubled()),
        broken + _but(in_doubt, case.broken()),
        in_doubt,
        len(perhaps),
        len(falsely),
    )


def _but(subjects: tuple[str, ...], faults: Iterable[str]) -> tuple[str, ...]:
    return tuple(fault for fault in faults if not fault.startswith(tuple(f"{each}: " for each in subjects)))


class _Case:
    def __init__(self, before: list[Said], after: list[Said], accepted: Accepted) -> None:
        self.before = before
        self.after = after
        self.each = Counter(accepted)
        self.times = Counter(subject for subject, _ in accepted)
        self.times.update(said.subject for said in before if said.what == "accepted")
        self.places = Counter(said.subject for said in after if said.what in {"found", "draft"})

    def said(self, what: str) -> set[str]:
        return {said.subject for said in self.before if said.what == what}

    def in_doubt(self) -> tuple[str, ...]:
        word = {said.subject: said.what for said in self.before if said.what in {"queued", "not queued"}}
        found = {said.subject for said in self.after if said.what == "found"}
        return tuple(subject for subject, last in word.items() if last == "not queued" and subject in found)

    def lost(self) -> Iterator[str]:
        """Whatever was promised and is nowhere, or stands as sent without having been accepted."""
        promised = {said.subject for said in self.before if said.what in _PROMISES}
        taken_back = {said.subject for said in self.before if said.what in _TAKEN_BACK}
        yield from (f"{subject}: nowhere" for subject in sorted(promised - taken_back - self.places.keys()))
        for said in self.after:
            if said.what == "stands" and said.more and said.more["state"] != S.UNCERTAIN:
                yield from self._missing(said.subject, said.more["to"], said.more["state"])
            if said.what == "found" and said.subject in self.said("sent") and _state(said) != S.SENT:
                yield f"{said.subject}: was sent, and is {_state(said)}"
        backups = {said.subject for said in self.after if said.what == "backup"}
        yield from (f"{name}: no copy" for name in sorted(self.said("older") - backups))
        yield from self._lost_words()

    def _missing(self, subject: str, recipients: list[str], state: str) -> Iterator[str]:
        for recipient in recipients:
            known = self.each[subject, recipient] or subject in self.said("accepted")
            if not known and not recipient.startswith(_NEVER):
                yield f"{subject}: {state}, and not accepted for {recipient}"

    def _lost_words(self) -> Iterator[str]:
        """A draft must hold what was typed until it was last said to be kept, or more."""
        longest = {
            said.subject: len(said.more["body"]) for said in self.before if said.what == "kept" and said.more
        }
        for said in self.after:
            if said.what == "draft" and said.more and len(said.more["body"]) < longest.get(said.subject, 0):
                yield f"{said.subject}: the draft has lost its end"

    def doubled(self) -> Iterator[str]:
        """Whatever was accepted more often than asked for, after it was taken back, or is about to be."""
        asked = Counter(said.subject for said in self.before if said.what == "again")
        for (subject, recipient), times in self.each.items():
            if times > 1 + asked[subject]:
                yield f"{subject}: accepted {times} times for {recipient}"
            if subject in self.said("withdrawn"):
                yield f"{subject}: accepted for {recipient} after it was taken back"
        held = self.said("held") - self.said("let go")
        for said in self.after:
            if said.what == "found" and said.subject in held and _state(said) != S.HELD:
                yield f"{said.subject}: is {_state(said)} before its time"
        yield from (f"{subject}: in {count} places" for subject, count in self.places.items() if count > 1)
        yield from (f"{subject}: back again" for subject in self.said("withdrawn") & self.places.keys())

    def broken(self) -> Iterator[str]:
        """Whatever is there by half, or still on its way by the word of a process that is gone."""
        for said in self.after:
            more = said.more or {}
            if more.get("set_aside"):
                yield "the store was set aside as damaged"
            if said.what in {"found", "draft", "backup"} and not more["whole"]:
                yield f"{said.subject}: {said.what} that is not whole"
            if said.what == "found" and more["state"] in {S.SENDING, S.COMMITTED}:
                yield f"{said.subject}: still {more['state']}"


def _state(said: Said) -> str:
    return str((said.more or {}).get("state"))
