"""Whether the disk keeps what it is given, by the settings under which a commit outlives a power cut."""

import asyncio
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tegata.mail.draft import Draft
from tegata.self_test.finding import Figure, Finding, State
from tegata.self_test.place import nearest_there
from tegata.store.durability import Durability
from tegata.store.store import Store
from tegata.store.trouble import Trouble
from tegata.words.gettext import _

_DRAFT = Draft(account="self-test", subject="Self-test")


def look(profile: Path) -> Finding:
    """Keep a draft in a store of its own, on the profile's disk, and look for it after opening that again."""
    nearest = nearest_there(profile)
    here = nearest if os.access(nearest, os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(prefix="self-test-", dir=here, ignore_cleanup_errors=True) as directory:
        return asyncio.run(_try_out(Path(directory) / "store"))


async def _try_out(directory: Path) -> Finding:
    first = await Store.open(directory)
    if isinstance(first, Trouble):
        return _refused(first)
    kept = await first.drafts.keep(_DRAFT, None, now=datetime.now(UTC))
    durability = await first.durability()
    await first.close()
    if isinstance(kept, Trouble):
        return _refused(kept)
    again = await Store.open(directory)
    if isinstance(again, Trouble):
        return _refused(again)
    found = await again.drafts.get(kept.id)
    await again.close()
    return judge(durability, found=found == _DRAFT)


def judge(durability: Durability, *, found: bool) -> Finding:
    """Say what the settings mean, and whether the draft was `found` again."""
    figures: dict[str, Figure] = {
        "sqlite": durability.sqlite,
        "journal": durability.journal,
        "synced": durability.synced,
        "found": found,
    }
    if not found:
        return Finding(
            State.FAILED, _("A draft was kept, and was gone after opening again."), _move(), figures
        )
    if not durability.outlives_power_cuts:
        words = _("A draft was kept, but this disk cannot promise to keep it through a power cut.")
        return Finding(State.FAILED, words, _move(), figures)
    words = _("A draft was kept, safe from a power cut, and found again, SQLite {version}")
    return Finding(State.OK, words.format(version=durability.sqlite), figures=figures)


def _refused(trouble: Trouble) -> Finding:
    words = _("Nothing can be kept: {reason}").format(reason=trouble.detail or trouble.kind.value)
    return Finding(State.FAILED, words, _move(), {"trouble": trouble.kind.value})


def _move() -> str:
    return _("Start Tegata with --profile and a folder on a disk of this computer that has room.")
