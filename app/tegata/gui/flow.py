"""A layout that fills rows from the left and wraps; the last item of a kind may take the rest of its row."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Items at their own size, `spacing` apart. An item whose widget expands gets what its row has left."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def insert(self, index: int, widget: QWidget) -> None:
        """Put a widget at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def rows(self, width: int) -> int:
        """Return how many rows it takes at this width."""
        return len({rect.top() for rect in self._places(width)})

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() + 1 for rect in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._shown()]
        return QSize(sum(widths) + self.spacing() * max(0, len(widths) - 1), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        heights = [item.sizeHint().height() for item in self._shown()]
        widths = [item.minimumSize().width() for item in self._shown()]
        return QSize(max(widths, default=0), max(heights, default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._shown(), self._places(rect.width()), strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        x = y = row_height = 0
        for item in self._shown():
            size = item.sizeHint()
            wanted = min(size.width(), width)
            grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal)
            slack = self.spacing() if grows else 0  # what grows may also do without the gap before it
            if x and x + wanted > width + slack:
                x, y, row_height = 0, y + row_height + self.spacing(), 0
            if grows:
                wanted = max(0, width - x)
            places.append(QRect(QPoint(x, y), QSize(wanted, size.height())))
            x += wanted + self.spacing()
            row_height = max(row_height, size.height())
        return places
