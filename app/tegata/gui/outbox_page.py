"""The outbox's list, and its buttons beside it: of what lies in a list screen readers hear the rows only."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tegata.gui.outbox_list import OutboxList
from tegata.gui.outbox_model import OutboxModel

_FOR_THE_LIST = {QEvent.Type.Wheel, QEvent.Type.ContextMenu}


class OutboxPage(QWidget):
    """As large as its list. What a button has no use for goes on to the list, as if the button were in it."""

    def __init__(self, model: OutboxModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = OutboxList(model, self)
        self.setFocusProxy(self.list)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.list)

    def event(self, event: QEvent) -> bool:
        if event.type() in _FOR_THE_LIST:
            return self.list.viewportEvent(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.list.hasFocus():
            super().keyPressEvent(event)
        else:
            self.list.keyPressEvent(event)
