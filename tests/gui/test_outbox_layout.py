"""Where the parts of a row lie."""

from dataclasses import replace

import pytest

from tegata.gui.outbox_layout import forget, height, lay_out
from tegata.gui.outbox_row import Deed, Row, Section
from tegata.gui.tokens import MARGIN

WIDE, NARROW = 900, 560
ROW = Row(
    1,
    Section.NEEDS_YOU,
    "Invitation to the reunion",
    "mika@b.example",
    fact="Perhaps delivered.",
    then="The line broke.",
    deeds=(Deed.LOOK, Deed.IT_ARRIVED, Deed.SEND_AGAIN),
    more=(Deed.WITHDRAW, Deed.TRANSCRIPT),
)


def test_a_plain_row_is_62_high() -> None:
    assert lay_out(ROW, WIDE, current=False).height == 62


@pytest.mark.parametrize("width", [1200, WIDE, 720, NARROW])
@pytest.mark.parametrize("then", ["The line broke.", "The line broke before the receipt. " * 3])
@pytest.mark.parametrize("server", ["", "550 no"])
def test_the_quick_height_is_the_height(width: int, then: str, server: str) -> None:
    row = replace(ROW, then=then, server=server)
    for current in (False, True):
        assert height(row, width, current=current) == lay_out(row, width, current=current).height


def test_wide_puts_the_strongest_deed_rightmost_and_in_the_middle() -> None:
    places = lay_out(ROW, WIDE, current=False)
    deed, rect = places.buttons[-1]
    assert (deed, rect.right()) == (Deed.SEND_AGAIN, WIDE - MARGIN - 1)
    assert abs(rect.center().y() - places.height // 2) <= 1
    assert places.subject.right() < places.buttons[0][1].left()


def test_narrow_puts_the_deeds_under_the_words() -> None:
    places = lay_out(ROW, NARROW, current=False)
    tops = {rect.top() for _deed, rect in places.buttons}
    assert len(tops) == 1
    assert tops.pop() >= places.subject.bottom() + places.state.boundingRect().height()
    assert places.height > places.buttons[-1][1].bottom()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_current_row_makes_room_for_its_further_deeds(width: int) -> None:
    plain, current = lay_out(ROW, width, current=False), lay_out(ROW, width, current=True)
    assert current.height > plain.height
    assert [deed for deed, _rect in current.buttons] == [*ROW.deeds, *ROW.more]


def test_a_long_sentence_wraps_and_the_row_grows() -> None:
    long = replace(ROW, then="The line broke after the last dot and before the receipt. " * 4)
    assert lay_out(long, WIDE, current=False).height > lay_out(ROW, WIDE, current=False).height


def test_the_servers_line_is_cut_after_three() -> None:
    places = [lay_out(replace(ROW, server="550 no\n" * lines), WIDE, current=False) for lines in (1, 2, 3, 9)]
    heights = [place.server.height() for place in places if place.server is not None]
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_an_upload_has_its_bar_between_octets_and_time_left() -> None:
    row = replace(ROW, section=Section.ON_ITS_WAY, fact="Sending 4.2 of 9.8 MB", then="about 25 s", bar=0.4)
    places = lay_out(row, WIDE, current=False)
    assert places.bar is not None
    assert places.after_bar is not None
    assert (places.bar.width(), places.bar.height()) == (180, 6)
    assert places.bar.right() < places.after_bar.left()


def test_nothing_leaves_the_row_when_it_is_very_narrow() -> None:
    forget()
    row = replace(ROW, subject="A very long subject " * 10, who="someone@with.a.very.long.example")
    places = lay_out(row, 320, current=True)
    assert places.subject.right() <= 320
    assert places.who.width() == 0
