"""What programs and libraries say of themselves in their headers, as readelf(1) prints it."""

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF"
_ENTRY = re.compile(r"\((NEEDED|SONAME)\).*\[(.*)\]$", re.MULTILINE)
_SEARCHED = re.compile(r"\((?:RPATH|RUNPATH)\).*\[(.*)\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Needs:
    """The libraries that are asked for, and those that are there, by the names that loaders use."""

    asked: frozenset[str]
    brought: frozenset[str]

    @property
    def missing(self) -> frozenset[str]:
        """What has to come from elsewhere."""
        return self.asked - self.brought


def objects(root: Path) -> list[Path]:
    """Return the programs and libraries below `root`, sorted."""
    return sorted(
        each for each in root.rglob("*") if each.is_file() and not each.is_symlink() and _is_elf(each)
    )


def needs(files: Iterable[Path]) -> Needs:
    """Return what these programs and libraries need, and what they are."""
    paths = list(files)
    found = _ENTRY.findall(_headers(*paths))
    return Needs(
        asked=frozenset(name for kind, name in found if kind == "NEEDED"),
        brought=frozenset(name for kind, name in found if kind == "SONAME") | {each.name for each in paths},
    )


def forget_places(files: Iterable[Path]) -> None:
    """Take out of programs and libraries the folders of their builder's machine that they would look in.

    What is found from the file's own place ($ORIGIN) stays. Raises CalledProcessError.
    """
    for each in files:
        if (found := _SEARCHED.search(_headers(each))) is not None and "$ORIGIN" not in found[1]:
            subprocess.run(["chrpath", "-d", str(each)], capture_output=True, text=True, check=True)


def _headers(*paths: Path) -> str:
    told = subprocess.run(["readelf", "-d", "-W", *paths], capture_output=True, text=True, check=True)
    return told.stdout


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
