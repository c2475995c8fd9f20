"""The attached files under the letter: cards that wrap, or one button where there is no room for them."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStackedLayout, QWidget

from tegata.gui import popups
from tegata.gui.attachment_card import AttachmentCard
from tegata.gui.attachments import look_at
from tegata.gui.buttons import Button, at_left
from tegata.gui.flow import Flow
from tegata.gui.roles import Role, told_as
from tegata.gui.scrolling import scrolled
from tegata.gui.tokens import GAP
from tegata.mail.draft import Attachment
from tegata.mail.flaw import Flaw
from tegata.words.gettext import _, ngettext
from tegata.words.times import size as size_words

_MOST_ROWS = 2  # above it the strip scrolls


@told_as(Role.Grouping)
class AttachmentStrip(QWidget):
    """Hidden while nothing is attached."""

    changed = Signal()
    refused = Signal(object)  # Flaw: a path that cannot be attached

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[AttachmentCard] = []
        self._watcher: QFileSystemWatcher | None = None  # made for the first file
        self._holder = QWidget()
        self._flow = Flow(self._holder, GAP)
        self._scroll = scrolled(self._holder)
        self._summary = Button("", icon="paperclip")
        self._menu = QMenu(self)  # kept: deleting a menu with its actions on closing crashes PySide
        self._summary.clicked.connect(self._open_menu)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(at_left(self._summary))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(_("Attachments"))
        self.hide()

    def attachments(self) -> tuple[Attachment, ...]:
        """Return what is attached, in the order shown."""
        return tuple(card.attachment for card in self._cards)

    def cards(self) -> tuple[AttachmentCard, ...]:
        """Return the cards, in the order shown."""
        return tuple(self._cards)

    def set_attachments(self, attachments: Iterable[Attachment]) -> None:
        """Show these instead; nothing is signalled."""
        for card in list(self._cards):
            self._drop(card)
        for attachment in attachments:
            self._add(attachment)
        self._fit()

    def attach(self, paths: Iterable[Path]) -> None:
        """Attach what can be attached; say of each other path why not."""
        before = len(self._cards)
        flaws = []
        for path in paths:
            found = look_at(path)
            if isinstance(found, Flaw):
                flaws.append(found)
            elif found.path not in {card.attachment.path for card in self._cards}:
                self._add(found)
        if len(self._cards) != before:
            self._fit()
            self.changed.emit()
        for flaw in flaws:
            self.refused.emit(flaw)

    def look_again(self) -> None:
        """See which files have gone or grown: as the disk says so, and when the window becomes active."""
        for card in self._cards:
            card.look_again()
            self._watch(card.attachment)  # one written anew is another file under the same name
        self._say_total()

    def show_compact(self, compact: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Become one button where the letter would get too little room."""
        index = 1 if compact else 0
        if self._stack.currentIndex() != index:
            self._stack.setCurrentIndex(index)
            self.updateGeometry()

    def roomy_height(self) -> int:
        """Return the height that the cards want."""
        width = max(80, self.width())
        rows = min(_MOST_ROWS, max(1, self._flow.rows(width)))
        height = self._cards[0].sizeHint().height() if self._cards else 0
        return rows * height + (rows - 1) * GAP

    def sizeHint(self) -> QSize:
        compact = self._stack.currentIndex() == 1
        return QSize(200, self._summary.sizeHint().height() if compact else self.roomy_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._summary.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _add(self, attachment: Attachment) -> None:
        card = AttachmentCard(attachment, self._holder)
        card.removed.connect(lambda: self._remove(card))
        self._flow.addWidget(card)
        self._cards.append(card)
        self._watch(attachment)
        card.show()

    def _watch(self, attachment: Attachment) -> None:
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.fileChanged.connect(self.look_again)
        if attachment.path.exists():
            self._watcher.addPath(str(attachment.path))

    def _remove(self, card: AttachmentCard) -> None:
        index = self._cards.index(card)
        had_focus = card.hasFocus()
        self._drop(card)
        if had_focus and self._cards:
            self._cards[min(index, len(self._cards) - 1)].setFocus()
        self._fit()
        self.changed.emit()

    def _drop(self, card: AttachmentCard) -> None:
        self._cards.remove(card)
        if self._watcher is not None:
            self._watcher.removePath(str(card.attachment.path))
        self._flow.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _fit(self) -> None:
        self._say_total()
        self.setVisible(bool(self._cards))
        self._flow.invalidate()
        self.updateGeometry()

    def _say_total(self) -> None:
        number = len(self._cards)
        total = size_words(sum(card.octets or 0 for card in self._cards))
        words = ngettext("{n} &file, {size}", "{n} &files, {size}", number)
        self._summary.setText(words.format(n=number, size=total))

    def _open_menu(self) -> None:
        menu = self._menu
        menu.clear()
        for card in self._cards:
            words = _("Remove “{name}”").format(name=card.attachment.name.replace("&", "&&"))
            menu.addAction(words).triggered.connect(card.removed)
        popups.open_menu(menu, self._summary.mapToGlobal(self._summary.rect().bottomLeft()))
