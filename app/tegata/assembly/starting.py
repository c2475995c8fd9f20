"""The start: the first opens the window, a second one hands its wish over and imports next to nothing."""

import sys
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from tegata.cli.arguments import wish
from tegata.profile import Profile, default_directory

_REFUSED = 13  # as in the terminal: Tegata itself refuses, because of the profile


def start(arguments: Namespace) -> int:
    """Run the window until it ends, or hand the wish to the one that runs already; return the exit status."""
    with ExitStack() as stack:
        profile = Profile(_directory(arguments, stack))
        if (trouble := profile.prepare()) is not None:
            sys.stderr.write(f"{trouble.directory}: {trouble.detail or trouble.problem}\n")
            return _REFUSED
        lock = profile.try_lock()
        if lock is None and _raised_the_first(arguments, profile):
            return 0
        from tegata.assembly.opening import open_window

        return open_window(arguments, profile, lock)


def _raised_the_first(arguments: Namespace, profile: Profile) -> bool:
    """Whether a window runs on this profile; it does what is wished for then."""
    from tegata.cli.raise_window import raised_the_window

    return raised_the_window(profile.directory, wish(arguments))


def _directory(arguments: Namespace, stack: ExitStack) -> Path:
    """Return the profile's place; practice leaves nothing behind unless a place was named."""
    if arguments.profile is not None:
        return Path(arguments.profile)
    if arguments.practice:
        import tempfile

        return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tegata-practice-")))
    return default_directory()
