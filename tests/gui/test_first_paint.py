"""The window is painted before there is a loop."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tegata.gui import first_paint
from tegata.gui.first_paint import paint_first


class Canvas(QWidget):
    painted = False

    def paintEvent(self, _event: object) -> None:
        self.painted = True


def test_a_window_that_is_shown_is_painted(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_paint, "_PATIENCE_MS", 60_000)  # however slow this computer is
    canvas = Canvas()
    canvas.show()
    assert paint_first(qapp)
    assert canvas.painted
    canvas.close()


def test_without_a_window_it_does_not_wait_for_ever(qapp: QApplication) -> None:
    assert not paint_first(qapp)
