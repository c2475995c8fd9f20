"""What the panel says, for each state."""

import pytest

from tegata.gui import pass_words
from tegata.relay.window import NotNeeded, Void, WindowState, WindowStatus
from tests.gui.fake_verbs import an_open_window

ALL = [WindowStatus(state) for state in WindowState if state not in {WindowState.OPEN, WindowState.ENDING}]


@pytest.mark.parametrize(
    "status", [*ALL, an_open_window(), WindowStatus(WindowState.CLOSED, logging_in=True)]
)
def test_every_state_has_a_headline_and_a_sentence(status: WindowStatus) -> None:
    assert pass_words.headline(status)
    assert pass_words.sentence(status, "pop.provider-a.example").endswith(".")


def test_sleep_and_network_are_told_apart() -> None:
    assert len({pass_words.headline(WindowStatus(WindowState.VOID, why=why)) for why in Void}) == len(Void)


def test_each_reason_why_no_login_is_needed_is_named() -> None:
    said = {pass_words.sentence(WindowStatus(WindowState.NOT_NEEDED, why=why), "") for why in NotNeeded}
    assert len(said) == len(NotNeeded)


def test_the_facts_are_those_that_are_known() -> None:
    assert pass_words.facts(WindowStatus(WindowState.CLOSED)) == ()
    names = [fact.name for fact in pass_words.facts(an_open_window())]
    assert names == ["Opened", "Seen from", "Mailbox"]
    assert pass_words.facts(an_open_window())[1].value == "203.0.113.7"
