"""The pass panel: the whole truth about the window, above the pass, until Esc or a click elsewhere."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tegata.gui import motion, pass_words
from tegata.gui.buttons import Button, Kind
from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.popups import POPUP, Raised
from tegata.gui.ring import LARGE, Ring, RingLook, look_of
from tegata.gui.roles import Role, told_as
from tegata.gui.switch import Switch
from tegata.gui.tokens import GROUP, MARGIN
from tegata.relay.window import WindowStatus
from tegata.words.gettext import _
from tegata.words.times import countdown
from tegata.words.windows import pass_lines

_WIDTH = 400


@told_as(Role.Dialog)
class PassPanel(Raised):
    """A popup. It says what was pressed; what it shows comes through `show_status`."""

    login_now = Signal()
    switched = Signal(bool)
    why = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(POPUP, parent)
        self.setAccessibleName(_("Authentication window"))
        self._ring = Ring(LARGE)
        self._ring.setAccessibleName(_("Authentication window"))
        self._headline = Words("", Type.HEADING).wrapped()
        self._sentence = Words("", Type.SMALL, Ink.SECOND).wrapped()
        self._column = QVBoxLayout(self)
        self._facts = QGridLayout()
        self._facts_shown: tuple[pass_words.Fact, ...] = ()
        self.switch = Switch(_("&POP before send"))
        self.switch.clicked.connect(self.switched)
        self.login_button = Button(_("&Log in now"), icon="key-round")
        self.login_button.clicked.connect(self.login_now)
        self.why_button = Button(_("Wh&y can’t I send?"), Kind.QUIET).flush()
        self.why_button.clicked.connect(self._ask_why)
        self._lay_out()

    def show_status(self, status: WindowStatus, host: str, shortened: timedelta | None = None) -> None:
        """Show where the account stands; `shortened` as `pass_words.facts` takes it."""
        look = look_of(status)
        if status.remaining is not None:
            look = RingLook(look.state, look.left, middle=countdown(status.remaining))
        self._ring.show_look(look, pass_lines(status, host=host).spoken)
        self._headline.setText(pass_words.headline(status))
        self._sentence.setText(pass_words.sentence(status, host))
        self._show_facts(pass_words.facts(status, shortened))
        self._show_login_button(bool(host), status.logging_in)

    def show_switch(self, on: bool, possible: bool) -> None:  # noqa: FBT001 - two facts of the account
        """Show the account's POP before send; it takes a POP server."""
        self.switch.setChecked(on)
        self.switch.setEnabled(possible)
        self.switch.setToolTip("" if possible else _("This account has no POP server"))

    def pop_up_above(self, anchor: QWidget, reason: Qt.FocusReason = Qt.FocusReason.PopupFocusReason) -> None:
        """Show it above `anchor`, right edges aligned, with the focus, for the reason it was opened."""
        self._fit()
        corner = anchor.mapToGlobal(QPoint(anchor.width() - _WIDTH, -self.height() - 8))
        screen = anchor.screen().availableGeometry()
        self.move(max(screen.left(), corner.x()), max(screen.top(), corner.y()))
        fade = motion.fade(self, motion.PANEL)
        fade.valueChanged.connect(self.setWindowOpacity)
        self.show()
        motion.restart(fade)
        self.login_button.setFocus(reason)

    def hideEvent(self, event: QHideEvent) -> None:
        self.closed.emit()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(_inset(Hairline()))
        self._facts.setHorizontalSpacing(GROUP)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        self._facts_line = _inset(Hairline())
        self._make_room_for_facts()
        column.addWidget(self._facts_line)
        foot = QHBoxLayout()
        foot.setContentsMargins(GROUP - 4, 12, GROUP, 14)
        foot.addWidget(self.switch)
        foot.addStretch(1)
        foot.addWidget(self.login_button)
        column.addLayout(foot)

    def _head(self) -> QLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._headline)
        words.addWidget(self._sentence)
        words.addWidget(self.why_button)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        row.setSpacing(MARGIN)
        row.addWidget(self._ring)
        row.addLayout(words, 1)
        return row

    def _show_facts(self, facts: tuple[pass_words.Fact, ...]) -> None:
        if facts == self._facts_shown:
            return
        self._facts_shown = facts
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for row, fact in enumerate(facts):
            self._facts.addWidget(Words(fact.name, Type.SMALL, Ink.SECOND), row, 0)
            self._facts.addWidget(
                Words(fact.value, Type.SMALL).heavy(QFont.Weight.Medium).selectable().wrapped(), row, 1
            )
        self._make_room_for_facts()
        if self.isVisible():
            self._fit()

    def _show_login_button(self, possible: bool, under_way: bool) -> None:  # noqa: FBT001 - two facts
        """Leave it enabled while a login is under way: disabled, it would lose the focus for good."""
        self.login_button.setEnabled(possible)
        if not possible:
            self.login_button.setToolTip(_("This account has no POP server"))
        elif under_way:
            self.login_button.setToolTip(_("Already logging in"))
        else:
            self.login_button.setToolTip(_("Makes a POP login now; no mail is fetched"))

    def _make_room_for_facts(self) -> None:
        """With nothing known, there is one line between head and foot, and no empty room."""
        around = 14 if self._facts_shown else 0
        self._facts.setContentsMargins(GROUP, around, GROUP, around)
        self._facts_line.setVisible(bool(self._facts_shown))

    def _ask_why(self) -> None:
        """A popup holds mouse and keys, so it goes before a window comes."""
        self.close()
        self.why.emit()

    def _fit(self) -> None:
        self._facts.activate()
        self.setFixedSize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))


def _inset(line: Hairline) -> QWidget:
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(1, 0, 1, 0)  # the outline passes outside
    layout.addWidget(line)
    return holder
