"""Whose each file in the bundle is. None is left over: what nobody owns could not be given its licence."""

import re
import sysconfig
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from linux.debian import NotPackagedError, binary_of, path_of
from linux.wheels import Wheels

_LOADER = re.compile(r"^(tegata|_internal/_pyi_rth_utils/.*)$")
_LUCIDE = "_internal/tegata/resources/icons/lucide/"
_TEGATA = re.compile(r"^_internal/(tegata/|tegata-[^/]*\.dist-info/)")
_SHIBOKEN = "_internal/shiboken6/"  # also what its library holds packed, and `bundle/signatures.py` compiles
_PYTHON = re.compile(r"^_internal/(base_library\.zip|libpython[^/]*)$")


class Kind(StrEnum):
    """Where a file came from."""

    TEGATA = "tegata"
    LUCIDE = "lucide"  # icons
    LOADER = "loader"  # PyInstaller's: it starts Python
    PYTHON = "python"  # the interpreter and its standard library
    WHEEL = "wheel"  # a package from PyPI
    SYSTEM = "system"  # a library of the system that made the bundle


@dataclass(frozen=True, slots=True)
class Owner:
    """`name` is that of the package: on PyPI for a wheel, in Debian for a library of the system."""

    kind: Kind
    name: str


class NobodysError(LookupError):
    """A file whose origin, and so whose licence, is not known."""


def owners(bundle: Path, wheels: Wheels) -> dict[Owner, list[str]]:
    """Return who owns the files, by their names below `bundle`; links are left out. Raises NobodysError."""
    files = sorted(each for each in bundle.rglob("*") if each.is_file() and not each.is_symlink())
    found: dict[Owner, list[str]] = {}
    for each in files:
        name = each.relative_to(bundle).as_posix()
        found.setdefault(owner(name, wheels), []).append(name)
    return found


def owner(name: str, wheels: Wheels) -> Owner:
    """Return the owner of the file of that name in the bundle. Raises NobodysError."""
    if _LOADER.match(name):
        return Owner(Kind.LOADER, "pyinstaller")
    if name.startswith(_LUCIDE):
        return Owner(Kind.LUCIDE, "lucide")
    if _TEGATA.match(name):
        return Owner(Kind.TEGATA, "tegata")
    if name.startswith(_SHIBOKEN):
        return Owner(Kind.WHEEL, "shiboken6")
    inside = name.removeprefix("_internal/")
    if (wheel := wheels.owner(inside)) is not None:
        return Owner(Kind.WHEEL, wheel.name)
    if _PYTHON.match(name) or _in_standard_library(inside):
        return Owner(Kind.PYTHON, "python")
    try:
        return Owner(Kind.SYSTEM, binary_of(path_of(Path(inside).name)))
    except NotPackagedError as error:
        raise NobodysError(name) from error


def _in_standard_library(name: str) -> bool:
    library = Path(sysconfig.get_path("stdlib"))
    source = re.sub(r"\.pyc$", ".py", re.sub(r"^python3\.\d+/", "", name))
    return (library / source).is_file()
