"""The footer swaps its pages without moving anything."""

import pytest
from pytestqt.qtbot import QtBot

from tegata.gui import motion
from tegata.gui.badge import Family
from tegata.gui.footer import Footer
from tegata.gui.footer_moments import BadgeLook, FooterDeed, Moment
from tests.gui.fake_verbs import FakeVerbs

MOMENT = Moment(BadgeLook(Family.GO, "check"), "Accepted", deeds=(FooterDeed.CLOSE,))


@pytest.mark.parametrize("still", [True, False])
def test_the_height_stays(qtbot: QtBot, verbs: FakeVerbs, still: bool) -> None:
    motion.keep_still(still)
    footer = Footer(verbs)
    qtbot.addWidget(footer)
    footer.resize(840, 68)
    footer.show()
    height = footer.sizeHint().height()
    assert footer.is_writing()
    footer.show_moment(MOMENT)
    assert not footer.is_writing()
    assert footer.sizeHint().height() == height == 68
    footer._show_through(0.5)
    footer._settle()
    footer.show_writing()
    footer.show_writing()
    assert footer.is_writing()
    assert footer.minimumSizeHint().width() == 0


def test_a_deed_is_passed_on(qtbot: QtBot, verbs: FakeVerbs) -> None:
    footer = Footer(verbs)
    qtbot.addWidget(footer)
    footer.show_moment(MOMENT)
    with qtbot.waitSignal(footer.deed):
        footer.page.buttons()[FooterDeed.CLOSE].click()


def test_words_that_wrapped_in_the_other_page_do_not_make_it_higher(qtbot: QtBot, verbs: FakeVerbs) -> None:
    footer = Footer(verbs)
    qtbot.addWidget(footer)
    footer.resize(480, 68)
    footer.show()
    footer.show_moment(Moment(BadgeLook(Family.WARN, "circle-alert"), "A long sentence " * 12))
    assert footer.heightForWidth(480) > 68
    footer.show_writing()
    assert footer.heightForWidth(480) == footer.sizeHint().height() == 68
