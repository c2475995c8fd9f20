"""A package for Debian and its relatives: the bundle under /opt, and what the desktop needs under /usr."""

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from linux.changes import Release, debian_changelog
from linux.depends import depends
from linux.tidy import lay_out, tidy, write, zipped

_HERE = Path(__file__).parent
_PROGRAM = "opt/tegata/tegata"
# TLS looks for the authorities that the system trusts, and no library asks for that package.
_BY_HAND = ["ca-certificates"]
_CONTROL = """\
Package: tegata
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: gnome-keyring | kwalletmanager | keepassxc
Suggests: fonts-noto-cjk
Section: mail
Priority: optional
Description: mini mailer that sends mail from home and from other networks
 Tegata sends mail, from home and from wherever the laptop has been carried.
 Its speciality is POP before SMTP: it logs in to the mailbox by itself at the
 moment of sending, shows how long the authentication window that this opens
 will last, and says in plain words why a server refuses when one does.
 .
 It speaks English and Japanese, keeps passwords in the system's keyring, and
 works beside whatever mail is read with: it does not receive.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What goes into a package: `share` is what lies under /usr/share, by its name there."""

    bundle: Path
    share: dict[str, bytes]
    releases: tuple[Release, ...]
    when: datetime
    maintainer: str

    @property
    def version(self) -> str:
        """The version of the newest release."""
        return self.releases[0].version


def make_deb(made: Made, root: Path, folder: Path) -> Path:
    """Lay the package out in `root`, which is emptied first, and pack it into `folder`; return its path.

    Raises CalledProcessError, with what the tool said.
    """
    shutil.rmtree(root, ignore_errors=True)
    lay_out(made.bundle, root / "opt" / "tegata")
    write(root, _under_usr(made))
    link = root / "usr" / "bin" / "tegata"
    link.parent.mkdir(parents=True)
    link.symlink_to(f"/{_PROGRAM}")
    architecture = _said("dpkg", "--print-architecture").strip()
    write(
        root, {"DEBIAN/control": _control(made, root, architecture).encode(), "DEBIAN/md5sums": _sums(root)}
    )
    tidy(root, made.when, programs={_PROGRAM})
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"tegata_{made.version}_{architecture}.deb"
    # One thread: where several share the work, how they share it shows in the result.
    pack = ["dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", "-z9", "-Sextreme", "--build"]
    stamp = {"SOURCE_DATE_EPOCH": str(int(made.when.timestamp())), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    subprocess.run([*pack, root, package], env=stamp, capture_output=True, text=True, check=True)
    return package


def _under_usr(made: Made) -> dict[str, bytes]:
    changelog = debian_changelog(made.releases, made.maintainer, made.when)
    files = {f"usr/share/{name}": content for name, content in made.share.items()}
    files["usr/share/doc/tegata/changelog.gz"] = zipped(changelog.encode())
    files["usr/share/lintian/overrides/tegata"] = (_HERE / "lintian-overrides").read_bytes()
    return files


def _control(made: Made, root: Path, architecture: str) -> str:
    return _CONTROL.format(
        version=made.version,
        architecture=architecture,
        maintainer=made.maintainer,
        size=installed_kib(root),
        depends=", ".join(sorted([*depends(made.bundle), *_BY_HAND])),
    )


def installed_kib(root: Path) -> int:
    """Return the size as Debian counts it: files in whole KiB, one for all else. Policy section 5.6.20."""
    paths = [each for each in root.rglob("*") if "DEBIAN" not in each.parts]
    return sum((each.stat().st_size + 1023) // 1024 if _is_file(each) else 1 for each in paths)


def _sums(root: Path) -> bytes:
    """Return the file md5sums, see deb-md5sums(5)."""
    files = sorted(each for each in root.rglob("*") if _is_file(each) and "DEBIAN" not in each.parts)
    return "".join(f"{_md5(each)}  {each.relative_to(root)}\n" for each in files).encode()


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _said(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
