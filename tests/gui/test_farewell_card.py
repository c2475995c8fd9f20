"""The small card while letters are still on their way."""

from pytestqt.qtbot import QtBot

from tegata.gui.farewell_card import FarewellCard


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
