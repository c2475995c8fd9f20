"""PySide6's own Python files, compiled beforehand.

PySide6 brings the part of it that checks arguments as Python source within a library, and unpacks and
compiles that at every start. Where there is a folder `files.dir` beside the package `shiboken6` it takes that
instead, and makes it by itself when SBK_EMBED is set to 0.
"""

import py_compile
import sys
from pathlib import Path

PLACE = "shiboken6/files.dir"
_IDLE = "shibokensupport/signature/lib/pyi_generator.py"
"""Imported at every start and used by nothing in a program: it writes .pyi files, by argparse and logging."""


def compiled(folder: Path) -> list[tuple[str, str, str]]:
    """Write the compiled modules into `folder`; return PyInstaller's entries for them."""
    return [_entry(name, source, folder) for name, source in _sources().items()]


def _sources() -> dict[str, bytes]:
    import shiboken6  # noqa: F401 - it brings the module that is asked below, which no file holds

    packed = sys.modules["signature_bootstrap"].prepare_zipfile()[1].zfile
    names = (name for name in packed.namelist() if name.endswith(".py") and "/" in name)
    return {name: b"" if name == _IDLE else packed.read(name) for name in names}


def _entry(name: str, source: bytes, folder: Path) -> tuple[str, str, str]:
    """Compile one module. Its bytes are the same each time, and name no place on this machine."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(source)
    target = file.with_suffix(".pyc")
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(file), str(target), name, doraise=True, optimize=2, invalidation_mode=unchecked)
    return f"{PLACE}/{Path(name).with_suffix('.pyc').as_posix()}", str(target), "DATA"
