"""Notices on the desktop, by the service that Linux desktops have for them (org.freedesktop.Notifications).

By jeepney, which keyring brings along: QtDBus cannot say an unsigned number from Python, and the service
answers such a call with an error. The line is opened at the first notice and no sooner.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tegata.tasks import spawn
from tegata.words.gettext import _
from tegata.words.tidings import Notice

if TYPE_CHECKING:
    from jeepney.io.asyncio import DBusConnection, DBusRouter

_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_PATIENCE = 10.0  # seconds: a service may have to be started first


class DesktopNotes:
    """`pressed` is called with the letter of a notice whose button was pressed; None for one of several."""

    def __init__(self, pressed: Callable[[int | None], None]) -> None:
        self._pressed = pressed
        self._line: DBusConnection | None = None
        self._router: DBusRouter | None = None
        self._abilities: frozenset[str] = frozenset()
        self._listening: asyncio.Task[None] | None = None
        self._shown: dict[int, int | None] = {}

    async def tell(self, notice: Notice, parcel_id: int | None) -> bool:
        """Show a notice; False where the desktop has nobody to show it."""
        if not sys.platform.startswith("linux") or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
            return False
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._tell(notice, parcel_id)
        except _troubles():
            await self.close()
            return False
        return True

    async def close(self) -> None:
        """Hang up. Notices that stand go on standing."""
        if self._listening is not None:
            self._listening.cancel()
        line, router = self._line, self._router
        self._line = self._router = self._listening = None
        with suppress(*_troubles()):  # the bus may be gone by now
            if router is not None:
                await router.__aexit__(None, None, None)
            if line is not None:
                await line.close()

    async def _tell(self, notice: Notice, parcel_id: int | None) -> None:
        router = self._router or await self._open()
        (number,) = await _call(router, "Notify", "susssasa{sv}i", self._words(notice))
        self._shown[number] = parcel_id

    async def _open(self) -> "DBusRouter":
        from jeepney.io.asyncio import DBusRouter, open_dbus_connection

        self._line = await open_dbus_connection("SESSION")
        self._router = DBusRouter(self._line)
        (abilities,) = await _call(self._router, "GetCapabilities")
        self._abilities = frozenset(abilities)
        await self._listen(self._router)
        return self._router

    async def _listen(self, router: "DBusRouter") -> None:
        from jeepney import MatchRule, message_bus
        from jeepney.io.asyncio import Proxy

        rule = MatchRule(type="signal", interface=_SERVICE, member="ActionInvoked", path=_PATH)
        await Proxy(message_bus, router).AddMatch(rule)
        self._listening = spawn(self._hear(router, rule), "desktop notes: hear")

    async def _hear(self, router: "DBusRouter", rule: Any) -> None:
        with router.filter(rule, bufsize=16) as heard:
            while True:
                message = await heard.get()
                number = message.body[0]
                if number in self._shown:  # every program hears of every notice
                    self._pressed(self._shown.pop(number))
                    with suppress(*_troubles()):
                        await _call(router, "CloseNotification", "u", (number,))

    def _words(self, notice: Notice) -> tuple[object, ...]:
        """Return what Notify takes. Where a body may hold markup, what looks like it must not be any."""
        body = _escaped(notice.body) if "body-markup" in self._abilities else notice.body
        label = _("Show in outbox")
        actions = ["default", label, "outbox", label] if "actions" in self._abilities else []
        hints = {
            "desktop-entry": ("s", "tegata"),
            "category": ("s", "email"),
            "suppress-sound": ("b", True),
        }
        return ("Tegata", 0, "tegata", notice.headline, body, actions, hints, -1)


def _escaped(text: str) -> str:
    from html import escape  # it brings two thousand names of characters along

    return escape(text, quote=False)


def _troubles() -> tuple[type[Exception], ...]:
    """Return what jeepney raises where a bus or a service is not there, or goes away."""
    from jeepney import AuthenticationError, DBusErrorResponse
    from jeepney.io.common import RouterClosed

    no_such_transport = RuntimeError
    return (OSError, EOFError, no_such_transport, AuthenticationError, DBusErrorResponse, RouterClosed)


async def _call(
    router: "DBusRouter", member: str, signature: str = "", arguments: Sequence[object] = ()
) -> tuple[Any, ...]:
    """Raises DBusErrorResponse where the service answers with an error, or nobody has its name."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.wrappers import unwrap_msg

    address = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
    message = new_method_call(address, member, signature or None, tuple(arguments))
    answer: tuple[Any, ...] = unwrap_msg(await router.send_and_get_reply(message))
    return answer
