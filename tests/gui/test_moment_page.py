"""The footer's page for a delivery."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui import motion
from tegata.gui.badge import Family
from tegata.gui.footer_moments import BadgeLook, FooterDeed, Moment, Tone
from tegata.gui.moment_page import MomentPage
from tegata.gui.ring import RingLook, RingState
from tegata.gui.stepper import Step, StepState

LOGIN = Moment(
    RingLook(RingState.LOGGING_IN),
    "Logging in by POP…",
    steps=(Step("Log in", StepState.CURRENT),),
    bar=0.5,
    deeds=(FooterDeed.CANCEL,),
)
ENDED = Moment(
    BadgeLook(Family.GO, "check"), "Accepted", second="By a server", deeds=(FooterDeed.SHOW_IN_OUTBOX,)
)


@pytest.fixture
def page(qtbot: QtBot) -> MomentPage:
    made = MomentPage()
    qtbot.addWidget(made)
    made.resize(840, 68)
    made.show()
    return made


def test_it_shows_what_the_moment_says(page: MomentPage) -> None:
    page.show_moment(LOGIN)
    assert page._stepper.isVisible()
    assert page._stepper.accessibleName() == "Log in"
    assert not page._second.isVisible()
    page.show_moment(ENDED)
    assert not page._stepper.isVisible()
    assert page._second.text() == "By a server"
    assert not page.grab().isNull()


@pytest.mark.parametrize("deed", list(FooterDeed))
def test_each_deed_has_a_button_that_says_it(qtbot: QtBot, page: MomentPage, deed: FooterDeed) -> None:
    page.show_moment(Moment(ENDED.sign, "x", deeds=(deed,)))
    button = page.buttons()[deed]
    assert button.text()
    with qtbot.waitSignal(page.deed, check_params_cb=lambda found: found is deed):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_the_same_buttons_stay_so_that_the_focus_does(page: MomentPage) -> None:
    page.show_moment(LOGIN)
    before = page.buttons()[FooterDeed.CANCEL]
    page.show_moment(LOGIN)
    assert page.buttons()[FooterDeed.CANCEL] is before
    page.take_focus(Qt.FocusReason.TabFocusReason)
    assert page.window().focusWidget() is before


def test_where_it_is_narrow_the_aside_goes_and_the_headline_wraps(page: MomentPage) -> None:
    both = (FooterDeed.SHOW_IN_OUTBOX, FooterDeed.NEW_LETTER)
    # Short words: in a wide font long ones would keep a window of their own from getting narrow.
    page.show_moment(Moment(ENDED.sign, "Waiting", "Soon.", deeds=both))
    assert page._aside.isVisible()
    page.resize(480, 68)
    assert not page._aside.isVisible()
    assert page._headline.wordWrap()
    assert not page.buttons()[FooterDeed.SHOW_IN_OUTBOX].isVisible()
    page.resize(840, 68)
    assert page.buttons()[FooterDeed.SHOW_IN_OUTBOX].isVisible()


@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_has_its_ground(page: MomentPage, tone: Tone) -> None:
    page.show_moment(Moment(ENDED.sign, "x", tone=tone))
    assert not page.grab().isNull()


def test_the_arc_turns_only_while_it_is_seen(page: MomentPage) -> None:
    motion.keep_still(False)
    page.show_moment(LOGIN)
    assert page._sign._turning.isActive() is not motion.reduced(page)
    before = page._sign._turn
    page._sign._step()
    assert page._sign._turn != before
    page.hide()
    assert not page._sign._turning.isActive()


def test_the_focus_stays_in_the_footer_when_its_button_goes(page: MomentPage) -> None:
    page.show_moment(LOGIN)
    page.take_focus(Qt.FocusReason.TabFocusReason)
    page.show_moment(ENDED)
    assert page.window().focusWidget() is page.buttons()[FooterDeed.SHOW_IN_OUTBOX]
    assert not page.has_lost_focus()


def test_where_it_is_narrow_the_second_line_is_brief(qtbot: QtBot) -> None:
    page = MomentPage()
    qtbot.addWidget(page)
    page.show()
    page.resize(480, 68)
    page.show_moment(
        Moment(BadgeLook(Family.GO, "check"), "Later", second="The whole truth", brief="In brief")
    )
    assert page._second.text() == "In brief"
    page.resize(840, 68)
    assert page._second.text() == "The whole truth"
