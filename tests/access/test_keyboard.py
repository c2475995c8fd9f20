"""Without a mouse: Tab comes to everything, in the order of reading, and what has the focus is in sight."""

from tests.access.reader import Thing
from tests.access.sitting import Sitting

MANY = 40


def go_round(sitting: Sitting, window: Thing) -> list[str]:
    """Press Tab until it comes back to where it began; return the names on the way."""
    left, top, width, height = window.place
    begun = before = sitting.reader.wait(sitting.reader.focused, "the focus")
    names: list[str] = []
    for _n in range(MANY):
        sitting.screen.press("Tab")
        before = sitting.reader.focused_after(before)
        x, y, w, h = before.place
        assert left <= x <= x + w <= left + width, before.name
        assert top <= y <= y + h <= top + height, before.name
        names.append(before.name)
        if before == begun:
            return names
    raise AssertionError(f"Tab does not come back: {names}")


def order(names: list[str], *wanted: str) -> list[str]:
    """Return which of `wanted` come, in the order in which they do."""
    return [each for name in names for each in wanted if each in name]


def test_a_letter(sitting: Sitting) -> None:
    sitting.practise()
    names = go_round(sitting, sitting.reader.window("New letter"))
    wanted = ("Subject", "Letter", "Attach files", "Authentication window", "Outbox", "From: Anna", "Bcc")
    assert order(names, *wanted) == list(wanted)
    assert names[-1] == "To"  # where a new letter begins


def test_can_i_send_from_here(sitting: Sitting) -> None:
    sitting.practise()
    sitting.reader.find("Can I send", "push button").press()
    window = sitting.reader.window("Can I send")
    sitting.reader.find("Open settings", "push button", inside=lambda: window)
    names = go_round(sitting, window)
    wanted = ("Write a letter", "Check again", "Open settings", "Copy report", "Authentication window")
    twice = order([*names, *names], *wanted)
    begin = twice.index(wanted[0])
    assert twice[begin : begin + len(wanted)] == list(wanted)
