"""The lines for people, the object for programs."""

import pytest

from tegata.self_test.finding import Finding, Part, Result, State
from tegata.self_test.telling import as_object, lines, outcome, verdict
from tegata.words.gettext import N_, use_language


def result(state: State, advice: str = "") -> Result:
    finding = Finding(state, "It is there", advice, {"n": 3})
    return Result(Part("keyring", N_("Keyring"), lambda: finding), finding, 12)


def test_a_part_is_a_line_and_what_to_do_another() -> None:
    assert lines(result(State.OK)) == "ok        Keyring: It is there"
    assert lines(result(State.NOT_HERE)) == "not here  Keyring: It is there"
    assert lines(result(State.FAILED, "Do it")) == "failed    Keyring: It is there\n  → Do it"


@pytest.mark.parametrize("state", State)
def test_in_japanese_too_the_titles_stand_below_each_other(state: State) -> None:
    use_language("ja")
    words, fact = lines(result(state)).split("鍵")
    assert fact.endswith("：It is there")
    assert len(words.rstrip()) in {2, 3}
    assert len(words) == len(lines(result(State.OK)).split("鍵", maxsplit=1)[0])


@pytest.mark.parametrize(
    ("states", "worst"),
    [
        ([], State.OK),
        ([State.OK, State.NOT_HERE], State.OK),
        ([State.OK, State.WARNING, State.NOT_HERE], State.WARNING),
        ([State.WARNING, State.FAILED, State.OK], State.FAILED),
    ],
)
def test_the_worst_part_decides(states: list[State], worst: State) -> None:
    results = [result(state) for state in states]
    assert outcome(results) is worst
    assert as_object(results)["outcome"] == worst.value
    assert verdict(results) == verdict([result(worst)])


def test_programs_get_every_part() -> None:
    assert as_object([result(State.WARNING, "Do it")]) == {
        "outcome": "warning",
        "parts": [
            {
                "part": "keyring",
                "state": "warning",
                "fact": "It is there",
                "advice": "Do it",
                "ms": 12,
                "figures": {"n": 3},
            }
        ],
    }
