"""The six drawings of "Why can't I send?"."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from tegata.gui import fonts, theme
from tegata.gui.why_pictures import GRID, HEIGHTS, paint
from tegata.words.gettext import use_language
from tegata.words.why import Topic, sparse_bill

MARGIN = 20  # drawn around the grid to catch what runs over it


def drawn(topic: Topic) -> QImage:
    picture = QImage(QSize(GRID + 2 * MARGIN, HEIGHTS[topic] + 2 * MARGIN), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.translate(MARGIN, MARGIN)
    paint(painter, topic, sparse_bill(None))
    painter.end()
    return picture


def inked_box(picture: QImage) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is drawn, counted from the grid's corner."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    spots = [
        (x - MARGIN, y - MARGIN)
        for y in range(grey.height())
        for x in range(grey.width())
        if grey.pixelColor(x, y).value() < 160
    ]
    across, down = [x for x, _y in spots], [y for _x, y in spots]
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("topic", Topic)
def test_every_drawing_keeps_to_its_grid_in_both_languages(
    look: theme.Theme, topic: Topic, language: str
) -> None:
    use_language(language)
    left, top, right, bottom = inked_box(drawn(topic))
    assert left >= 0
    assert top >= 0
    assert right < GRID + 6  # the room that its widget leaves around it
    assert bottom < HEIGHTS[topic] + 6
    assert bottom > HEIGHTS[topic] - 24


@pytest.mark.parametrize("topic", Topic)
def test_every_drawing_follows_the_theme(look: theme.Theme, topic: Topic) -> None:
    light = drawn(topic)
    look.choose(theme.Choice.DARK)
    assert drawn(topic) != light


def test_the_drawings_differ() -> None:
    assert len({bytes(drawn(topic).constBits()) for topic in Topic}) == len(Topic)


def test_there_is_a_height_for_every_topic() -> None:
    assert set(HEIGHTS) == set(Topic)
    assert fonts.scaled(GRID) + 2 * 28 < 480  # it fits into the narrowest window
