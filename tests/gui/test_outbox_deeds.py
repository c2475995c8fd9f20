"""The words of the deeds."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import outbox_deeds
from tegata.gui.outbox_row import Deed, Row, Section


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_has_words_of_its_own(deed: Deed) -> None:
    said = [outbox_deeds.words(other) for other in Deed]
    assert said.count(outbox_deeds.words(deed)) == 1


def test_a_screen_reader_hears_which_letter_a_button_is_for(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    button = outbox_deeds.make(Deed.TRY_NOW, Row(1, Section.ON_ITS_WAY, "Invoice", "office"), parent)
    assert button.accessibleName() == "Try now: Invoice"


def test_painted_and_real_buttons_have_one_size(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    real = outbox_deeds.make(Deed.UNDO, Row(1, Section.ON_ITS_WAY, "Invoice", "office"), parent)
    assert outbox_deeds.size(Deed.UNDO) == real.sizeHint()
    outbox_deeds.forget_pictures()
    assert outbox_deeds.size(Deed.UNDO) == real.sizeHint()
