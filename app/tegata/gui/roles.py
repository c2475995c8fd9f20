"""What a screen reader takes a widget for, where Qt would only say that it fills a place.

Qt tells buttons, fields and lists apart by their classes. A window of ours, a painted picture and a group of
fields are plain widgets to it: named or not, many a screen reader passes over them.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role

_Class = TypeVar("_Class", bound=type[QWidget])

_told: dict[str, tuple[type[QWidget], Role]] = {}


def told_as(role: Role) -> Callable[[_Class], _Class]:
    """Let a class of widgets, and those derived from it, have this role.

    Not for classes that Qt knows as controls: their widgets would lose what can be done with them.
    """

    def tell(kind: _Class) -> _Class:
        _listen()
        _told[kind.__name__] = (kind, role)
        return kind

    return tell


def describe(widget: QWidget, words: str) -> None:
    """Let it be described by `words` to whoever asks, and announce nothing: for what changes every second.

    Each change of an accessible description is announced. That of a tool tip is not, and Qt gives it where
    there is no description; `is_tip` is for not showing it.
    """
    widget.setToolTip(words)


def is_tip(event: QEvent) -> bool:
    """Whether the pointer asks for a tool tip, which only repeats what is to be seen."""
    return event.type() is QEvent.Type.ToolTip


@cache
def _listen() -> None:
    """Be asked from now on, once for each widget that a screen reader comes to."""
    QAccessible.installFactory(_made)


def _made(name: str, thing: QObject) -> QAccessibleInterface | None:
    kind, role = _told.get(name, (None, None))
    if kind is None or role is None or not isinstance(thing, kind):
        return None
    return QAccessibleWidget(thing, role)
