"""What a bundle remembers of the machine that made it, and nobody needs: where its Python was."""

from pathlib import Path

_SYSTEM = Path("/usr")


def forget(bundle: Path, prefix: Path) -> None:
    """Blot the way to the folder `prefix` out in every file, at the same length; its own name stays.

    It stands in Python's library, in its modules' search paths and in the settings that it was built with;
    where Python is, the program says at each start. A linker lets one string end another, and the name may be
    Python's version. A path of the system's tells nothing, and some of those settings are used.
    """
    if prefix.is_relative_to(_SYSTEM):
        return
    path, name = str(prefix).encode(), prefix.name.encode()
    blotted = b"/" + b"-" * (len(path) - len(name) - 2) + b"/" + name
    for file in _files(bundle):
        content = file.read_bytes()
        if path in content:
            file.write_bytes(content.replace(path, blotted))


def _files(bundle: Path) -> list[Path]:
    return [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
