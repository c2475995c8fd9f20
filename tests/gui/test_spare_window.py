"""A window in reserve: made once, out of sight, up to date when it is taken, gone with the program."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.gui.compose_window import ComposeWindow
from tegata.gui.spare_window import SpareWindow
from tegata.mail.draft import Draft
from tests.gui.fake_desk import FakeDesk
from tests.gui.fake_verbs import FakeVerbs, an_account

BOB = Draft("anna", to=("bob@b.example",), subject="Hello")


class Workshop:
    """Makes windows, and counts them."""

    def __init__(self, verbs: FakeVerbs) -> None:
        self.verbs = verbs
        self.desk = FakeDesk()
        self.made: list[ComposeWindow] = []

    def furnish(self, window: ComposeWindow) -> None:
        window.furnish(self.verbs, self.desk)
        self.made.append(window)


@pytest.fixture
def workshop(verbs: FakeVerbs) -> Iterator[Workshop]:
    made = Workshop(verbs)
    yield made
    for window in filter(shiboken6.isValid, made.made):
        window.deleteLater()  # else it keeps its draft in the midst of another test


@pytest.fixture
def spare(workshop: Workshop, qapp: QApplication) -> SpareWindow:
    return SpareWindow(workshop.furnish, qapp)


def test_without_a_reserve_one_is_made_on_the_draft(spare: SpareWindow, workshop: Workshop) -> None:
    window = spare.take(BOB, 7)
    assert workshop.made == [window]
    assert (window.sheet.draft().to, window.draft_id) == (BOB.to, 7)


def test_the_first_is_the_one_that_is_shown_already(workshop: Workshop, qapp: QApplication) -> None:
    bare = ComposeWindow()
    spare = SpareWindow(workshop.furnish, qapp, bare)
    assert spare.take(BOB, 7) is bare
    assert (bare.sheet.draft().to, bare.draft_id) == (BOB.to, 7)
    assert spare.take(None, None) is not bare


def test_the_reserve_is_one_and_out_of_sight(spare: SpareWindow, workshop: Workshop) -> None:
    spare.prepare()
    spare.prepare()
    (window,) = workshop.made
    assert not window.isVisible()


def test_the_reserve_shows_what_it_is_taken_for(spare: SpareWindow, workshop: Workshop) -> None:
    spare.prepare()
    window = spare.take(BOB, 7)
    assert workshop.made == [window]
    assert (window.sheet.draft().to, window.sheet.draft().subject, window.draft_id) == (BOB.to, "Hello", 7)
    assert not window.is_unused
    assert spare.take(None, None) is not window


def test_taken_for_a_new_letter_it_is_an_unused_sheet(spare: SpareWindow) -> None:
    spare.prepare()
    window = spare.take(None, None)
    assert window.is_unused
    assert window.sheet.is_blank()


def test_what_has_changed_meanwhile_is_shown(
    spare: SpareWindow, workshop: Workshop, verbs: FakeVerbs
) -> None:
    spare.prepare()
    verbs.the_accounts[:] = [replace(an_account(), name="new", signature="Hana")]
    draft = spare.take(None, None).sheet.draft()
    assert draft.account == "new"
    assert draft.body.endswith("Hana")


def test_after_one_was_taken_the_next_is_prepared(
    spare: SpareWindow, workshop: Workshop, qtbot: QtBot
) -> None:
    spare._soon.setInterval(10)
    spare.take(None, None)
    qtbot.waitUntil(lambda: len(workshop.made) == 2)
    assert spare.take(None, None) is workshop.made[1]


def test_in_the_end_the_reserve_goes(spare: SpareWindow, workshop: Workshop, qtbot: QtBot) -> None:
    spare._soon.setInterval(1)
    spare.prepare()
    (window,) = workshop.made
    with qtbot.waitSignal(window.destroyed):
        spare.let_go()
    qtbot.wait(20)
    assert len(workshop.made) == 1
