"""A letter as a file: saved where the user says, or handed to another mail program."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tegata.delivery.verbs import Verbs
from tegata.gui.answer import answer, let_go
from tegata.gui.file_dialog import file_dialog
from tegata.store.parcel import Parcel
from tegata.words.gettext import _
from tegata.words.outcomes import not_saved

_SUFFIX = ".eml"
_LONGEST_NAME = 80  # characters, well below what any file system takes in octets
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


class LetterFiles:
    """Asks in front of `window`. What is handed over lies in a folder of its own until Tegata ends."""

    def __init__(self, verbs: Verbs, window: QWidget) -> None:
        self._verbs = verbs
        self._window = window
        self._handed_over: QTemporaryDir | None = None

    async def save_as(self, parcel: Parcel) -> str | None:
        """Ask where to, and save the letter there; return what is to be said, None where that is nothing."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = file_dialog(self._window, _("Save the letter"), documents)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Letters (*.eml)"))
        dialog.setDefaultSuffix(_SUFFIX.removeprefix("."))
        dialog.selectFile(file_name(parcel.subject))
        try:
            chosen = dialog.selectedFiles() if await answer(dialog) else []
        finally:
            let_go(dialog)
        return await self._save(parcel, Path(chosen[0])) if chosen else None

    async def hand_over(self, parcel: Parcel) -> str | None:
        """Open the letter in the program that opens such files; return what is to be said."""
        self._handed_over = self._handed_over or QTemporaryDir()  # Qt makes it for this user alone
        folder = Path(self._handed_over.path()) / str(parcel.id)
        folder.mkdir(exist_ok=True)
        path = folder / file_name(parcel.subject)
        trouble = await self._verbs.save_letter(parcel.id, path)
        if trouble is not None:
            return not_saved(trouble)
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        return None if opened else _("No program on this computer opens letters (*.eml).")

    async def _save(self, parcel: Parcel, path: Path) -> str:
        trouble = await self._verbs.save_letter(parcel.id, path)
        return _("Saved as {file}").format(file=path.name) if trouble is None else not_saved(trouble)


def file_name(subject: str) -> str:
    """Return a name for the letter's file that every system takes."""
    name = " ".join(_UNFIT.sub(" ", subject).split())[:_LONGEST_NAME].strip(" .")
    return (name or _("Letter")) + _SUFFIX
