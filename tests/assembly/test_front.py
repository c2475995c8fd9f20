"""What a start may ask of the window, and a clicked `mailto:` of a letter."""

import os
from unittest.mock import Mock, call

import pytest
from PySide6.QtCore import QProcessEnvironment

from tegata.assembly.front import come_forward, letter_of, show_first
from tegata.cli.arguments import ACTIVATION_TOKEN, Wish
from tegata.gui.desk import Desk
from tegata.mail.draft import Draft


def test_a_mailto_becomes_a_letter() -> None:
    letter = letter_of("mailto:yuki@b.example?subject=Hi")
    assert letter is not None
    assert (letter.to, letter.subject) == (("yuki@b.example",), "Hi")


def test_it_attaches_nothing() -> None:
    letter = letter_of("mailto:yuki@b.example?attach=/etc/passwd&attachment=/etc/passwd")
    assert letter is not None
    assert letter.attachments == ()


@pytest.mark.parametrize("other", [None, "", "https://b.example", "/etc/passwd"])
def test_anything_else_is_no_letter(other: str | None) -> None:
    assert letter_of(other) is None


@pytest.fixture
def desk() -> Mock:
    return Mock(spec=Desk)


@pytest.mark.parametrize(
    ("wish", "opened"),
    [
        (Wish(), call.open_compose(None)),
        (Wish("mailto:"), call.open_compose(Draft(""))),
        (Wish(check=True), call.open_check()),
    ],
)
def test_a_start_opens_a_letter_or_the_check(desk: Mock, wish: Wish, opened: object) -> None:
    show_first(desk, wish)
    assert desk.mock_calls == [opened]


@pytest.mark.parametrize(
    ("wish", "opened"),
    [
        (Wish(), call.raise_existing()),
        (Wish("https://b.example"), call.raise_existing()),
        (Wish("mailto:"), call.open_compose(Draft(""))),
        (Wish(check=True), call.open_check()),
    ],
)
def test_a_further_start_brings_up_what_is_there_or_what_it_names(
    desk: Mock, wish: Wish, opened: object
) -> None:
    come_forward(desk, wish)
    assert desk.mock_calls == [opened]


def test_the_leave_to_take_the_focus_is_where_qt_looks_for_it(desk: Mock) -> None:
    taken: list[str] = []
    desk.raise_existing.side_effect = lambda: taken.append(
        QProcessEnvironment.systemEnvironment().value(ACTIVATION_TOKEN)
    )
    try:
        come_forward(desk, Wish(token="mutter_1"))
    finally:
        os.unsetenv(ACTIVATION_TOKEN)
    come_forward(desk, Wish())
    assert taken == ["mutter_1", ""]
    assert ACTIVATION_TOKEN not in os.environ
