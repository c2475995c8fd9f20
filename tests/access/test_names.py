"""In every window: whatever can be reached has a role and a name, and whatever has a name has a role."""

from collections.abc import Callable, Iterator

import pytest

from tests.access.reader import Reader
from tests.access.sitting import Sitting, sit_down
from tests.access.telling import all_is_told
from tests.journeys.screen import Screen


@pytest.fixture(scope="module")
def sitting(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sitting]:
    """One program for all, with a letter sent and one being written."""
    with sit_down(screen, tmp_path_factory.mktemp("access")) as begun:
        begun.practise()
        begun.write()
        begun.reader.find("Send", "push button").press()
        begun.reader.find("New letter", "push button").press()
        begun.reader.window("New letter")
        begun.write()
        yield begun


def press(name: str, role: str = "push button") -> Callable[[Reader], object]:
    return lambda reader: reader.find(name, role).press()


def in_turn(*deeds: Callable[[Reader], object]) -> Callable[[Reader], object]:
    return lambda reader: [deed(reader) for deed in deeds]


WINDOWS = {
    "outbox": (press("Outbox"), "Outbox"),
    "delivered": (press("1 letter delivered"), "Delivered"),
    "check": (in_turn(press("Can I send"), lambda reader: reader.find("Copy report")), "Can I send"),
}
PAGES = ("You and signature", "Servers", "POP before send", "Automatic checking", "Program and privacy")


def test_one_of_a_few_is_a_radio_button_and_a_tool_stays_a_button(sitting: Sitting) -> None:
    assert "checked" in sitting.reader.find("Line C", "radio button").states
    press("Outbox")(sitting.reader)
    outbox = sitting.reader.window("Outbox")
    current = sitting.reader.find("Outbox", "push button", inside=lambda: outbox)
    assert "this window" in current.name


def test_a_letter(sitting: Sitting) -> None:
    for more in ("Cc", "Bcc"):
        sitting.reader.find(more, "push button").press()
        sitting.reader.find(more, "text").write("not an address,")
    all_is_told(sitting.reader.window("From the road"))


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window(sitting: Sitting, name: str) -> None:
    deed, title = WINDOWS[name]
    deed(sitting.reader)
    all_is_told(sitting.reader.window(title))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_settings(sitting: Sitting, page: str) -> None:
    reader = sitting.reader
    press("Settings")(reader)
    dialog = reader.window("Account")
    reader.find(page, "list item", lambda: dialog).press()
    reader.find(page, "panel", lambda: dialog)
    all_is_told(dialog)


POPUPS = {
    "the pass": "Authentication window",
    "drafts": "Drafts",
    "times": "Send later (",
    "accounts": "From: Anna",
}


@pytest.mark.parametrize("name", POPUPS)
def test_a_popup(sitting: Sitting, name: str) -> None:
    """It begins at something that can be reached, and tells all it holds."""
    letter = sitting.reader.window("From the road")
    sitting.reader.find(POPUPS[name], "push button", inside=lambda: letter).press()
    popup = sitting.reader.popup()
    all_is_told(popup)
    sitting.screen.press("Escape")
    sitting.reader.wait(popup.is_gone, f"{name} to close")


def test_why(sitting: Sitting) -> None:
    letter = sitting.reader.window("From the road")
    sitting.reader.find("Authentication window", "push button", inside=lambda: letter).press()
    panel = sitting.reader.popup()
    sitting.reader.find("Why can’t I send?", "push button", inside=lambda: panel).press()
    all_is_told(sitting.reader.window("Why can"))


def test_a_time_of_ones_own(sitting: Sitting) -> None:
    letter = sitting.reader.window("From the road")
    sitting.reader.find("Send later (", "push button", inside=lambda: letter).press()
    menu = sitting.reader.popup()
    sitting.reader.find("other time", "menu item", inside=lambda: menu).press()
    all_is_told(sitting.reader.window("Send later"))
