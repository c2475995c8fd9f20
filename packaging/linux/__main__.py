"""`python -m linux deb|tarball [FOLDER]`: makes it from dist/tegata, and puts it into FOLDER or dist/."""

import os
import platform
import subprocess
import sys
from pathlib import Path

from linux.changes import releases
from linux.copyright import components, copyright_text
from linux.dates import source_date
from linux.deb import Made, make_deb
from linux.owners import owners
from linux.share import share
from linux.tarball import make_tarball
from linux.wheels import Wheels
from tegata import __version__

_TOP = Path(__file__).parent.parent.parent
_BUNDLE = _TOP / "dist" / "tegata"
_MAINTAINER = "The Tegata founders <founders@tegata.example>"


def main(kind: str, folder: str = "") -> int:
    """Make what was asked for and print its path."""
    if not _BUNDLE.is_dir():
        sys.exit("There is no dist/tegata: run `make bundle` first.")
    made = _gather()
    try:
        print(_make(kind, made, Path(folder) if folder else _TOP / "dist"))
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{error.stdout}{error.stderr}")
    return 0


def _make(kind: str, made: Made, folder: Path) -> Path:
    root = _TOP / "build" / kind
    match kind:
        case "deb":
            return make_deb(made, root, folder)
        case "tarball":
            name = f"tegata-{made.version}-linux-{platform.machine()}"
            return make_tarball(made.bundle, made.share, name, made.when, root, folder)
    raise ValueError(kind)


def _gather() -> Made:
    told = releases((_TOP / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8"))
    if told[0].version != __version__:
        sys.exit(f"CHANGELOG.md begins with {told[0].version}, and this is {__version__}.")
    when = source_date(_TOP)
    wheels = Wheels(sys.path)
    owned = components(owners(_BUNDLE, wheels), wheels, __version__)
    pictures = os.environ.get("PICTURES")  # the web address of a folder
    files = share(told, when, pictures, copyright_text(owned, __version__))
    return Made(_BUNDLE, files, told, when, _maintainer())


def _maintainer() -> str:
    """Return who answers for the package: who builds one for others says so as to Debian's own tools."""
    name, address = os.environ.get("DEBFULLNAME"), os.environ.get("DEBEMAIL")
    return f"{name} <{address}>" if name and address else _MAINTAINER


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
