"""The whole store of one profile, opened and closed at once."""

from dataclasses import dataclass
from pathlib import Path

from tegata.profile import make_private_directory
from tegata.store import renaming
from tegata.store.database import Database, open_database
from tegata.store.disk_errors import trouble_with
from tegata.store.drafts import Drafts
from tegata.store.durability import Durability, durability_of
from tegata.store.ledger import Ledger
from tegata.store.outbox import Outbox
from tegata.store.reserve import Reserve
from tegata.store.trouble import Trouble
from tegata.tasks import Worker


@dataclass(frozen=True, slots=True)
class Store:
    """What must survive. Two processes may have the same store open; both see what the other has committed.

    `set_aside` is where a damaged store was moved, when a fresh one had to be begun.
    """

    outbox: Outbox
    drafts: Drafts
    ledger: Ledger
    set_aside: Path | None
    _database: Database
    _files: Worker

    @classmethod
    async def open(cls, directory: Path) -> "Store | Trouble":
        """Open the store in this directory, making what is missing, readable by this user alone."""
        reserve = Reserve(directory / "reserve")
        opened = await open_database(directory, reserve)
        if isinstance(opened, Trouble):
            return opened
        database, set_aside = opened
        for part in ("letters", "attachments"):
            if refused := make_private_directory(directory / part):
                await database.close()
                return trouble_with(refused)
        files = Worker("tegata-files")
        outbox = Outbox(database, files, directory, reserve)
        return cls(outbox, Drafts(database), Ledger(database), set_aside, database, files)

    async def rename_account(self, old: str, new: str) -> None:
        """Take an account's letters, drafts and memories along to its new name. Raises StoreError."""
        await self._database.settle(lambda connection: renaming.rename_account(connection, old, new))

    async def durability(self) -> Durability:
        """Return by which settings what is kept outlives a power cut. Raises StoreError."""
        return await self._database.read(durability_of)

    async def close(self) -> None:
        """Finish what was begun. Nothing may be called afterwards."""
        await self._files.finish(lambda: None)
        await self._database.close()
