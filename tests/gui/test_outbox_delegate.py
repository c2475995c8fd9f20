"""What the painter of rows puts where."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tegata.gui import theme
from tegata.gui.badge import Family
from tegata.gui.outbox_delegate import OutboxDelegate
from tegata.gui.outbox_layout import lay_out
from tegata.gui.outbox_model import OutboxModel
from tegata.gui.outbox_page import OutboxPage
from tegata.gui.outbox_row import Deed, Row, Section

ROWS = [
    Row(
        1,
        Section.NEEDS_YOU,
        "Newsletter",
        "3 recipients",
        "mail-x",
        Family.DANGER,
        "Refused.",
        server="550 no",
    ),
    Row(2, Section.ON_ITS_WAY, "Photos", "yuki", "send", Family.ACCENT, "Sending", "about 25 s", bar=0.5),
    Row(3, Section.ON_ITS_WAY, "Contract", "ola", seconds=5, out_of=7, deeds=(Deed.UNDO,), order=1),
    Row(4, Section.SENT, "Arrival", "hanna", "check", Family.GO, then="Accepted", at="14:02"),
]


def picture(qtbot: QtBot) -> QImage:
    model = OutboxModel()
    page = OutboxPage(model)
    model.setParent(page)
    qtbot.addWidget(page)
    page.resize(900, 480)
    page.show()
    model.put(ROWS)
    QApplication.processEvents()
    return page.grab().toImage()


def test_a_row_that_needs_you_lies_on_a_soft_ground(qtbot: QtBot) -> None:
    image, tokens = picture(qtbot), theme.current()
    assert image.pixelColor(6, 60) == QColor(tokens.warn_soft)
    assert image.pixelColor(6, 20) == QColor(tokens.paper)


def test_half_an_upload_is_half_a_bar(qtbot: QtBot) -> None:
    image, tokens = picture(qtbot), theme.current()
    colours = {image.pixelColor(x, y).name().upper() for x in range(70, 700) for y in range(185, 240)}
    assert {tokens.accent, tokens.ring_track} <= colours


@pytest.mark.parametrize("choice", [theme.Choice.LIGHT, theme.Choice.DARK])
def test_both_sets_of_colours_paint_every_kind_of_row(
    qtbot: QtBot, look: theme.Theme, choice: theme.Choice
) -> None:
    look.choose(choice)
    image = picture(qtbot)
    assert image.pixelColor(6, 20) == QColor(theme.current().paper)


def test_a_point_is_matched_with_the_painted_button_under_it(qtbot: QtBot) -> None:
    page = OutboxPage(OutboxModel())
    qtbot.addWidget(page)
    delegate = OutboxDelegate(page.list)
    delegate.width = 900
    (_deed, rect), *_rest = lay_out(ROWS[2], 900, current=False).buttons
    assert delegate.deed_at(ROWS[2], rect.center()) is Deed.UNDO
    assert delegate.deed_at(ROWS[2], QPoint(80, 20)) is None
