"""Before you leave, as rows with their buttons."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tegata.gui.check_leaving import LeavingList, PointRow
from tegata.words.before_leaving import Deed, Point, Worth

POINTS = (
    Point(Worth.TO_DO, "Only port 25 is used.", "There is 587.", Deed.TRY_AUTH),
    Point(Worth.TO_ASK, "From abroad?"),
    Point(Worth.GOOD, "The password is at hand."),
)


def test_each_point_is_a_row_that_is_spoken_whole(qtbot: QtBot) -> None:
    shown = LeavingList()
    qtbot.addWidget(shown)
    assert not shown.isVisible()
    shown.say(POINTS)
    assert shown.isVisible()
    assert [row.accessibleName() for row in shown.findChildren(PointRow)] == [
        "To do: Only port 25 is used. There is 587.",
        "To find out: From abroad?",
        "Well: The password is at hand.",
    ]
    assert not shown.grab().isNull()


def test_a_button_where_tegata_can_do_something(qtbot: QtBot) -> None:
    shown = LeavingList()
    qtbot.addWidget(shown)
    shown.say(POINTS)
    heard: list[Deed] = []
    shown.wanted.connect(heard.append)
    (button,) = [row.button for row in shown.findChildren(PointRow) if row.button is not None]
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == [Deed.TRY_AUTH]


def test_nothing_to_say_hides_it(qtbot: QtBot) -> None:
    shown = LeavingList()
    qtbot.addWidget(shown)
    shown.say(POINTS)
    shown.say(())
    assert not shown.isVisible()
