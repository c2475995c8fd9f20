"""What a screen reader is told without being asked: sparingly, each thing once."""

from enum import StrEnum

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Urgency(StrEnum):
    """Polite waits for the reader to finish its sentence; assertive does not."""

    POLITE = "polite"
    ASSERTIVE = "assertive"


_QT = {
    Urgency.POLITE: QAccessible.AnnouncementPoliteness.Polite,
    Urgency.ASSERTIVE: QAccessible.AnnouncementPoliteness.Assertive,
}


def announce(widget: QWidget, text: str, urgency: Urgency = Urgency.POLITE) -> None:
    """Say `text` on behalf of `widget`, where assistive technology listens."""
    if not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(_QT[urgency])
    QAccessible.updateAccessibility(event)
