"""Parts that fail, hang and take too long."""

import threading
from collections.abc import Callable

from tegata.self_test.finding import Finding, Part, Result, State
from tegata.self_test.running import run_parts

GOOD = Finding(State.OK, "It is there")


def part(look: Callable[[], Finding], name: str = "part") -> Part:
    return Part(name, "Part", look)


async def results(*parts: Part, seconds_a_part: float = 10.0, seconds: float = 10.0) -> list[Result]:
    return [each async for each in run_parts(parts, seconds_a_part=seconds_a_part, seconds=seconds)]


def noting(seen: list[str], name: str) -> Part:
    def look() -> Finding:
        seen.append(name)
        return GOOD

    return part(look, name)


def hanging(for_ever: threading.Event) -> Part:
    def look() -> Finding:
        for_ever.wait()
        return GOOD

    return part(look)


def raises(error: BaseException) -> Callable[[], Finding]:
    def look() -> Finding:
        raise error

    return look


async def test_each_part_is_looked_at_in_turn() -> None:
    seen: list[str] = []

    found = await results(noting(seen, "a"), noting(seen, "b"))
    assert [(each.part.name, each.finding) for each in found] == [("a", GOOD), ("b", GOOD)]
    assert seen == ["a", "b"]


async def test_a_part_runs_beside_the_loop() -> None:
    threads: list[threading.Thread] = []

    def look() -> Finding:
        threads.append(threading.current_thread())
        return GOOD

    await results(part(look))
    assert threads[0] is not threading.main_thread()
    assert threads[0].daemon


async def test_what_a_part_raises_is_its_failure_and_nobody_elses() -> None:
    errors = (
        ImportError("No module named 'keyring'"),
        TimeoutError("slow disk"),
        KeyError("x"),
    )
    found = await results(*(part(raises(error)) for error in errors), part(lambda: GOOD))
    assert [each.finding.state for each in found] == [*[State.FAILED] * 3, State.OK]
    assert found[0].finding.fact == "Unexpected: ImportError: No module named 'keyring'"
    assert found[1].finding.fact == "Unexpected: TimeoutError: slow disk"
    assert "report" in found[0].finding.advice


async def test_a_part_that_hangs_is_left_behind() -> None:
    for_ever = threading.Event()
    found = await results(hanging(for_ever), part(lambda: GOOD), seconds_a_part=0.05)
    for_ever.set()
    assert [each.finding.state for each in found] == [State.FAILED, State.OK]
    assert found[0].finding.fact.startswith("No answer within")


async def test_when_the_time_is_up_the_rest_is_not_tried() -> None:
    for_ever = threading.Event()
    looked: list[str] = []
    found = await results(
        hanging(for_ever),
        noting(looked, "late"),
        seconds=0.05,
    )
    for_ever.set()
    assert [each.finding.state for each in found] == [State.FAILED, State.FAILED]
    assert found[1].finding.fact.startswith("Not tried")
    assert looked == []
