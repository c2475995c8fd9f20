"""Badges: a family of colours and an icon."""

import pytest
from pytestqt.qtbot import QtBot

from tegata.gui.badge import CROSSED_TAG, Badge, Family


@pytest.mark.parametrize("family", list(Family))
@pytest.mark.parametrize("icon", ["check", CROSSED_TAG])
def test_every_family_draws(qtbot: QtBot, family: Family, icon: str) -> None:
    badge = Badge(family, icon)
    qtbot.addWidget(badge)
    assert not badge.grab().isNull()
    assert badge.sizeHint().width() == 40


def test_it_can_show_something_else_and_lie_on_a_tint(qtbot: QtBot) -> None:
    badge = Badge(Family.WARN, "mail-x", 36)
    qtbot.addWidget(badge)
    first = badge.grab().toImage()
    assert badge.lie_on_tint().grab().toImage() != first
    badge.show_as(Family.DANGER, "mail-x")
    assert badge.grab().toImage() != first
