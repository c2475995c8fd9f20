"""Both moments are told apart in what Qt tells."""

from itertools import count

import pytest

from tests.bench.sights import marks

BARE = ["Marking QRegion dirty\n", "Drawing QRegion of QWidget(0x1)\n", "Flushing QRegion of QWidget(0x1)\n"]
FULL = ["Drawing QRegion of LetterBody(0x2)\n", "Drawing QRegion of Button(0x3)\n", "Flushing QRegion\n"]


def test_a_bare_window_is_seen_once_it_is_flushed() -> None:
    clock = count(1.0)
    assert marks([*BARE, *FULL], lambda: next(clock), fields=False) == (1.0, None)


def test_a_window_is_ready_once_its_fields_are_flushed() -> None:
    clock = count(1.0)
    assert marks([*BARE, *BARE, *FULL], lambda: next(clock), fields=True) == (1.0, 2.0)


def test_a_program_that_paints_nothing_is_not_taken_for_a_fast_one() -> None:
    with pytest.raises(EOFError):
        marks(BARE, lambda: 1.0, fields=True)
