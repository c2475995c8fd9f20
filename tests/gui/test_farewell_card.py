"""The small card while letters are still on their way."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tegata.gui.farewell_card import FarewellCard
from tegata.words.gettext import use_language


def test_it_says_what_is_going_on_and_what_went_wrong(qtbot: QtBot) -> None:
    card = FarewellCard()
    qtbot.addWidget(card)
    card.say_sending(1)
    assert card.headline() == "1 letter is still on its way"
    assert card.isVisible()
    assert not card.close_button.isVisible()
    card.say_trouble(2)
    assert card.headline() == "2 letters need a word from you"
    assert card.close_button.isVisible()
    assert not card.grab().isNull()
    with qtbot.waitSignal(card.outbox_wanted):
        card.show_button.click()
    with qtbot.waitSignal(card.dismissed):
        card.close_button.click()


def test_what_leaves_later_can_wait_for_the_next_start(qtbot: QtBot) -> None:
    card = FarewellCard()
    qtbot.addWidget(card)
    card.say_waiting(2, "Tries again at 14:42.", asked=False)
    assert card.headline() == "2 letters have not left yet"
    assert card.stay_button.text() == "Keep sending"
    for button, signal in ((card.quit_button, card.quit_wanted), (card.stay_button, card.stay_wanted)):
        with qtbot.waitSignal(signal):
            button.click()
    card.say_waiting(2, "Tries again at 14:42.", asked=True)
    assert card.stay_button.text() == "Hide"
    card.say_sending(1)
    assert not card.quit_button.isVisible()


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("asked", [False, True])
def test_it_is_as_wide_as_its_buttons_need(qtbot: QtBot, language: str, *, asked: bool) -> None:
    use_language(language)
    card = FarewellCard()
    qtbot.addWidget(card)
    card.say_waiting(2, "Tries again at 14:42.", asked=asked)
    for button in (card.show_button, card.quit_button, card.stay_button):
        assert button.width() >= button.sizeHint().width(), button.text()
    seen = QGuiApplication.primaryScreen().availableGeometry()
    assert seen.contains(card.geometry())
