"""What every room's tests share: the application is the program's own."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tegata.gui.application import Application


@pytest.fixture(scope="session")
def qapp_cls() -> "type[Application]":
    """Say of which class pytest-qt makes its `qapp`."""
    from tegata.gui.application import Application

    return Application
