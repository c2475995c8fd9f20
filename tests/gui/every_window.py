"""Every window, dialog and menu of the program, filled as far as they can be, one after the other."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from tegata.accounts.account import Polling, Security
from tegata.delivery.notices import AuthWorks, CheckStage, CheckStep, Role
from tegata.gui.account_dialog import AccountDialog, Page, Surroundings
from tegata.gui.auth_offer import AuthOffer
from tegata.gui.cannot_start import CannotStart
from tegata.gui.check_window import CheckWindow
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.delivered_window import DeliveredWindow
from tegata.gui.farewell_card import FarewellCard
from tegata.gui.footer_moments import FooterDeed, Moment
from tegata.gui.later_dialog import LaterDialog
from tegata.gui.later_menu import LaterMenu
from tegata.gui.leaving_question import LeavingQuestion
from tegata.gui.look_dialog import LookDialog
from tegata.gui.outbox_row import Deed, Row, Section
from tegata.gui.outbox_watch import OutboxWatch
from tegata.gui.outbox_window import OutboxWindow
from tegata.gui.pass_panel import PassPanel
from tegata.gui.password_dialog import PasswordDialog, PasswordWanted
from tegata.gui.refusal_card import RefusalCard
from tegata.gui.ring import RingLook, RingState
from tegata.gui.transcript_window import TranscriptWindow
from tegata.gui.tray import Tray
from tegata.gui.why_window import WhyWindow
from tegata.mail.flaw import Field
from tegata.profile import Preferences
from tegata.protocols.outcome import Phase, Refused
from tegata.protocols.pop3_traces import Looked, Trace
from tegata.protocols.reply import SmtpReply
from tegata.relay.diagnosis import Cause, Confidence, Diagnosis
from tegata.relay.learned import Learned
from tegata.relay.remedies import REMEDIES
from tegata.store.parcel import Attempt, ParcelState
from tegata.words.causes import explain
from tests.gui.fake_desk import FakeDesk, FakePractice
from tests.gui.fake_verbs import AUTH_SERVER, NOON, FakeVerbs, a_parcel, an_account, an_open_window

_NO = Refused(Phase.RCPT, SmtpReply(550, ("Relaying denied",)))
_GOOD = CheckStep(CheckStage.RECIPIENT, timedelta(0), None, {"domain": "x", "proves_relaying": "yes"})
_BAD = CheckStep(CheckStage.RECIPIENT, timedelta(0), _NO, {"address": "x"})
_SENDING = (
    (FooterDeed.CANCEL,),
    (FooterDeed.SEND_NOW, FooterDeed.UNDO),
    (FooterDeed.SHOW_IN_OUTBOX, FooterDeed.UNDO),
    (FooterDeed.SHOW_IN_OUTBOX, FooterDeed.NEW_LETTER),
    (FooterDeed.CLOSE, FooterDeed.SWITCH_ON),
    (FooterDeed.TRY_AGAIN,),
    (FooterDeed.WHY, FooterDeed.EDIT, FooterDeed.TRY_NOW),
    (FooterDeed.WHY, FooterDeed.SHOW_IN_OUTBOX),
    (FooterDeed.WHY, FooterDeed.ENTER_PASSWORD),
    (FooterDeed.WHY, FooterDeed.SEND_TO_OTHERS, FooterDeed.EDIT),
    (FooterDeed.WHY, FooterDeed.CLOSE),
)

Shown = tuple[str, QWidget]


async def every_window(logs: Path) -> AsyncIterator[Shown]:
    """Yield each with its name, shown. It is closed when the next one is asked for."""
    groups: tuple[Callable[[], Iterator[Shown]], ...] = (
        _letters,
        lambda: _settings(logs),
        _cards,
        _questions,
        _trials,
        _panels,
    )
    for each in (shown for group in groups for shown in group()):
        each[1].show()
        yield each
        each[1].close()
    async for each in _lists():
        yield each
        each[1].close()


def every_menu() -> Iterator[tuple[str, QMenu]]:
    """Yield the menus whose entries are ours; those of accounts, drafts and files name what people wrote."""
    window = QWidget()
    later = LaterMenu(window, now=lambda: datetime(2026, 11, 25, 7, 0, tzinfo=UTC))
    later.open_above(window)
    yield "later", later
    later.close()
    yield "tray", Tray(window).menu
    outbox = OutboxWindow(FakeVerbs(), parent=window)
    for deeds in _deeds_of_rows():
        row = Row(1, Section.NEEDS_YOU, "Invoice", "b@c.example", deeds=deeds)
        yield f"row with {', '.join(deeds)}", outbox.list._menu(row)
    outbox.close()


def _deeds_of_rows() -> Iterator[tuple[Deed, ...]]:
    more = (Deed.WITHDRAW, Deed.TRANSCRIPT)
    yield (Deed.LOOK, Deed.IT_ARRIVED, Deed.SEND_AGAIN, Deed.WHY, *more)
    yield (Deed.WHY, Deed.TRY_NOW, Deed.EDIT, Deed.HOLD, *more)
    yield (Deed.SEND_NOW, Deed.UNDO)
    yield (Deed.EDIT, Deed.CHANGE_TIME, Deed.SEND_AFTER_ALL, *more)
    yield (Deed.CANCEL, Deed.TRANSCRIPT)
    yield (Deed.USE_AGAIN, Deed.SAVE_AS, Deed.HAND_OVER, Deed.TRANSCRIPT)
    for strongest in (
        Deed.CORRECT_ADDRESS,
        Deed.LOG_IN_AND_TRY,
        Deed.ENTER_PASSWORD,
        Deed.OPEN_SETTINGS,
        Deed.SWITCH_TO_AUTH,
    ):
        yield (Deed.WHY, Deed.SEND_TO_OTHERS, strongest, Deed.EDIT, *more)


def _letters() -> Iterator[Shown]:
    window = ComposeWindow.furnished(FakeVerbs(), FakeDesk(practice=FakePractice()))
    window.sheet.ask("Send it without a subject?", "", "Send &without")
    yield "letter", window
    window.sheet.head.open_row(Field.CC)
    window.sheet.head.open_row(Field.BCC)
    window.sheet.hush()
    yield "letter with Cc and Bcc", window
    for deeds in _SENDING:
        window.footer.show_moment(Moment(RingLook(RingState.LOGGING_IN), "Headline", deeds=deeds))
        yield f"letter with {', '.join(deeds)}", window
    yield "delivered", DeliveredWindow(FakePractice(), window)


def _settings(logs: Path) -> Iterator[Shown]:
    verbs = FakeVerbs(the_accounts=[an_account(polling=Polling(every=timedelta(minutes=15)))])
    dialog = AccountDialog(verbs, Surroundings(Preferences(), logs))
    for column in (dialog.servers.submission, dialog.servers.pop):
        column.security.setCurrentIndex(column.security.findData(Security.NONE))
        column.login.setCurrentIndex(column.login.count() - 1)
        column._show_what_applies()
    dialog.pop.show_learned(Learned(accepted_at=100.0, refused_at=299.0))
    dialog.you.practice.show()
    for page in Page:
        dialog.open_page(page)
        yield f"settings {page.name}", dialog
    dialog.open_page(Page.POLLING)
    dialog.polling.load(an_account())
    dialog.polling.choice.choose(3)
    yield "settings with a bill", dialog
    dialog.servers.show_running(running=True)
    dialog.open_page(Page.SERVERS)
    yield "settings while checking", dialog
    dialog.servers.show_running(running=False)
    yield "settings after checking", dialog


def _cards() -> Iterator[Shown]:
    for cause in Cause:
        found = Diagnosis(cause, Confidence.LIKELY, (), REMEDIES[cause], "550 no", second=Cause.AUTH_REQUIRED)
        yield f"card {cause}", RefusalCard(a_parcel(1, ParcelState.FAILED), found, explain(found), NOON)
    card = FarewellCard()
    card.say_sending(1)
    yield "farewell, sending", card
    card.say_trouble(2)
    yield "farewell, trouble", card
    for asked in (True, False):
        card.say_waiting(2, "", asked=asked)
        yield f"farewell, waiting, asked: {asked}", card


def _questions() -> Iterator[Shown]:
    for refused in (True, False):
        wanted = PasswordWanted("anna", "pop.a.example", Role.POP, refused=refused, locked=not refused)
        yield f"password, refused: {refused}", PasswordDialog(wanted)
    yield "leaving", LeavingQuestion((a_parcel(1, due=NOON + timedelta(minutes=20)),), NOON)
    yield "later", LaterDialog(datetime(2026, 11, 25, 7, 0, tzinfo=UTC))
    yield "cannot start", CannotStart("the disk is full")
    yield "transcript", TranscriptWindow("Invoice", [Attempt(1, NOON, NOON, (), "S: 220 ready")] * 2, NOON)


def _trials() -> Iterator[Shown]:
    offer = AuthOffer(an_account())
    yield "trying SMTP AUTH", offer
    offer.show_trial(AuthWorks(AUTH_SERVER))
    yield "SMTP AUTH works", offer
    offer = AuthOffer(an_account())
    offer.show_trial(_NO)
    yield "SMTP AUTH does not work", offer
    for traces in (frozenset({Trace.OWN_COPY}), frozenset({Trace.RETURNED}), frozenset[Trace]()):
        look = LookDialog(a_parcel(1, ParcelState.UNCERTAIN), an_account())
        look.show_found(Looked(traces, 1))
        yield f"looked, {len(traces)} traces", look


def _panels() -> Iterator[Shown]:
    anchor = QWidget()
    panel = PassPanel(anchor)
    panel.show_status(an_open_window(), "pop.a.example")
    yield "pass", panel
    yield "why", WhyWindow(FakeVerbs())


async def _lists() -> AsyncIterator[Shown]:
    verbs = FakeVerbs()
    outbox = OutboxWindow(verbs, OutboxWatch(verbs, now=lambda: NOON))
    outbox.show()
    await outbox.fetch()
    outbox._offer_bar.show()
    yield "empty outbox", outbox
    for steps in ((_GOOD,), (_BAD,)):
        verbs = FakeVerbs(check_steps=steps)
        check = CheckWindow(verbs, now=lambda: NOON)
        check.show()
        check.start()
        yield "check under way", check
        await asyncio.sleep(0.02)
        yield f"check, {steps[0].mark}", check
        check.head.show_verdict(replace(check.head._verdict, switch_to="587"))
        yield "check with another port", check
