"""An archive for every other Linux: the same tree, with a script that puts it in its place."""

import shutil
import tarfile
from datetime import datetime
from gzip import GzipFile
from pathlib import Path

from linux.tidy import lay_out, tidy, write

_HERE = Path(__file__).parent
_SCRIPT = "install.sh"
_PROGRAM = "tegata/tegata"


def make_tarball(
    bundle: Path, share: dict[str, bytes], name: str, when: datetime, root: Path, folder: Path
) -> Path:
    """Lay the archive out in `root`, which is emptied first, and pack it into `folder`; return its path.

    All in it lies below one folder called `name`.
    """
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root / "tegata")
    write(root, {f"share/{file}": content for file, content in share.items()})
    shutil.copyfile(_HERE / _SCRIPT, root / _SCRIPT)
    tidy(root, when, programs={_PROGRAM, _SCRIPT})
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"{name}.tar.gz"
    with archive.open("wb") as file, GzipFile("", "wb", 9, file, mtime=0) as zipped:
        _pack(root, name, zipped)
    return archive


def _pack(root: Path, name: str, to: GzipFile) -> None:
    with tarfile.open(fileobj=to, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in [root, *sorted(root.rglob("*"))]:
            tar.add(path, Path(name, path.relative_to(root)), recursive=False, filter=_as_root)


def _as_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry
