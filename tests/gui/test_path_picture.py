"""The picture of the way: painted in every state, and told to a screen reader."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.path_picture import PathPicture
from tegata.words.check_path import Link, LinkState, path
from tests.gui.fake_verbs import an_account

WAY = path((), an_account(), "ola@elsewhere.example")


def shown(qtbot: QtBot) -> PathPicture:
    picture = PathPicture()
    qtbot.addWidget(picture)
    picture.resize(786, picture.sizeHint().height())
    return picture


def test_it_is_out_of_sight_until_there_is_a_way(qtbot: QtBot) -> None:
    picture = shown(qtbot)
    assert picture.isHidden()
    picture.show_path(WAY)
    assert picture.isVisible()


@pytest.mark.parametrize(("state", "other"), list(product(LinkState, LinkState)))
def test_each_state_is_painted_differently(qtbot: QtBot, state: LinkState, other: LinkState) -> None:
    picture = shown(qtbot)
    images = []
    for each in (state, other):
        picture.show_path(replace(WAY, to_smtp=Link(each)))
        images.append(picture.grab().toImage())
    alike = {LinkState.UNKNOWN, LinkState.NOT_NEEDED}
    assert (images[0] == images[1]) is (state is other or {state, other} == alike)


def test_each_station_has_a_name_where_it_is_drawn(qtbot: QtBot) -> None:
    picture = shown(qtbot)
    picture.show_path(WAY)
    stops = [child for child in picture.findChildren(QWidget) if child.isVisible()]
    assert [stop.accessibleName() for stop in stops] == list(WAY.spoken)
    picture.show_path(replace(WAY, pop=None))
    assert sum(stop.isVisible() for stop in stops) == 4
    assert not picture.grab().isNull()
