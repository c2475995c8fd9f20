"""Whether what a power cut has left is what had been promised: the server's own count decides."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tegata.protocols.smtp_submit import Partial
from tegata.store.parcel import Parcel, ParcelState
from tegata.store.spool import spool_name
from tegata.store.trouble import StoreError
from tests.crash.post import Post
from tests.delivery.bench import Bench, account_at
from tests.hand_clock import HandClock

_S = ParcelState


@dataclass
class Told:
    """What had been asked for, confirmed and accepted before the cut, out of the notes in the log."""

    words: dict[str, list[str]] = field(default_factory=dict)
    accepted: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of(cls, notes: Sequence[str]) -> "Told":
        told = cls()
        for note in notes:
            word, *rest = note.split("\t")
            if word == "accepted":
                told.accepted[rest[0], rest[1]] += 1
            else:
                told.words.setdefault(word, []).extend(rest)
        return told

    def __getitem__(self, word: str) -> list[str]:
        return self.words.get(word, [])


@dataclass
class Verdict:
    """What was wrong, in words; how many letters are shown as perhaps delivered, how many wrongly."""

    faults: list[str] = field(default_factory=list)
    perhaps: int = 0
    wrongly: int = 0


async def judge(directory: Path, notes: Sequence[str], port: int, post: Post) -> Verdict:
    """Start on what is left, send what waits, and compare."""
    told, verdict = Told.of(notes), Verdict()
    post.taken.clear()
    post.taken.update(told.accepted)
    bench = Bench(directory / "profile", HandClock())
    try:
        await bench.open(account_at(port))
        await bench.office.recover()
    except (AssertionError, StoreError) as error:
        verdict.faults.append(f"broken start: {error}")
        return verdict
    try:
        if bench.store.set_aside is not None:
            verdict.faults.append("broken start: the store was set aside")
        await _judge(bench, told, post, verdict)
    except StoreError as error:
        verdict.faults.append(f"broken start: {error}")
    finally:
        await bench.close()
    return verdict


async def _judge(bench: Bench, told: Told, post: Post, verdict: Verdict) -> None:
    letters = {parcel.message_id: parcel for parcel in await bench.store.outbox.parcels(states=_S)}
    verdict.perhaps = sum(parcel.state is _S.UNCERTAIN for parcel in letters.values())
    verdict.wrongly = sum(_is_wrongly_perhaps(parcel, told) for parcel in letters.values())
    for parcel in letters.values():
        if parcel.state is _S.WAITING:
            await bench.office.deliver_now(parcel.id, Partial.SEND_TO_OTHERS)
    letters = {parcel.message_id: parcel for parcel in await bench.store.outbox.parcels(states=_S)}
    subjects = [draft.subject for draft in await bench.office.drafts()]
    folder = bench.directory / "store" / "letters"
    for message_id in told["queued"]:
        fault = _fault(letters.get(message_id), message_id, told, subjects, folder)
        if fault:
            verdict.faults.append(f"lost: {fault}")
    for parcel in letters.values():
        if parcel.state is _S.SENT and any(
            not post.taken[parcel.message_id, one.address] for one in parcel.recipients
        ):
            verdict.faults.append("lost: called sent, and the server has it not")
    gone = [subject for subject in told["drafted"] if subject not in [*subjects, *told["sending"]]]
    verdict.faults += [f"lost: draft {subject}" for subject in gone]
    allowed = Counter(told["allowed"])
    verdict.faults += [
        f"double: {address} has it {times} times"
        for (message_id, address), times in post.taken.items()
        if times > 1 + allowed[message_id]
    ]


def _fault(
    parcel: Parcel | None, message_id: str, told: Told, subjects: list[str], folder: Path
) -> str | None:
    if parcel is None:
        return "a letter that was called queued"
    is_back = parcel.state is _S.WITHDRAWN
    if message_id in told["withdrawn"] and not is_back:
        return f"that a letter was withdrawn; it is {parcel.state}"
    if message_id in told["edited"] and not is_back:
        return f"that a letter was edited; it is {parcel.state}"
    if is_back and message_id in told["withdrawing"]:
        return None
    if is_back and message_id in told["editing"]:
        again = parcel.subject in told["sending"][1:]
        return None if parcel.subject in subjects or again else "the draft of an edited letter"
    if is_back:
        return "a letter that nobody has withdrawn"
    if parcel.state is not _S.SENT and _size(folder / spool_name(message_id)) != parcel.size:
        return "the file of a letter"
    return None


def _is_wrongly_perhaps(parcel: Parcel, told: Told) -> bool:
    return parcel.state is _S.UNCERTAIN and not any(
        told.accepted[parcel.message_id, one.address] for one in parcel.recipients
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
