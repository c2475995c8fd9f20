"""The compose window's shortcuts, and F6 that goes round its regions."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def bind(window: QWidget, keys: Mapping[str, Callable[[], object]]) -> None:
    """Let each key sequence, in Qt's portable text, do its deed anywhere in the window."""
    for sequence, deed in keys.items():
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(deed)


def go_round(regions: Sequence[QWidget], step: int) -> None:
    """Put the focus into the next region that can take it, from where it is now."""
    shown = [region for region in regions if region.isVisible()]
    focused = QApplication.focusWidget()
    inside = [
        index
        for index, region in enumerate(shown)
        if focused is not None and (focused is region or region.isAncestorOf(focused))
    ]
    here = inside[0] if inside else -1 if step > 0 else 0
    for offset in range(1, len(shown) + 1):
        target = _first_stop(shown[(here + step * offset) % len(shown)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _first_stop(region: QWidget) -> QWidget | None:
    """Return the first widget of the region that Tab would reach."""
    candidates = [region, *region.findChildren(QWidget)]
    stops = [each for each in candidates if _takes_tab(each)]
    return min(stops, key=lambda each: _place(each, region), default=None)


def _takes_tab(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _place(widget: QWidget, region: QWidget) -> tuple[int, int]:
    corner = (
        widget.mapTo(region, widget.rect().topLeft()) if widget is not region else region.rect().topLeft()
    )
    return corner.y() // 20, corner.x()
