"""A store in a throw-away directory."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tegata.store.store import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(tmp_path / "store")
    assert isinstance(opened, Store)
    yield opened
    await opened.close()
