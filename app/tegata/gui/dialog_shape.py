"""The shape of every dialog: a page, a line, and its buttons on a ground of their own."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tegata.gui.buttons import Button
from tegata.gui.labels import Hairline
from tegata.gui.tokens import DIALOG_MARGIN, GAP


def shape(
    dialog: QWidget, page: QLayout | QWidget, buttons: Sequence[Button], aside: Button | None = None
) -> QVBoxLayout:
    """Lay `dialog` out and return its layout: `buttons` end at the right, a quiet `aside` is at the left."""
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    if isinstance(page, QLayout):
        whole.addLayout(page, 1)
    else:
        whole.addWidget(page, 1)
    whole.addWidget(Hairline())
    whole.addWidget(_foot(buttons, aside))
    return whole


def _foot(buttons: Sequence[Button], aside: Button | None) -> QWidget:
    foot = QWidget()
    foot.setProperty("ground", "chrome")
    foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(foot)
    left = DIALOG_MARGIN if aside is None else DIALOG_MARGIN - GAP  # a quiet button's words are on the margin
    row.setContentsMargins(left, 12, DIALOG_MARGIN, 12)
    row.setSpacing(GAP)
    if aside is not None:
        row.addWidget(aside)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return foot
