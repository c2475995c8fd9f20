"""The start: the first opens the window, a second one hands its wish over and imports next to nothing."""

import gc
import time
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from tegata.cli.arguments import Wish, wish
from tegata.profile import Profile, ProfileLock, default_directory

_REFUSED = 13  # as in the terminal: Tegata itself refuses, because of the profile

_PATIENCE_SECONDS = 10.0
_POLL_SECONDS = 0.03


class Raised:
    """A window that runs has heard of it."""


def start(arguments: Namespace) -> int:
    """Run the window until it ends, or hand the wish to the one that runs already; return the exit status."""
    with ExitStack() as stack:
        profile = Profile(_directory(arguments, stack))
        if (trouble := profile.prepare()) is not None:
            from tegata.assembly.refusing import refuse

            refuse(profile, trouble)
            return _REFUSED
        lock = _lock_or_raise(profile, wish(arguments))
        if isinstance(lock, Raised):
            return 0
        gc.disable()  # all that is loaded now stays; the loop looks for rubbish
        from tegata.assembly.first_sight import open_window

        return open_window(arguments, profile, lock)


def _lock_or_raise(profile: Profile, wished: Wish) -> ProfileLock | Raised | None:
    """Return the lock, or that a window does what is wished for; None beside a command that delivers.

    A window that has just begun is waited for: a link that is clicked twice opens no second Tegata.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while (lock := profile.try_lock()) is None:
        from tegata.cli.raise_window import raised_the_window

        if raised_the_window(profile.directory, wished):
            return Raised()
        if not profile.is_held_by_window() or time.monotonic() > deadline:
            return None
        time.sleep(_POLL_SECONDS)
    lock.say_window()
    return lock


def _directory(arguments: Namespace, stack: ExitStack) -> Path:
    """Return the profile's place; practice leaves nothing behind unless a place was named."""
    if arguments.profile is not None:
        return Path(arguments.profile)
    if arguments.practice:
        import tempfile

        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tegata-practice-")))
    return default_directory()
