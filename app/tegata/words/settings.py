"""What is wrong with the settings, in sentences that name the place."""

import errno
from collections.abc import Iterable
from typing import assert_never

from tegata.accounts.accounts_file import BadAccount, SettingsTrouble
from tegata.accounts.validate import AccountFlaw, AccountReason
from tegata.profile import BrokenFile, ProfileProblem, ProfileTrouble
from tegata.words.gettext import _


def unreadable(broken: BrokenFile | None, troubles: Iterable[SettingsTrouble]) -> tuple[str, ...]:
    """Return a sentence for whatever cannot be read, of the program's own settings and of the accounts."""
    return tuple(trouble_sentence(each) for each in (broken, *troubles) if each is not None)


def trouble_sentence(trouble: SettingsTrouble, *, edited: bool = False) -> str:
    """Return one sentence about a settings file, with the line where it is known.

    Where it was `edited` while Tegata runs, an account is not left out: what it was before stays in use.
    """
    match trouble:
        case BrokenFile():
            return broken_file(trouble)
        case BadAccount():
            where = (
                _("line {line}").format(line=trouble.line) if trouble.line is not None else trouble.flaw.field
            )
            said = _("Account {number} ({where}) is left out: {why}")
            if edited:
                said = _("Account {number} ({where}) cannot be used as it stands: {why}")
            return said.format(number=trouble.number, where=where, why=account_flaw(trouble.flaw))
        case _:
            assert_never(trouble)


def broken_file(broken: BrokenFile) -> str:
    """Return what cannot be read, where, and that nothing was thrown away."""
    where = broken.path.name
    if broken.line is not None:
        where = _("{file}, line {line}").format(file=where, line=broken.line)
    said = _("{where} cannot be read: {reason}.").format(where=where, reason=broken.reason)
    if broken.kept_as is None:
        return said
    return _("{said} It was kept, with a copy as {copy}.").format(said=said, copy=broken.kept_as.name)


def profile_trouble(trouble: ProfileTrouble) -> str:
    """Return one sentence about a directory that cannot hold a profile."""
    reason = why_no_profile(trouble.problem, trouble.number)
    return _("{place} cannot be used: {reason}").format(place=trouble.directory, reason=reason)


def why_no_profile(problem: ProfileProblem, number: int = 0) -> str:
    """Return the reason in a few words; `number` is that of the system's error, where there was one."""
    if number == errno.EROFS:
        return _("nothing can be written to this disk: it is write-protected")
    if number == errno.ENOSPC:
        return _("the disk is full")
    return {
        ProfileProblem.NOT_OURS: _("it is somebody else’s, or everybody may write into it"),
        ProfileProblem.NOT_A_DIRECTORY: _("it is not a folder"),
        ProfileProblem.NOT_WRITABLE: _("you may not write into it"),
    }[problem]


def open_to_others() -> tuple[str, str]:
    """Return what to say of a profile that the disk lets others read: fact, and what to know."""
    return (
        _("Others can read what is kept here"),
        _(
            "This disk cannot close files to others, as is usual for a USB stick: who uses this computer, or"
            " finds the stick, can read your letters and settings. Passwords are not among them. They stay in"
            " each computer’s own keyring, so another computer asks for them once."
        ),
    )


def not_kept(*, locked: bool) -> tuple[str, str]:
    """Return why the keyring has not taken a password, and what that means."""
    fact = _("There is no key store on this computer.")
    if locked:
        fact = _("The key store of this computer is locked.")
    return fact, _("Tegata asks for the password once and forgets it when you quit.")


def account_flaw(flaw: AccountFlaw) -> str:
    """Return one sentence about one field of an account."""
    return {
        AccountReason.MISSING: _("Something belongs here."),
        AccountReason.WRONG_TYPE: _("“{what}” is not the kind of value that belongs here."),
        AccountReason.NOT_A_CHOICE: _("“{what}” is none of the choices."),
        AccountReason.NOT_UNIQUE: _("Another account is called “{what}” already."),
        AccountReason.CONTROL_CHARACTER: _("There is a character in it that does not belong there."),
        AccountReason.BAD_ADDRESS: _("“{what}” is not a mail address."),
        AccountReason.BAD_HOST: _("“{what}” is not the name of a server."),
        AccountReason.BAD_PORT: _("A port is a number from 1 to 65535."),
        AccountReason.CLEARTEXT_PASSWORD: _(
            "The password would travel unprotected: anybody on the way could read it. Allow that,"
            " or choose TLS."
        ),
        AccountReason.NO_POP_SERVER: _("POP before send needs a POP3 server to log in to."),
        AccountReason.NOT_POSITIVE: _("This must be more than zero."),
        AccountReason.TOO_LONG: _("This is more than a day."),
    }[flaw.reason].format(what=flaw.what)


def settings_not_saved(error: OSError) -> str:
    """Return that the settings file could not be written, and the system's reason."""
    return _("The settings could not be saved: {reason}").format(reason=error.strerror or error)
