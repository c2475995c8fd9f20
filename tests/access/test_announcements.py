"""The countdown is heard when it begins, when it is about to end and when it has ended, not in between."""

from tests.access.reader import Reader
from tests.access.sitting import Sitting

NINE_SECONDS = 0.15


def heard(reader: Reader, beginning: str) -> bool:
    reader.listen()
    return any(words.startswith(beginning) for words in reader.announced)


def test_a_window_is_announced_three_times(sitting: Sitting) -> None:
    password = sitting.travel(NINE_SECONDS)
    reader = sitting.reader
    sitting.write()
    reader.find("Authentication window", "push button").press()
    panel = reader.popup()
    reader.find("Log in now", "push button", inside=lambda: panel).press()
    reader.find("Password", "text").write(password)
    reader.find("Use password", "push button").press()
    reader.wait(lambda: heard(reader, "Window ended"), "the end of the window")
    of_the_window = [
        words
        for words in reader.announced
        if words.startswith(("Open until", "Window ended")) or "Ends soon" in words
    ]
    begins, ends_soon, ended = of_the_window
    assert begins.startswith("Open until")
    assert "Ends soon" in ends_soon
    assert ended.startswith("Window ended")
    assert "accessible-value" not in reader.changed
