"""Waiting for a dialog without nesting a loop."""

import asyncio
import contextlib

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tegata.gui.answer import answer, let_go


@pytest.mark.parametrize("accepted", [True, False])
async def test_the_answer_is_what_was_pressed(qtbot: QtBot, accepted: bool) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    waiting = asyncio.get_running_loop().create_task(answer(dialog))
    await asyncio.sleep(0)
    assert dialog.isVisible()
    (dialog.accept if accepted else dialog.reject)()
    assert await waiting is accepted


async def test_cancelled_from_outside_it_closes(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    waiting = asyncio.get_running_loop().create_task(answer(dialog))
    await asyncio.sleep(0)
    waiting.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await waiting
    assert not dialog.isVisible()


async def test_the_window_takes_it_along_when_the_program_ends(qtbot: QtBot) -> None:
    window = QWidget()
    dialog = QDialog(window)
    waiting = asyncio.get_running_loop().create_task(answer(dialog))
    await asyncio.sleep(0)
    window.deleteLater()
    await asyncio.sleep(0.01)
    with pytest.raises(RuntimeError):
        dialog.isVisible()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    let_go(dialog)
