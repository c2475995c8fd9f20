"""Which packages of Debian the bundle needs: computed from what its files ask for and do not bring."""

import re
import subprocess
import tempfile
from pathlib import Path

from linux import elf
from linux.debian import binary_of, path_of

_CONTROL = "Source: tegata\n\nPackage: tegata\nArchitecture: any\n"
_LOADER = re.compile(r"ld-linux|ld64")


def depends(bundle: Path) -> list[str]:
    """Return the packages with the versions they must have at least, such as `libc6 (>= 2.36)`.

    Which packages: those that hold a library that is asked for and is not in the bundle. Which versions: as
    dpkg-shlibdeps(1) finds them by the symbols used; it cannot leave out by itself what a bundle brings.
    Raises NotPackagedError for a library that no package has.
    """
    files = elf.objects(bundle)
    missing = {each for each in elf.needs(files).missing if not _LOADER.search(each)}
    wanted = {binary_of(path_of(soname)) for soname in missing}
    return [each for each in _by_symbols(bundle, files) if each.partition(" ")[0] in wanted]


def _by_symbols(bundle: Path, files: list[Path]) -> list[str]:
    folders = sorted({f"-l{each.parent}" for each in files})
    with tempfile.TemporaryDirectory() as place:
        control = Path(place, "debian", "control")
        control.parent.mkdir()
        control.write_text(_CONTROL, encoding="utf-8")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", f"-S{bundle}", *folders, *map(str, files)]
        told = subprocess.run(command, cwd=place, capture_output=True, text=True, check=True).stdout
    return told.partition("=")[2].strip().split(", ")
