"""How things move, and whether they may: the desktop's wish for less motion is honoured everywhere."""

from PySide6.QtCore import QAbstractAnimation, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle, QWidget

STATE_CHANGE = 160  # milliseconds
FOOTER_SWAP = 120
PANEL = 100
TURN = 1200  # one turn of the logging-in arc
FRAME = 33  # 30 frames a second

_still = False


def keep_still(wish: bool) -> None:  # noqa: FBT001 - the program's own switch
    """Set Tegata's own switch for reduced motion; the desktop's wish counts besides."""
    global _still
    _still = wish


def reduced(widget: QWidget) -> bool:
    """Return whether fades and turning arcs are to be left out."""
    style = QApplication.style()
    return _still or style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget) == 0


def fade(parent: QWidget, milliseconds: int) -> QVariantAnimation:
    """Return an animation of its owner from 0.0 to 1.0; it jumps to the end where motion is reduced."""
    animation = QVariantAnimation(parent)
    animation.setStartValue(0.0)
    animation.setEndValue(1.0)
    animation.setDuration(0 if reduced(parent) else milliseconds)
    return animation


def restart(animation: QVariantAnimation) -> None:
    """Run the animation from its start, also when it is under way."""
    if animation.state() is QAbstractAnimation.State.Running:
        animation.stop()
    animation.start()
