"""Recipients as chips in flowing rows, with a line to type the next one into."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from tegata.gui.buttons import Button, Kind, at_left
from tegata.gui.chip import Chip
from tegata.gui.flow import Flow
from tegata.gui.fonts import Type, font
from tegata.gui.roles import Role, told_as
from tegata.gui.scrolling import scrolled
from tegata.gui.tokens import CHIP, GAP
from tegata.gui.written import fill, on_writing
from tegata.mail.address import parse_mailbox, split_recipients
from tegata.mail.flaw import Field, Flaw, Reason
from tegata.words.gettext import ngettext

_MOST_ROWS = 3  # above it the field scrolls


@told_as(Role.Grouping)
class RecipientsField(QWidget):
    """Everything typed is kept as typed; what is not an address becomes a red chip, never a lost one."""

    changed = Signal()

    def __init__(self, name: str, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._narrow = False
        self._opening = False
        self._chips: list[Chip] = []
        self._holder = QWidget()
        self._flow = Flow(self._holder, GAP)
        self.line = _Line(name, self._holder)
        self._flow.addWidget(self.line)
        self._scroll = scrolled(self._holder)
        self._summary = Button("", Kind.QUIET).flush()
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(at_left(self._summary))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setFocusProxy(self.line)
        self._connect()

    def texts(self) -> tuple[str, ...]:
        """Return the recipients as typed, one string each; a text not yet made a chip counts."""
        waiting = split_recipients(self.line.text())
        return (*(chip.typed for chip in self._chips), *waiting)

    def set_texts(self, texts: Iterable[str]) -> None:
        """Show these recipients instead; nothing is signalled."""
        for chip in list(self._chips):
            self._drop(chip)
        fill(self.line, "")
        for text in texts:
            self._add(text)
        self._fit()

    def flaws(self) -> tuple[Flaw, ...]:
        """Return what is wrong with the chips, as far as can be seen without asking a server."""
        parsed = ((chip.typed, parse_mailbox(chip.typed)) for chip in self._chips)
        return tuple(Flaw(self._field, each, text) for text, each in parsed if isinstance(each, Reason))

    def settle(self) -> None:
        """Make chips of what is still being typed."""
        pieces = split_recipients(self.line.text())
        fill(self.line, "")
        for piece in pieces:
            self._add(piece)
        if pieces:
            self._fit()
            self.changed.emit()

    def edit_last(self) -> None:
        """Make text of the last chip again, to be typed on; nothing is signalled."""
        if self._chips and not self.line.text():
            self._edit(self._chips[-1])

    def show_narrow(self, narrow: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Give way to "2 recipients" where there is little room and the row is not being edited."""
        self._narrow = narrow
        self._fit()

    def sizeHint(self) -> QSize:
        rows = min(_MOST_ROWS, max(1, self._flow.rows(self._inner_width())))
        if self._stack.currentIndex() == 1:
            rows = 1
        height = self._row_height()
        return QSize(200, rows * height + (rows - 1) * GAP)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        on_writing(self.line, self._typed)
        self.line.entered.connect(self.settle)
        self.line.backed.connect(self._go_to_last)
        self.line.installEventFilter(self)
        self._summary.clicked.connect(self._open)

    def _typed(self, text: str) -> None:
        if text.count('"') % 2:  # a quote is open: a comma may belong to the name
            self.changed.emit()
            return
        pieces = split_recipients(text)
        was_cut = len(pieces) > 1 or (len(pieces) == 1 and pieces[0] != text.strip())
        if was_cut or (text and not pieces):
            self.settle()
        else:
            self.changed.emit()

    def _add(self, text: str) -> None:
        chip = Chip(text, self._holder)
        chip.removed.connect(lambda: self._remove(chip))
        chip.edited.connect(lambda: self._edit(chip))
        chip.moved.connect(lambda step: self._move_from(chip, step))
        chip.installEventFilter(self)
        self._flow.insert(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _remove(self, chip: Chip) -> None:
        index = self._chips.index(chip)
        self._drop(chip)
        neighbour: QWidget = self._chips[index] if index < len(self._chips) else self.line
        neighbour.setFocus()
        self._fit()
        self.changed.emit()

    def _edit(self, chip: Chip) -> None:
        self.settle()
        self._drop(chip)
        fill(self.line, chip.typed)
        self.line.setFocus()
        self._fit()

    def _drop(self, chip: Chip) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _move_from(self, chip: Chip, step: int) -> None:
        index = self._chips.index(chip) + step
        if index >= len(self._chips):
            self.line.setFocus()
        elif index >= 0:
            self._chips[index].setFocus()

    def _go_to_last(self) -> None:
        if self._chips:
            self._chips[-1].setFocus()

    def _open(self) -> None:
        self._opening = True
        self._stack.setCurrentIndex(0)  # resizes, and the focus is not there yet
        self.line.setFocus()
        self._opening = False
        self._fit()

    def _fit(self) -> None:
        """Choose chips or their number, and take the height that the rows need."""
        if self._opening:
            return
        self.line.take_little_room(bool(self._chips) and not self._has_focus())
        crowded = self._narrow and not self._has_focus() and self._flow.rows(self._inner_width()) > 1
        if crowded and self._chips:
            number = len(self._chips)
            self._summary.setText(ngettext("{n} recipient", "{n} recipients", number).format(n=number))
        self._stack.setCurrentIndex(1 if crowded and self._chips else 0)
        self._flow.invalidate()
        self.updateGeometry()
        self._scroll.ensureWidgetVisible(self.line, 0, 0)

    def _has_focus(self) -> bool:
        focused = self.window().focusWidget()  # also while the window itself is in the background
        return self.isAncestorOf(focused) and focused is not self._summary

    def _inner_width(self) -> int:
        return max(80, self.width())

    def _row_height(self) -> int:
        return max(self.line.sizeHint().height(), *(chip.sizeHint().height() for chip in self._chips), CHIP)


class _Line(QLineEdit):
    """The line after the chips."""

    entered = Signal()
    backed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._room = 120
        self.setProperty("bare", True)  # noqa: FBT003 - Qt's setter
        self.setFont(font(Type.BASE))
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setAcceptDrops(False)  # files dropped here are for the sheet, not for the line

    def take_little_room(self, little: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Do not force a row of its own while nobody types here."""
        self._room = 0 if little else 120
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._room, max(CHIP, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(8, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at_start = self.cursorPosition() == 0 and not self.hasSelectedText()
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.entered.emit()
        elif event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Left} and at_start and plain:
            self.backed.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        leaving = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if event.reason() not in leaving:
            self.entered.emit()
