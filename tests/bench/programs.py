"""The programs whose windows are compared, each on a profile that is prepared: no wizard is in the way."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

BARE = "a bare QWidget"
BUNDLE = Path("dist/tegata/tegata")

_BARE = """\
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.setWindowTitle("Bare")
window.resize(800, 600)
window.show()
app.exec()
"""
_TO, _AGAIN = "bob@b.example", "mailto:bob@b.example?subject=Second&body="


@dataclass(frozen=True, slots=True)
class Program:
    """`first` opens a window to write in that has `title`, `again` one more with "Second" in its title.

    Text may be put at the end of `again`.
    """

    name: str
    first: tuple[str, ...]
    title: str
    again: tuple[str, ...] = ()
    plain: bool = False


def programs(folder: Path) -> list[Program]:
    """Return what is there, the bare window first; profiles are written into `folder`."""
    made = (each(folder) for each in (bare, _bundle, _source, _claws, _sylpheed, _thunderbird))
    return [each for each in made if each is not None]


def tegatas(folder: Path) -> list[Program]:
    """Return Tegata, from the bundle where it has been made and from the source."""
    return [each for each in (_bundle(folder), _source(folder)) if each is not None]


def bare(_folder: Path) -> Program:
    """Return the window that the others are compared with."""
    return Program(BARE, (sys.executable, "-c", _BARE), "Bare", plain=True)


def left_out() -> list[str]:
    """Return the names of what is not there."""
    mailers = [name for name in ("claws-mail", "sylpheed", "thunderbird") if shutil.which(name) is None]
    return mailers if BUNDLE.exists() else ["the bundle (make bundle)", *mailers]


def _bundle(folder: Path) -> Program | None:
    return _tegata("Tegata, bundle", (str(BUNDLE.absolute()),), folder) if BUNDLE.exists() else None


def _source(folder: Path) -> Program:
    return _tegata("Tegata, source", (sys.executable, "-m", "tegata"), folder)


def _tegata(name: str, command: tuple[str, ...], folder: Path) -> Program:
    profile = folder / name.replace(", ", "-")
    profile.mkdir(exist_ok=True)
    (profile / "accounts.toml").write_text(_ACCOUNT)
    first = (*command, "--profile", str(profile))
    return Program(name, first, "New letter", (*first, _AGAIN))


def _claws(folder: Path) -> Program | None:
    place = _gtk(folder, "claws-mail", "Mail")
    if place is None:
        return None
    (place / "clawsrc").write_text("[Common]\nenable_aspell=0\n")  # it complains of a missing dictionary
    command = ("claws-mail", "--alternate-config-dir", str(place), "--compose")
    return Program("Claws Mail", (*command, _TO), "ompose", (*command, _AGAIN))


def _sylpheed(folder: Path) -> Program | None:
    if (place := _gtk(folder, "sylpheed", "Mailbox")) is None:
        return None
    command = ("sylpheed", "--configdir", str(place), "--compose")
    return Program("Sylpheed", (*command, _TO), "Compose", (*command, _AGAIN))


def _gtk(folder: Path, program: str, mailbox: str) -> Path | None:
    if shutil.which(program) is None:
        return None
    place = folder / program
    (place / "mail").mkdir(parents=True, exist_ok=True)
    (place / "accountrc").write_text(_ACCOUNTRC)
    (place / "folderlist.xml").write_text(_FOLDERS.format(name=mailbox, path=place / "mail"))
    return place


def _thunderbird(folder: Path) -> Program | None:
    if shutil.which("thunderbird") is None:
        return None
    place = folder / "thunderbird"
    place.mkdir(exist_ok=True)
    (place / "user.js").write_text(
        "".join(f'user_pref("{key}", {value});\n' for key, value in _PREFS.items())
    )
    command = ("thunderbird", "-profile", str(place), "-compose")
    return Program(
        "Thunderbird", (*command, f"to={_TO}"), "Write:", (*command, f"to={_TO},subject=Second,body=")
    )


_ACCOUNT = """\
[[account]]
name = "anna"
address = "anna@provider-a.example"
[account.submission]
host = "127.0.0.1"
port = 9
security = "none"
"""
_ACCOUNTRC = """\
[Account: 1]
account_name=anna
is_default=1
name=Anna Berg
address=anna@provider-a.example
protocol=0
receive_server=127.0.0.1
smtp_server=127.0.0.1
"""
_FOLDERS = """\
<?xml version="1.0" encoding="UTF-8"?>
<folderlist><folder type="mh" name="{name}" path="{path}" sort="0" collapsed="0" /></folderlist>
"""
_PREFS = {
    "mail.accountmanager.accounts": '"account1,account2"',
    "mail.accountmanager.defaultaccount": '"account1"',
    "mail.accountmanager.localfoldersserver": '"server2"',
    "mail.account.account1.identities": '"id1"',
    "mail.account.account1.server": '"server1"',
    "mail.account.account2.server": '"server2"',
    "mail.identity.id1.fullName": '"Anna Berg"',
    "mail.identity.id1.useremail": '"anna@provider-a.example"',
    "mail.identity.id1.smtpServer": '"smtp1"',
    "mail.identity.id1.valid": "true",
    "mail.server.server1.type": '"pop3"',
    "mail.server.server1.hostname": '"127.0.0.1"',
    "mail.server.server1.userName": '"anna"',
    "mail.server.server1.name": '"anna"',
    "mail.server.server1.login_at_startup": "false",
    "mail.server.server1.check_new_mail": "false",
    "mail.server.server2.type": '"none"',
    "mail.server.server2.hostname": '"Local Folders"',
    "mail.server.server2.userName": '"nobody"',
    "mail.server.server2.name": '"Local Folders"',
    "mail.smtpservers": '"smtp1"',
    "mail.smtp.defaultserver": '"smtp1"',
    "mail.smtpserver.smtp1.hostname": '"127.0.0.1"',
    "mail.shell.checkDefaultClient": "false",
    "mail.spotlight.firstRunDone": "true",
    "mail.rights.version": "1",
    "mailnews.start_page.enabled": "false",
    "app.update.auto": "false",
    "datareporting.policy.dataSubmissionEnabled": "false",
    "toolkit.telemetry.enabled": "false",
}
