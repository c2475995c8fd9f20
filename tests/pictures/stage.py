"""What the scenes find: the running program, its servers, the camera, and the deeds they share."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from tegata.assembly.front import Front
from tegata.delivery.notices import Queued, Role
from tegata.gui.compose_window import ComposeWindow
from tegata.mail.draft import Attachment, Draft
from tegata.store.departure import SendAt
from tegata.store.parcel import ParcelState
from tests.pictures.camera import Camera
from tests.pictures.looks import Texts
from tests.pictures.neighbourhood import Neighbourhood

_PATIENCE = 30.0
_W = TypeVar("_W", bound=QWidget)


class Stage:
    """One life of the program."""

    def __init__(self, built: Front, servers: Neighbourhood, texts: Texts, camera: Camera) -> None:
        self.desk = built.desk
        self.verbs = built.verbs
        self.servers = servers
        self.texts = texts
        self.camera = camera
        self._profile = built.profile

    async def give_passwords(self) -> None:
        """Let Anna have told her password before."""
        for role in Role:
            await self.verbs.password_given("anna", role, self.servers.provider.password, keep=False)

    def letter(self) -> Draft:
        """The letter of the compose window's pictures."""
        return Draft(
            "anna",
            to=("Yuki Tanaka <yuki@provider-b.example>", "ola@elsewhere.example"),
            subject=self.texts.subject,
            body=self.texts.body,
            attachments=(self.attachment(self.texts.attachment, 218_000),),
        )

    def attachment(self, name: str, size: int) -> Attachment:
        """Return a file of so many octets."""
        path = self._profile.directory / name
        path.write_bytes(b"%PDF-1.7\n".ljust(size, b"."))
        return Attachment(path, name, "application/pdf")

    def writing(self, draft: Draft) -> ComposeWindow:
        """Return the one compose window, with this letter."""
        window = self.desk.open_compose() if not self.shown(ComposeWindow) else self.shown(ComposeWindow)[0]
        window.setGeometry(300, 200, 800, 560)
        window.show_draft(draft, None)
        window.sheet.body.setFocus()
        return window

    def shown(self, kind: type[_W]) -> list[_W]:
        """Return the windows of this kind that can be seen."""
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]

    async def appears(self, kind: type[_W]) -> _W:
        """Wait for a window of this kind."""
        await self.until(lambda: bool(self.shown(kind)), f"a {kind.__name__}")
        return self.shown(kind)[0]

    async def send(
        self, to: str, subject: str, *, account: str = "anna", size: int = 0, leaves: SendAt | None = None
    ) -> int:
        """Send a letter without a window, as the terminal does; return its number."""
        attachments = (self.attachment(f"{subject}.pdf", size),) if size else ()
        draft = Draft(account, (*to.split(),), subject=subject, body=self.texts.body, attachments=attachments)
        queued = await self.verbs.send(draft, leaves=leaves or timedelta(0))
        assert isinstance(queued, Queued), queued
        return queued.parcel_id

    def five_days_pass(self, parcel_id: int) -> None:
        """Let this letter have been tried for as long as Tegata tries."""
        with sqlite3.connect(next(self._profile.store.glob("*.db"))) as other:
            other.execute(
                "UPDATE attempt SET began = '2026-01-01T00:00:00+00:00' WHERE parcel = ?", (parcel_id,)
            )

    async def becomes(self, parcel_id: int, *states: ParcelState) -> None:
        """Wait until the parcel is in one of the states."""
        async with asyncio.timeout(_PATIENCE):
            while (found := await self.verbs.parcel(parcel_id)) is None or found.state not in states:
                await asyncio.sleep(0.05)

    async def until(self, true: Callable[[], bool], what: str) -> None:
        """Wait until it is so."""
        async with asyncio.timeout(_PATIENCE):
            while not true():
                await asyncio.sleep(0.05)
        assert true(), what
