"""What the package manager of the machine that builds says about the libraries taken from it."""

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LICENCE = re.compile(r"^License:[ \t]*(\S.*)$", re.MULTILINE)
_COMMON = re.compile(r"/usr/share/common-licenses/([A-Za-z0-9.+-]*[A-Za-z0-9+])")


@dataclass(frozen=True, slots=True)
class Package:
    """A source package of Debian."""

    name: str
    version: str
    binary: str

    @property
    def copyright(self) -> str:
        """The text that came with it."""
        return Path("/usr/share/doc", self.binary, "copyright").read_text(encoding="utf-8", errors="replace")


class NotPackagedError(LookupError):
    """A library that no package of this system has brought."""


@cache
def path_of(soname: str) -> Path:
    """Return where the loader finds this library. Raises NotPackagedError."""
    told = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    found = re.search(rf"^\t{re.escape(soname)} .* => (.*)$", told, re.MULTILINE)
    if found is None:
        raise NotPackagedError(soname)
    return Path(found[1])


@cache
def binary_of(path: Path) -> str:
    """Return the name of the package that a file of the system belongs to. Raises NotPackagedError."""
    real = path.resolve()
    # Where /lib is a link to /usr/lib, the package manager may know a file by the shorter name.
    for name in (str(path), str(real), str(real).removeprefix("/usr")):
        told = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.partition(":")[0]
    raise NotPackagedError(str(path))


@cache
def source_of(binary: str) -> Package:
    """Return the source package that an installed package was built from."""
    form = "${source:Package}\t${source:Version}\n"
    told = subprocess.run(
        ["dpkg-query", "-W", "-f", form, binary], capture_output=True, text=True, check=True
    )
    name, version = told.stdout.splitlines()[0].split("\t")
    return Package(name, version, binary)


def licences_named(text: str) -> list[str]:
    """Return the short names in a copyright file of the machine-readable kind; none in any other."""
    return sorted(set(_LICENCE.findall(text)))


def common_licences(texts: str) -> list[str]:
    """Return the licences that these texts leave to /usr/share/common-licenses, by their names there."""
    return sorted(set(_COMMON.findall(texts)))


def common_licence(name: str) -> str:
    """Return the text of one of them."""
    return Path("/usr/share/common-licenses", name).read_text(encoding="utf-8")
