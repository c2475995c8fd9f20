"""What widgets are taken for: asked as a screen reader asks."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.roles import Role, describe, is_tip, told_as


@told_as(Role.Window)
class Place(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("A place")
        self.button = QPushButton("Press")
        self.inner = Inner()
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.inner)


@told_as(Role.Grouping)
class Inner(QWidget):
    pass


class Within(Inner):
    pass


def role_of(widget: QWidget) -> QAccessible.Role:
    told = QAccessible.queryAccessibleInterface(widget)
    assert told is not None
    return told.role()


def test_a_class_and_what_derives_from_it_have_their_role(qtbot: QtBot) -> None:
    place, within, plain = Place(), Within(), QWidget()
    for each in (place, within, plain):
        qtbot.addWidget(each)
    assert role_of(place) is Role.Window
    assert role_of(place.inner) is Role.Grouping
    assert role_of(within) is Role.Grouping
    assert role_of(plain) is Role.Client
    assert role_of(place.button) is Role.Button


def test_a_namesake_is_not_meant(qtbot: QtBot) -> None:
    namesake = type("Place", (QWidget,), {})()
    qtbot.addWidget(namesake)
    assert role_of(namesake) is Role.Client


def test_name_and_children_are_still_told(qtbot: QtBot) -> None:
    place = Place()
    qtbot.addWidget(place)
    told = QAccessible.queryAccessibleInterface(place)
    assert told.text(QAccessible.Text.Name) == "A place"
    assert [told.child(n).role() for n in range(told.childCount())] == [Role.Button, Role.Grouping]


def test_widgets_may_go_while_they_are_known(qapp: object) -> None:
    """Python and Qt both hold an end of what is told: neither may let go of it twice."""
    for _n in range(200):
        place = Place()
        known = [QAccessible.queryAccessibleInterface(each) for each in (place, place.inner)]
        place.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        del place, known
    gc.collect()


def test_what_describes_is_there_for_whoever_asks(qtbot: QtBot) -> None:
    """That nothing is announced, tests/access hears."""
    place = Place()
    qtbot.addWidget(place)
    describe(place, "9 minutes left")
    told = QAccessible.queryAccessibleInterface(place)
    assert told.text(QAccessible.Text.Description) == "9 minutes left"


def test_a_tip_is_what_the_pointer_asks_for() -> None:
    assert is_tip(QEvent(QEvent.Type.ToolTip))
    assert not is_tip(QEvent(QEvent.Type.Enter))
