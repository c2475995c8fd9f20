"""The judge itself: what it must call lost, doubled, broken and in doubt, and what it must not."""

from typing import Any

import pytest

from tests.crash.diary import Said
from tests.crash.judge import Accepted, Verdict, judge

BOB = "bob@elsewhere.example"
OLA = "refused@elsewhere.example"


def said(what: str, **more: Any) -> Said:
    return Said(what, "one", more)


def found(state: str, whole: bool = True) -> Said:
    return said("found", state=state, whole=whole, to=[BOB])


def stands(state: str, *to: str) -> Said:
    return said("stands", state=state, whole=True, to=list(to or (BOB,)))


def draft(body: str = "", whole: bool = True) -> Said:
    return said("draft", body=body, whole=whole)


QUEUED, KEPT = said("queued"), said("kept", body="Dear Bob")
ONCE: Accepted = [("one", BOB)]


def verdict(before: list[Said], after: list[Said], accepted: Accepted) -> Verdict:
    return judge(before, after, accepted, ended_well=True)


@pytest.mark.parametrize(
    ("before", "after", "accepted"),
    [
        ([], [], []),
        ([QUEUED], [found("waiting"), stands("sent")], ONCE),
        ([], [found("waiting"), stands("sent")], ONCE),
        ([QUEUED], [found("waiting"), stands("failed", BOB, OLA)], ONCE),
        ([QUEUED], [found("uncertain"), stands("uncertain")], []),
        ([QUEUED, said("sent")], [found("sent"), stands("sent")], ONCE),
        ([QUEUED, said("again")], [found("sent"), stands("sent")], ONCE * 2),
        ([KEPT], [draft("Dear Bob, how")], []),
        ([QUEUED, said("withdrawing")], [], []),
        ([QUEUED, said("held")], [found("held"), stands("sent")], ONCE),
        ([KEPT, said("not queued")], [draft("Dear Bob")], []),
    ],
)
def test_what_is_well(before: list[Said], after: list[Said], accepted: Accepted) -> None:
    judged = verdict(before, after, accepted)
    assert (judged.lost, judged.doubled, judged.broken, judged.in_doubt) == ((), (), (), ())


@pytest.mark.parametrize(
    ("before", "after", "accepted"),
    [
        ([QUEUED], [], []),
        ([QUEUED], [found("waiting"), stands("sent")], []),
        ([QUEUED], [found("held"), stands("held", BOB, OLA)], [("one", OLA)]),
        ([QUEUED, said("sent")], [found("waiting"), stands("sent")], ONCE),
        ([KEPT], [draft("Dear")], []),
        ([KEPT], [], []),
        ([said("older")], [], []),
    ],
)
def test_what_is_lost(before: list[Said], after: list[Said], accepted: Accepted) -> None:
    assert verdict(before, after, accepted).lost


@pytest.mark.parametrize(
    ("before", "after", "accepted"),
    [
        ([QUEUED], [found("sent"), stands("sent")], ONCE * 2),
        ([QUEUED, said("again")], [found("sent"), stands("sent")], ONCE * 3),
        ([KEPT, QUEUED], [found("waiting"), draft("Dear Bob"), stands("sent")], ONCE),
        ([QUEUED, said("withdrawn")], [], ONCE),
        ([QUEUED, said("withdrawn")], [found("waiting"), stands("sent")], []),
        ([QUEUED, said("held")], [found("waiting"), stands("sent")], ONCE),
    ],
)
def test_what_is_doubled(before: list[Said], after: list[Said], accepted: Accepted) -> None:
    assert verdict(before, after, accepted).doubled


@pytest.mark.parametrize(
    "after",
    [
        [said("opened", set_aside=True)],
        [found("waiting", whole=False), stands("failed")],
        [draft(whole=False)],
        [said("backup", whole=False)],
        [found("sending"), stands("sent")],
        [found("committed"), stands("uncertain")],
    ],
)
def test_what_is_broken(after: list[Said]) -> None:
    assert verdict([QUEUED], after, ONCE).broken


def test_a_start_that_does_not_end_is_broken_and_nothing_is_called_lost_by_it() -> None:
    judged = judge([QUEUED], [], [], ended_well=False)
    assert judged.broken
    assert judged.lost == ()


def test_a_letter_that_is_there_against_our_word_is_in_doubt_and_nothing_else() -> None:
    judged = verdict([KEPT, said("not queued")], [found("waiting", whole=False), stands("failed")], [])
    assert judged.in_doubt == ("one",)
    assert (judged.lost, judged.doubled, judged.broken) == ((), (), ())


def test_perhapses_are_counted_and_those_that_did_not_arrive() -> None:
    uncertain = [said("perhaps"), found("uncertain"), stands("uncertain")]
    assert (verdict([QUEUED], uncertain, []).shown, verdict([QUEUED], uncertain, []).shown_falsely) == (1, 1)
    arrived = verdict([QUEUED], uncertain, ONCE)
    assert (arrived.shown, arrived.shown_falsely) == (1, 0)
