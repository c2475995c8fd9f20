"""Where the parts of the path picture lie: inside it, and apart from each other, at any width."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF

from tegata.gui.path_places import RADIUS, places


@pytest.mark.parametrize("width", [480, 560, 640, 786, 1200])
@pytest.mark.parametrize("has_pop", [True, False])
def test_circles_stand_apart_and_inside(width: int, has_pop: bool) -> None:
    where = places(width, 18, has_pop=has_pop)
    inside = QRectF(0, 0, width, where.height)
    for centre in where.centres:
        box = QRectF(centre.x() - RADIUS, centre.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        assert inside.contains(box)
    for one, other in pairwise(where.centres):
        assert (one - other).manhattanLength() > 2 * RADIUS


@pytest.mark.parametrize("width", [480, 560, 640, 786, 1200])
def test_words_lie_inside(width: int) -> None:
    where = places(width, 18, has_pop=True)
    inside = QRectF(0, 0, width, where.height)
    for room in (where.to_line, where.to_pop, where.to_smtp, where.window, where.to_elsewhere):
        assert inside.contains(room)
        assert room.width() >= 48


def test_without_a_mailbox_it_is_lower() -> None:
    assert places(786, 18, has_pop=False).height < places(786, 18, has_pop=True).height


@pytest.mark.parametrize("width", [480, 504, 786])
def test_the_providers_box_keeps_clear_of_other_stations_words(width: int) -> None:
    where = places(width, 18, has_pop=True)
    assert not where.provider.intersects(where.elsewhere_words)
    assert not where.provider.intersects(where.line_words)


@pytest.mark.parametrize("width", range(504, 800, 20))
def test_words_of_slanting_links_keep_clear_of_the_box_and_of_the_words_of_the_line(width: int) -> None:
    where = places(width, 18, has_pop=True)
    for room in (where.to_pop, where.to_smtp):
        assert not where.provider.intersects(room)
        assert not where.line_words.intersects(room)
    assert where.provider.width() >= 134
