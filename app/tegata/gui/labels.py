"""Words on a page: a place in the type scale and an ink, and lines between groups."""

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from tegata.gui.fonts import Type, font


class Ink(StrEnum):
    """Which colour text has; the style sheet knows the values."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    ACCENT = "accent"
    GO = "go"
    WARN = "warn"
    DANGER = "danger"


class Words(QLabel):
    """A label. The text is plain: what servers and people wrote is never taken for markup."""

    def __init__(
        self, text: str = "", kind: Type = Type.BASE, ink: Ink = Ink.FIRST, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._weight: QFont.Weight | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("ink", ink.value)
        self.setFont(font(kind))

    def wrapped(self) -> "Words":
        """Let the text wrap and the label grow; return it."""
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        return self

    def heavy(self, weight: QFont.Weight = QFont.Weight.DemiBold) -> "Words":
        """Set it heavier; return it."""
        self._weight = weight
        self.setFont(font(self._kind, weight))
        return self

    def selectable(self) -> "Words":
        """Let the text be selected and copied; return it."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self

    def set_ink(self, ink: Ink) -> None:
        """Change the colour."""
        if self.property("ink") == ink.value:
            return
        self.setProperty("ink", ink.value)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setFont(font(self._kind, self._weight))
        super().changeEvent(event)


class Hairline(QFrame):
    """A line of one pixel between groups."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("line", "hairline")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
