"""The outbox: what needs a word from you, what is on its way, what was accepted; the pass in its corner."""

import asyncio
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tegata.delivery.notices import Change, Progress
from tegata.delivery.verbs import Verbs
from tegata.gui import calls, login_words
from tegata.gui.announce import Urgency, announce
from tegata.gui.fonts import Type
from tegata.gui.labels import Hairline, Ink, Words
from tegata.gui.note import Note
from tegata.gui.opening_size import open_at
from tegata.gui.outbox_actions import OutboxActions
from tegata.gui.outbox_empty import EmptyOutbox
from tegata.gui.outbox_model import OutboxModel
from tegata.gui.outbox_page import OutboxPage
from tegata.gui.outbox_row import Deed, Section
from tegata.gui.outbox_watch import Counts, OutboxWatch, Renewal
from tegata.gui.pace import Pace
from tegata.gui.pass_corner import PassCorner
from tegata.gui.roles import Role, told_as
from tegata.gui.search_field import SearchField
from tegata.gui.tokens import MARGIN
from tegata.gui.tool_bar import NARROW, Place, ToolBar
from tegata.words.gettext import _, ngettext

_FOOTER = 60
_TICK = 1000


@told_as(Role.Window)
class OutboxWindow(QWidget):
    """A main window. The desk passes on every change through `hear` and does what the signals ask for."""

    new_letter = Signal()

    def __init__(self, verbs: Verbs, watch: OutboxWatch | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._watch = watch or OutboxWatch(verbs)
        self._model = OutboxModel(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK)
        self._tick.timeout.connect(self.refresh)
        self._tried_by_hand: set[int] = set()
        self.deeds = OutboxActions(verbs, self._watch, self)
        self.tool_bar = ToolBar(Place.OUTBOX)
        self._rows = OutboxPage(self._model)
        self.list = self._rows.list
        self.empty = EmptyOutbox()
        self.search = SearchField(_("Search"), _("Recipient or subject"))
        self.nothing_found = Words(_("No letter has these words."), Type.BASE, Ink.SECOND)
        self.nothing_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._search_bar = _bar(self.search)
        self.pass_corner = PassCorner(verbs)
        self._account = ""
        self._fetching = Pace(self.fetch, "outbox: fetch")
        self._progressing = Pace(self._show_progress, "outbox: progress")
        self._moving: set[int] = set()  # parcels of which there is progress to show
        self._resting = False
        self._turns = asyncio.Lock()
        self._gone: list[str] = []  # filled when Qt has destroyed the window: Python may still hold it
        self.destroyed.connect(partial(self._gone.append, "destroyed"))
        self._stack = QStackedWidget()
        self._summary = Words("", Type.SMALL, Ink.SECOND)
        self.offer = Note(
            _("That worked. Do this from now on?"),
            _("Tegata then logs in by POP whenever a letter needs it."),
            _("S&witch on POP before send"),
        )
        self.news = Note("")
        self._news_bar, self._offer_bar = _bar(self.news), _bar(self.offer)
        self.setWindowTitle(_("Outbox") + " — Tegata")
        self.setMinimumSize(560, 420)
        open_at(self, 900, 790)
        self._lay_out()
        self._connect()
        self.list.setFocus()

    def hear(self, change: Change) -> None:
        """Take in what happened, and show soon what it changes."""
        self.pass_corner.hear(change)
        if self._watch.hear(change):
            self.refresh()
        elif isinstance(change, Progress):
            self._moving.add(change.parcel_id)
            self._progressing.ask()

    def show_unsent(self, count: int) -> None:
        """Show the desk's count in the tool bar; with nothing waiting the pass is quiet."""
        self.tool_bar.show_unsent(count)
        self.pass_corner.be_quiet(not count)

    def say(self, headline: str, detail: str = "") -> None:
        """Say something above the list; it stays until something else is pressed."""
        self.news.say(headline, detail)
        self._news_bar.show()
        announce(self, headline, Urgency.ASSERTIVE)

    def refresh(self) -> None:
        """Show what has changed soon, once for all that changes until then. Out of sight it can wait."""
        if self.isVisible():
            self._fetching.ask()

    async def fetch(self) -> None:
        """Fetch what has changed and show it; at first and for another search everything."""
        async with self._turns:
            if not self._resting:
                await self._show(await self._watch.fetch())

    async def rest(self) -> None:
        """Let what is being fetched come, and fetch nothing more: the outbox is about to be closed."""
        self._resting = True
        async with self._turns:
            pass

    def reveal(self, parcel_id: int) -> None:
        """Make a parcel's row the current one."""
        index = self._model.index_of(parcel_id)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.setFocus()

    def ticking(self) -> bool:
        """Whether rows are being brought up to date by the clock."""
        return self._tick.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tool_bar.show_words(self.width() >= NARROW)
        self.pass_corner.show_brief(self.width() < NARROW)

    async def _show_progress(self) -> None:
        moving, self._moving = self._moving, set()
        rows = [row for parcel_id in moving if (row := self._watch.row(parcel_id)) is not None]
        if not self._gone:
            self._model.put(rows)

    async def _show(self, news: Renewal) -> None:
        """Bring the list up to date. Who stands on a letter that is still there stays there."""
        if self._gone:
            return
        current = self.list.current_parcel()
        if news.others:
            self._model.clear()
        self._model.drop(news.gone)
        for some in news.slices():
            self._model.put(some)
            await asyncio.sleep(0)
            if self._gone:
                return
        if news.others and current is not None:
            self.list.setCurrentIndex(self._model.index_of(current))
        self._show_around()

    def _show_around(self) -> None:
        self._model.has_more = self._watch.has_more
        self._show_page(self._page())
        counts = self._watch.counts()
        self.show_unsent(counts.unsent)
        self._summary.setText(summary(counts))
        self._show_offer()
        self._stand_for_account()
        if self.isVisible() and self._watch.ticking():
            self._tick.start()
        else:
            self._tick.stop()

    def _page(self) -> QWidget:
        if self._model.rowCount():
            return self._rows
        return self.nothing_found if self.search.text().strip() else self.empty

    def _search(self) -> None:
        self._watch.search(self.search.text())
        self.refresh()

    async def _fetch_more(self) -> None:
        async with self._turns:
            if not self._resting:
                await self._show(await self._watch.fetch_more())

    def _show_page(self, page: QWidget) -> None:
        """Turn to a page; the focus goes along, it would be lost with the other. Who searches goes on."""
        self._search_bar.setVisible(page is not self.empty)
        if self._stack.currentWidget() is page:
            return
        self._stack.setCurrentWidget(page)
        if self.focusWidget() is not self.search:
            homes = {self._rows: self.list, self.empty: self.empty.button, self.nothing_found: self.search}
            homes[page].setFocus()

    def _stand_for_account(self) -> None:
        row = self._model.row(self.list.currentIndex())
        names = [account.name for account in self._verbs.accounts()]
        wanted = row.account if row is not None and row.account in names else (*names, "")[0]
        if wanted != self._account:
            self._account = wanted
            self.pass_corner.set_account(wanted)

    def _show_offer(self) -> None:
        self._offer_bar.setVisible(self._worked_by_hand() is not None)

    def _worked_by_hand(self) -> str | None:
        """Return the account, switched off, for which a login by hand has just let a letter through."""
        off = {account.name for account in self._verbs.accounts() if not account.pop_before_send.enabled}
        for parcel_id in self._tried_by_hand:
            row = self._model.row(self._model.index_of(parcel_id))
            if row is not None and row.section is Section.SENT and row.account in off:
                return row.account
        return None

    def _take_offer(self) -> None:
        name = self._worked_by_hand()
        self._tried_by_hand.clear()
        self._show_offer()
        for account in self._verbs.accounts():
            if account.name == name:
                on = replace(account.pop_before_send, enabled=True)
                calls.start(
                    self._verbs.save_account(replace(account, pop_before_send=on)),
                    "switch on POP before send",
                )

    def _connect(self) -> None:
        self.list.pressed.connect(self._press)
        self._model.more_wanted.connect(lambda: calls.start(self._fetch_more(), "outbox: fetch more"))
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.list.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        self.list.selectionModel().currentChanged.connect(lambda *_indexes: self._stand_for_account())
        self.empty.new_letter.connect(self.new_letter)
        self.tool_bar.new_letter.connect(self.new_letter)
        self.deeds.said.connect(self.say)
        self.deeds.login_failed.connect(lambda result: self.say(*login_words.said(result)))
        self.deeds.logged_in_for.connect(self._tried_by_hand.add)
        self.offer.pressed.connect(self._take_offer)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self, self.close)
        QShortcut(QKeySequence("F6"), self, self._next_part)

    def _press(self, deed: Deed, parcel_id: int) -> None:
        self._news_bar.hide()
        self.deeds.do(deed, parcel_id)

    def _next_part(self) -> None:
        parts = (self.tool_bar.new_button, self.search, self._rows, self.pass_corner)
        focus = self.focusWidget()
        here = next((n for n, part in enumerate(parts) if part is focus or part.isAncestorOf(focus)), -1)
        parts[(here + 1) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _lay_out(self) -> None:
        self._stack.addWidget(self._rows)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.nothing_found)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tool_bar)
        whole.addWidget(Hairline())
        whole.addWidget(self._search_bar)
        whole.addWidget(self._news_bar)
        whole.addWidget(self._offer_bar)
        whole.addWidget(self._stack, 1)
        whole.addWidget(Hairline())
        whole.addWidget(self._footer())

    def _footer(self) -> QWidget:
        footer = QWidget()
        footer.setProperty("ground", "chrome")
        footer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        footer.setMinimumHeight(_FOOTER)
        row = QHBoxLayout(footer)
        row.setContentsMargins(MARGIN, 4, MARGIN, 4)
        row.setSpacing(16)
        row.addWidget(self._summary, 1)
        row.addWidget(self.pass_corner)
        return footer


def _bar(note: QWidget) -> QWidget:
    """Return the widget with room around it, out of sight until there is something to say."""
    bar = QWidget()
    column = QVBoxLayout(bar)
    column.setContentsMargins(MARGIN, 12, MARGIN, 4)
    column.addWidget(note)
    bar.hide()
    return bar


def summary(counts: Counts) -> str:
    """Return the footer's sentence: only what there is."""
    parts = []
    if counts.sending:
        parts.append(_("{n} sending").format(n=counts.sending))
    if counts.waiting:
        parts.append(_("{n} waiting").format(n=counts.waiting))
    if counts.need_you:
        n = counts.need_you
        parts.append(ngettext("{n} needs you", "{n} need you", n).format(n=n))
    return _(", ").join(parts)
