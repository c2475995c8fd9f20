"""The ring: eight states told apart by shape, and a value for those who cannot see it."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from tegata.gui import theme
from tegata.gui.ring import FOOTER_RING, LARGE, Ring, RingLook, RingState, look_of, paint_ring
from tegata.relay.window import WindowState, WindowStatus
from tests.gui.fake_verbs import an_open_window

SIZE = 80


def drawn(look: RingLook) -> QImage:
    canvas = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    paint_ring(painter, QRectF(0, 0, SIZE, SIZE), look)
    painter.end()
    return canvas


def at_clock(image: QImage, hour: float) -> QColor:
    """Return the colour in the middle of the stroke at that hour of a clock face."""
    import math

    angle = math.radians(hour * 30)
    radius = SIZE / 2 - SIZE * 0.0875 / 2
    return image.pixelColor(
        int(SIZE / 2 + radius * math.sin(angle)), int(SIZE / 2 - radius * math.cos(angle))
    )


def test_the_used_part_grows_clockwise_from_twelve() -> None:
    image = drawn(RingLook(RingState.OPEN, left=0.5))
    assert at_clock(image, 3) == QColor(theme.current().ring_track)
    assert at_clock(image, 9) == QColor(theme.current().go)


def test_an_arc_about_to_end_is_still_seen() -> None:
    assert at_clock(drawn(RingLook(RingState.ENDING, left=0.001)), 11.5) == QColor(theme.current().warn)


def test_logging_in_turns() -> None:
    first = drawn(RingLook(RingState.LOGGING_IN, turn=0))
    assert first != drawn(RingLook(RingState.LOGGING_IN, turn=90))


def test_states_are_told_apart_without_colour() -> None:
    grey = {
        state: drawn(RingLook(state, left=0.6)).convertToFormat(QImage.Format.Format_Grayscale8)
        for state in RingState
    }
    states = list(grey)
    for index, one in enumerate(states):
        assert all(grey[one] != grey[other] for other in states[index + 1 :])


def test_a_status_becomes_its_picture() -> None:
    assert look_of(WindowStatus(WindowState.CLOSED)).state is RingState.CLOSED
    assert look_of(WindowStatus(WindowState.CLOSED, logging_in=True)).state is RingState.LOGGING_IN
    open_look = look_of(an_open_window())
    assert open_look.state is RingState.OPEN
    assert open_look.left == pytest.approx(581 / 600)


@pytest.mark.parametrize("size", [FOOTER_RING, LARGE])
def test_the_widget_is_described_to_whoever_asks(qtbot: QtBot, size: int) -> None:
    ring = Ring(size)
    qtbot.addWidget(ring)
    ring.show_look(RingLook(RingState.OPEN, left=0.25), "Open until 14:32")
    told = QAccessible.queryAccessibleInterface(ring)
    assert told.role() is QAccessible.Role.Graphic
    assert told.text(QAccessible.Text.Description) == "Open until 14:32"
    assert ring.sizeHint().width() == size
    assert not ring.grab().isNull()
