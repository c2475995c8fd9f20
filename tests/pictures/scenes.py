"""The scenes, in the order of the story; each leaves the program as the next one finds it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

from tegata.gui.account_frame import Page
from tegata.gui.compose_window import ComposeWindow
from tegata.gui.later_dialog import LaterDialog
from tegata.gui.later_menu import LaterMenu
from tegata.gui.later_offers import offers
from tegata.gui.look_dialog import LookDialog
from tegata.gui.outbox_row import Deed
from tegata.gui.outbox_window import OutboxWindow
from tegata.gui.pass_panel import PassPanel
from tegata.gui.refusal_card import RefusalCard
from tegata.store.parcel import ParcelState
from tegata.zones import local_zone
from tests.pictures.neighbourhood import BUSY, GONE
from tests.pictures.stage import Stage

_LARGE = 19_400_000
_A_WHILE = 18
"""Seconds, so that the ring has begun to run down."""


async def refused_without_proof(stage: Stage) -> None:
    """POP before send is off: the provider does not relay, and the card says why."""
    await _pop_before_send(stage, on=False)
    window = stage.writing(stage.letter())
    await stage.camera.take("closed", window)
    window.sending.send()
    await _undo_runs(stage, window)
    await stage.camera.take("undo", window)
    window.sending.go()
    card = await stage.appears(RefusalCard)
    await stage.camera.take("refused", window, card)
    card.reject()
    await _pop_before_send(stage, on=True)


async def sent_inside_the_window(stage: Stage) -> None:
    """With POP before send the login comes by itself, and its window counts down."""
    (refused,) = await stage.verbs.unsent()
    await stage.verbs.try_now(refused.id)
    await stage.becomes(refused.id, ParcelState.SENT)
    window = stage.writing(stage.letter())
    await asyncio.sleep(_A_WHILE)
    await stage.camera.take("open", window)
    corner = window.footer.writing.pass_corner
    corner.click()
    panel = await stage.appears(PassPanel)
    await stage.camera.take("pass", window, panel)
    panel.close()


async def later(stage: Stage) -> None:
    """Send later: the offers, and a time of one's own."""
    window = stage.shown(ComposeWindow)[0]
    window.footer.writing.choose_when()
    menu = await stage.appears(LaterMenu)
    await stage.camera.take("later-offers", window, menu)
    menu.close()
    dialog = LaterDialog(datetime.now(UTC), parent=window)
    dialog.open()
    await stage.camera.take("later-time", window, dialog)
    dialog.reject()


async def outbox(stage: Stage) -> None:
    """Letters in every state."""
    stage.desk.open_outbox()
    window = await stage.appears(OutboxWindow)
    window.resize(900, 1320)
    await _fill_the_outbox(stage)
    await window.fetch()
    await asyncio.sleep(1)
    await stage.camera.take("outbox", window)


async def perhaps_delivered(stage: Stage) -> None:
    """The line broke after the last dot: what can be done, and what looking in the mailbox shows."""
    window = stage.shown(OutboxWindow)[0]
    uncertain = next(p for p in await stage.verbs.unsent() if p.state is ParcelState.UNCERTAIN)
    window.resize(900, 560)
    window.reveal(uncertain.id)
    await stage.camera.take("perhaps", window)
    window.deeds.do(Deed.LOOK, uncertain.id)
    dialog = await stage.appears(LookDialog)
    await asyncio.sleep(2)
    await stage.camera.take("perhaps-looked", window, dialog)
    dialog.reject()
    window.close()


async def check(stage: Stage) -> None:
    """Can I send from here?"""
    stage.desk.open_check("anna")
    await asyncio.sleep(10)
    made = stage.desk._check
    assert made is not None
    await stage.camera.take("check", made)
    made.close()


async def settings(stage: Stage) -> None:
    """The account's pages."""
    for page in Page:
        stage.desk.open_settings("anna", page.name)
        await stage.camera.take(f"settings-{page.name.lower()}", stage.desk._settings().dialog())
    stage.desk._settings().dialog().reject()


async def why(stage: Stage) -> None:
    """Why can't I send?"""
    stage.desk.open_why("anna")
    made = stage.desk._why
    assert made is not None
    await stage.camera.take("why", made)
    made.close()


SCENES = (
    refused_without_proof,
    sent_inside_the_window,
    later,
    outbox,
    perhaps_delivered,
    check,
    settings,
    why,
)


async def _pop_before_send(stage: Stage, *, on: bool) -> None:
    account = next(each for each in stage.verbs.accounts() if each.name == "anna")
    await stage.verbs.save_account(
        replace(account, pop_before_send=replace(account.pop_before_send, enabled=on))
    )


async def _undo_runs(stage: Stage, window: ComposeWindow) -> None:
    await stage.until(lambda: not window.footer.is_writing(), "the undo seconds")
    await asyncio.sleep(2.2)


async def _fill_the_outbox(stage: Stage) -> None:
    texts, office = iter(stage.texts.more[1:]), "office"
    provider = stage.servers.provider
    sent = await stage.send("carol@elsewhere.example", next(texts))
    await stage.becomes(sent, ParcelState.SENT)
    provider.lose_receipts(lose=True)
    lost = await stage.send("ola@elsewhere.example", next(texts))
    await stage.becomes(lost, ParcelState.UNCERTAIN)
    provider.lose_receipts(lose=False)
    await stage.send(f"yuki@provider-b.example {GONE}", next(texts), account=office)
    await stage.send(GONE, next(texts), account=office)
    await stage.send(BUSY, next(texts), account=office)
    morning = offers(datetime.now(UTC), local_zone())[-1]
    await stage.send("bob@elsewhere.example", next(texts), leaves=morning.at)
    await stage.send("bob@elsewhere.example", next(texts), account="slow")
    large = await stage.send("ola@elsewhere.example", next(texts), account="thin", size=_LARGE)
    await stage.becomes(large, ParcelState.SENDING)
    await asyncio.sleep(3)
    await stage.send("ola@elsewhere.example", next(texts), account="thin", size=_LARGE)
    held = await stage.send("bob@elsewhere.example", next(texts), account="thin", size=_LARGE)
    await stage.verbs.cancel(held)
    given_up = await stage.send(BUSY, next(texts), account="office")
    await stage.becomes(given_up, ParcelState.WAITING)
    await asyncio.sleep(1)
    stage.five_days_pass(given_up)
    await stage.verbs.try_now(given_up)
    await asyncio.sleep(2)
    window = stage.shown(ComposeWindow)[0]
    window.sending.send()
    await _undo_runs(stage, window)
