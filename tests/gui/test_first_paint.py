"""The window is painted before there is a loop."""

from PySide6.QtWidgets import QApplication, QWidget

from tegata.gui.first_paint import paint_first


class Canvas(QWidget):
    painted = False

    def paintEvent(self, _event: object) -> None:
        self.painted = True


def test_a_window_that_is_shown_is_painted(qapp: QApplication) -> None:
    canvas = Canvas()
    canvas.show()
    assert paint_first(qapp)
    assert canvas.painted
    canvas.close()


def test_without_a_window_it_does_not_wait_for_ever(qapp: QApplication) -> None:
    assert not paint_first(qapp)
