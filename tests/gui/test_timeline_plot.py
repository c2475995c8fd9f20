"""The painted line of time."""

from datetime import timedelta

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tegata.gui import theme
from tegata.gui.polling_timeline import instead, whole_day
from tegata.gui.timeline_plot import BAR, TimelinePlot, narrowest_stripe
from tegata.relay.polling_bill import EXAMPLE, PollingBill, bill

TEN = timedelta(minutes=10)


def every(minutes: int) -> PollingBill:
    return bill(timedelta(minutes=minutes), TEN, EXAMPLE)


def painted(qtbot: QtBot, plot: TimelinePlot, width: int = 1440) -> QImage:
    qtbot.addWidget(plot)
    plot.resize(width, plot.sizeHint().height())
    return plot.grab().toImage()


def test_open_time_fills_the_height_and_gaps_the_lower_third_only(qtbot: QtBot) -> None:
    plot = TimelinePlot()
    plot.show_line(whole_day(every(15)))
    picture = painted(qtbot, plot)
    open_x, gap_x = 65, 72  # one pixel is a minute: 1:05 is open, 1:12 is not
    colours = theme.current()
    assert picture.pixelColor(open_x, 3) == QColor(colours.band)
    assert picture.pixelColor(gap_x, 3) != QColor(colours.gap)
    assert picture.pixelColor(gap_x, BAR - 2) == QColor(colours.gap)


def test_stripes_too_narrow_to_see_become_one_flat_mix(qtbot: QtBot) -> None:
    plot = TimelinePlot()
    plot.show_line(whole_day(every(15)))
    picture = painted(qtbot, plot, width=400)
    assert len({picture.pixelColor(x, 3).name() for x in range(20, 100)}) == 1


@pytest.mark.parametrize(("width", "narrow"), [(1440, 5.0), (288, 1.0)])
def test_the_narrowest_stripe_is_measured_in_pixels(width: int, narrow: float) -> None:
    assert narrowest_stripe(whole_day(every(15)), width) == pytest.approx(narrow)


def test_without_an_axis_the_plot_is_lower(qtbot: QtBot) -> None:
    short, tall = TimelinePlot(), TimelinePlot()
    short.show_line(instead(every(15)))
    tall.show_line(whole_day(every(15)))
    for plot in (short, tall):
        qtbot.addWidget(plot)
    assert short.sizeHint().height() < tall.sizeHint().height()


def test_an_empty_plot_paints_nothing(qtbot: QtBot) -> None:
    plot = TimelinePlot()
    qtbot.addWidget(plot)
    plot.resize(300, 80)
    bare = QWidget()
    qtbot.addWidget(bare)
    bare.resize(plot.size())
    assert plot.grab().toImage() == bare.grab().toImage()
