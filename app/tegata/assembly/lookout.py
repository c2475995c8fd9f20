"""Looks around when the kernel or the desktop hints that something has changed; until then nothing stirs."""

import asyncio
import logging

from tegata.delivery.travels import Travels
from tegata.gui.system_news import SystemNews
from tegata.network.moves import listen
from tegata.store.trouble import StoreError

_log = logging.getLogger(__name__)


class Lookout:
    """Turns hints into looks, one at a time: what comes during one is seen by the next."""

    def __init__(self, travels: Travels, news: SystemNews) -> None:
        self._travels = travels
        self._news = news
        self._hint = asyncio.Event()
        self._online_again = False

    async def run(self) -> None:
        """Look now, and after each hint, until cancelled."""
        self._news.changed.connect(self._hint.set)
        self._news.online.connect(self._take_note)
        self._news.listen()
        moves = listen(self._hint.set)
        self._hint.set()
        try:
            while True:
                await self._hint.wait()
                self._hint.clear()
                await self._look()
        finally:
            if moves is not None:
                moves.close()
            self._news.changed.disconnect(self._hint.set)
            self._news.online.disconnect(self._take_note)

    def _take_note(self) -> None:
        self._online_again = True
        self._hint.set()

    async def _look(self) -> None:
        online_again, self._online_again = self._online_again, False
        try:
            acted = await self._travels.look()
            if online_again and not acted:
                await self._travels.set_out_again()
        except StoreError:
            _log.exception("the letters that wait cannot be read")
