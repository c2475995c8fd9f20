"""Where the profile lies, whether it can be written to, and whether its settings can be read."""

import os
import shutil
from pathlib import Path
from typing import assert_never

from tegata.accounts.accounts_file import BadAccount, SettingsTrouble, load
from tegata.profile import BrokenFile, Profile, ProfileProblem, load_preferences, trouble_at
from tegata.self_test.finding import Figure, Finding, State
from tegata.words.gettext import _, ngettext
from tegata.words.settings import why_no_profile
from tegata.words.times import size

_TIGHT = 50_000_000  # octets: a letter with a few photos, twice
_FULL = 1_000_000


def look(directory: Path) -> Finding:
    """Look at the profile without making one; settings that cannot be read get their copy, as at a start."""
    if not directory.exists():
        return _not_yet(directory)
    if (trouble := trouble_at(directory)) is not None:
        return _unusable(directory, why_no_profile(trouble.problem))
    return _found(directory)


def nearest_there(directory: Path) -> Path:
    """Return the directory, or the nearest one above it that exists: both are on one disk, most likely."""
    return next(each for each in (directory, *directory.absolute().parents) if each.exists())


def _not_yet(directory: Path) -> Finding:
    nearest = nearest_there(directory)
    if not os.access(nearest, os.W_OK | os.X_OK):
        return _unusable(directory, why_no_profile(ProfileProblem.NOT_WRITABLE))
    words = _("{place} is made at the first start").format(place=directory)
    return _with_room(directory, words, shutil.disk_usage(nearest).free, {"exists": False})


def _found(directory: Path) -> Finding:
    profile = Profile(directory)
    _preferences, broken = load_preferences(profile.preferences_file)
    loaded = load(profile.accounts_file)
    troubles = [*([broken] if broken is not None else []), *loaded.troubles]
    n = len(loaded.accounts)
    figures: dict[str, Figure] = {"exists": True, "accounts": n}
    accounts = ngettext("{n} account", "{n} accounts", n).format(n=n)
    words = _("{place}, {accounts}").format(place=directory, accounts=accounts)
    if troubles:
        return Finding(
            State.WARNING,
            _("{words}; cannot be read: {where}").format(words=words, where=", ".join(map(_where, troubles))),
            _("Open the file with an editor; Tegata’s window says what is wrong there."),
            figures,
        )
    return _with_room(directory, words, shutil.disk_usage(directory).free, figures)


def _with_room(directory: Path, words: str, free: int, figures: dict[str, Figure]) -> Finding:
    said = _("{words}, {size} free").format(words=words, size=size(free))
    figures = {"place": str(directory), **figures, "free": free}
    if free >= _TIGHT:
        return Finding(State.OK, said, figures=figures)
    state = State.FAILED if free < _FULL else State.WARNING
    return Finding(
        state, said, _("Make room on this disk: letters are kept on it until they are sent."), figures
    )


def _unusable(directory: Path, reason: str) -> Finding:
    return Finding(
        State.FAILED,
        _("{place} cannot be used: {reason}").format(place=directory, reason=reason),
        _("Make it yours and writable, or start Tegata with --profile and another folder."),
        {"place": str(directory)},
    )


def _where(trouble: SettingsTrouble) -> str:
    """Return the file and the line; what stands there is nobody else's business."""
    match trouble:
        case BrokenFile(path=path, line=line):
            name = path.name
        case BadAccount(line=line):
            name = "accounts.toml"
        case _:
            assert_never(trouble)
    return name if line is None else f"{name}:{line}"
