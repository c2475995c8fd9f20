"""Stations and links, told by shape and not by colour alone."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tegata.gui import theme
from tegata.gui.stations import paint_check, paint_cross, paint_link, paint_station

LEFT, RIGHT = QPointF(20, 20), QPointF(120, 20)


def drawn(paint: Callable[[QPainter], None]) -> QImage:
    picture = QImage(140, 40, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return picture


def inked(picture: QImage) -> set[tuple[int, int]]:
    """Return where anything is drawn: what is left of a picture in black and white."""
    return {
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() > 128
    }


def test_a_link_that_passes_and_one_that_does_not_differ_in_shape() -> None:
    passes = drawn(lambda painter: paint_link(painter, LEFT, RIGHT, 18, passes=True))
    broken = drawn(lambda painter: paint_link(painter, LEFT, RIGHT, 18, passes=False))
    assert (70, 14) in inked(broken) - inked(passes)  # the disc in the middle
    assert (95, 17) in inked(passes) - inked(broken)  # the arrow head before the end


def test_a_link_keeps_clear_of_the_circles_it_joins() -> None:
    picture = drawn(lambda painter: paint_link(painter, LEFT, RIGHT, 18, passes=True))
    reach = [x for x, _y in inked(picture)]
    assert min(reach) >= 20 + 18
    assert max(reach) <= 120 - 18


def test_a_station_that_is_reached_has_the_ring_of_what_gets_through() -> None:
    colours = theme.current()
    reached = drawn(lambda painter: paint_station(painter, LEFT, 18, "server", reached=True))
    plain = drawn(lambda painter: paint_station(painter, LEFT, 18, "server"))
    assert reached.pixelColor(20, 3) == QColor(colours.go)
    assert plain.pixelColor(20, 3) == QColor(colours.border)


def test_check_and_cross_are_told_apart_without_colour() -> None:
    colours = theme.current()
    cross = drawn(lambda painter: paint_cross(painter, LEFT))
    check = drawn(lambda painter: paint_check(painter, LEFT))
    assert cross.pixelColor(15, 20) == QColor(colours.danger)  # a filled disc
    assert check.pixelColor(14, 22) == QColor(colours.paper)  # an open ring
