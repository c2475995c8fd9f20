"""The bar on top of every main window: New and Drafts left; Outbox, the check and settings right."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from tegata.gui import icons, theme
from tegata.gui.buttons import ByReturn, paint_tool_ground
from tegata.gui.focus import paint_focus
from tegata.gui.fonts import Type, font
from tegata.gui.mnemonics import Marked, underlining
from tegata.gui.roles import Role, told_as
from tegata.gui.tokens import CONTROL, ROW, Tokens
from tegata.words.gettext import _, ngettext
from tegata.words.mnemonics import shown

_PADDING = 10
_GAP = 7
_BADGE = 19
NARROW = 640  # below it the tools lose their words


class Place(StrEnum):
    """The windows that the bar can call the current one."""

    COMPOSE = "compose"
    OUTBOX = "outbox"
    CHECK = "check"
    SETTINGS = "settings"


class ToolButton(ByReturn, Marked, QPushButton):
    """An icon and a word, perhaps a number. Without its word it keeps its name and tool tip."""

    def __init__(self, word: str, icon: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(word)
        self._icon_name = icon
        self._words_shown = True
        self._count = 0
        self._is_current = False
        self._keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.setFont(font(Type.BASE, QFont.Weight.Medium))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name_it()

    def show_words(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show or leave out the word."""
        if shown == self._words_shown:
            return
        self._words_shown = shown
        self.updateGeometry()
        self.update()

    def show_count(self, count: int) -> None:
        """Show a number behind the word; none for zero."""
        if count == self._count:
            return
        self._count = count
        self._name_it()
        self.updateGeometry()
        self.update()

    def mark_current(self) -> None:
        """Show that it leads to the window that it stands in."""
        self._is_current = True
        self._name_it()
        self.update()

    @property
    def is_current(self) -> bool:
        """Whether it leads to the window that it stands in."""
        return self._is_current

    def sizeHint(self) -> QSize:
        width = icons.TOOL + 2 * _PADDING
        if self._has_words():
            width += _GAP + self.fontMetrics().horizontalAdvance(shown(self.marked_text))
        if self._count:
            width += _GAP + self._badge_width()
        return QSize(width, max(CONTROL, self.fontMetrics().height() + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_tool_ground(painter, self, tokens, current=self._is_current)
        ink = tokens.ink if self._is_current else tokens.ink_2 if self.isEnabled() else tokens.ink_3
        top = round((self.height() - icons.TOOL) / 2)
        icons.paint(painter, self._icon_name, QRectF(_PADDING, top, icons.TOOL, icons.TOOL), ink)
        x = _PADDING + icons.TOOL + _GAP
        if self._has_words():
            painter.setPen(QColor(ink))
            painter.setFont(self.font())
            flags = int(Qt.AlignmentFlag.AlignVCenter) | underlining()
            painter.drawText(QRectF(x, 0, self.width(), self.height()), flags, self.marked_text)
            x += self.fontMetrics().horizontalAdvance(shown(self.marked_text)) + _GAP
        if self._count:
            self._paint_badge(painter, x, tokens)
        if self._focus_shown:
            paint_focus(painter, QRectF(self.rect()), tokens.accent)
        painter.end()

    def _has_words(self) -> bool:
        return self._words_shown and bool(self.text())

    def _badge_width(self) -> int:
        digits = QFontMetrics(_badge_face()).horizontalAdvance(str(self._count))
        return max(_BADGE, digits + 10)

    def _paint_badge(self, painter: QPainter, x: float, tokens: Tokens) -> None:
        box = QRectF(x, (self.height() - _BADGE) / 2, self._badge_width(), _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent))
        painter.drawRoundedRect(box, _BADGE / 2, _BADGE / 2)
        painter.setPen(QColor(tokens.on_accent))
        painter.setFont(_badge_face())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._count))

    def _name_it(self) -> None:
        name = self.text()
        if self._count:
            unsent = ngettext("{n} unsent letter", "{n} unsent letters", self._count).format(n=self._count)
            name = f"{name}, {unsent}"
        if self._is_current:
            name = _("{name}, this window").format(name=name)
        self.setAccessibleName(f"{name} ({self._keys})" if self._keys else name)
        self.setToolTip(self.accessibleName())


class SettingsTool(ToolButton):
    """The gear: never a word, always a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Settings"), "settings", "", parent)
        self._words_shown = False

    def show_words(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Keep the word away: the picture is known well enough."""


@told_as(Role.ToolBar)
class ToolBar(QWidget):
    """44 high, on chrome. It says what was pressed, in whichever window it stands; the desk does it."""

    new_letter = Signal()
    drafts = Signal()
    outbox = Signal()
    check = Signal()
    settings = Signal()

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Tool bar"))
        self.new_button = ToolButton(_("&New"), "square-pen", "Ctrl+N", self)
        self.drafts_button = ToolButton(_("&Drafts"), "file-text", "", self)
        self.outbox_button = ToolButton(_("&Outbox"), "mails", "Ctrl+O", self)
        self.check_button = ToolButton(_("Can I send from &here?"), "route", "", self)
        self.settings_button = SettingsTool(self)
        self._lay_out()
        self._mark(place)

    def show_unsent(self, count: int) -> None:
        """Show how many letters have not been accepted yet."""
        self.outbox_button.show_count(count)

    def show_words(self, shown: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        """Show the tools' words, or only their icons where it is narrow."""
        for tool in self._tools():
            tool.show_words(shown)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _tools(self) -> tuple[ToolButton, ...]:
        return (
            self.new_button,
            self.drafts_button,
            self.outbox_button,
            self.check_button,
            self.settings_button,
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(2)
        for tool in self._tools():
            if tool is self.outbox_button:
                row.addStretch(1)
            row.addWidget(tool)
        self.setMinimumHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        signals = (self.new_letter, self.drafts, self.outbox, self.check, self.settings)
        for tool, signal in zip(self._tools(), signals, strict=True):
            tool.clicked.connect(signal)
        for keys, signal in (("Ctrl+N", self.new_letter), ("Ctrl+O", self.outbox)):
            QShortcut(QKeySequence(keys), self).activated.connect(signal)

    def _mark(self, place: Place) -> None:
        current = {
            Place.OUTBOX: self.outbox_button,
            Place.CHECK: self.check_button,
            Place.SETTINGS: self.settings_button,
        }.get(place)
        if current is not None:
            current.mark_current()


def _badge_face() -> QFont:
    return font(Type.SMALL, QFont.Weight.DemiBold)
