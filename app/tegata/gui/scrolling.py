"""Areas without a frame that scroll up and down only, and the paper that lies in them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Paper(QWidget):
    """As high as its width needs: wrapped words would otherwise ask for the height of a narrow column."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


def scrolled(inside: QWidget) -> QScrollArea:
    """Return an area that holds it."""
    area = QScrollArea()
    scroll(area, inside)
    return area


def scroll(area: QScrollArea, inside: QWidget) -> None:
    """Let `area` hold it, as wide as itself. What is in there has the focus, never the area."""
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
