"""Some short lives of an outbox; `python -m tests.crash.life` plays a thousand longer ones."""

from tests.crash.life import play


def test_whatever_happens_the_promises_hold() -> None:
    play(12, 25)
