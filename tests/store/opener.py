"""A process that says when it is ready, and opens the database in its directory when its input ends."""

import asyncio
import sys
from pathlib import Path

from tegata.store.database import open_database
from tegata.store.reserve import Reserve
from tegata.store.trouble import Trouble


async def main(directory: Path) -> None:
    print("ready", flush=True)
    sys.stdin.read()
    opened = await open_database(directory, Reserve(directory / "reserve"))
    assert not isinstance(opened, Trouble), opened
    database, set_aside = opened
    assert set_aside is None
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
