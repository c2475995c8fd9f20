"""Waiting for a dialog without a loop inside the loop: open it, and await its end."""

from contextlib import suppress

from PySide6.QtWidgets import QDialog


async def answer(dialog: QDialog) -> bool:
    """Show the dialog and return whether it was accepted. Cancelled from outside, it closes itself."""
    import asyncio

    ended: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def end(code: int) -> None:
        if not ended.done():
            ended.set_result(code == QDialog.DialogCode.Accepted.value)

    dialog.finished.connect(end)
    dialog.open()
    try:
        return await ended
    finally:
        with _unless_gone():
            dialog.finished.disconnect(end)
            if dialog.isVisible():
                dialog.close()


def let_go(dialog: QDialog) -> None:
    """Delete a dialog that has been answered; its window may have taken it along when the program ended."""
    with _unless_gone():
        dialog.deleteLater()


def _unless_gone() -> suppress:
    return suppress(RuntimeError)  # what PySide raises for an object that Qt has deleted
