"""What of PyInstaller's finds goes into the bundle: the plug-ins of Qt that are used, and what those need.

An entry is PyInstaller's: (path in the bundle, path on this machine, kind).
"""

import re
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path, PurePath
from subprocess import run

Entry = tuple[str, str, str]
Asks = Callable[[str], Iterable[str]]

# The plug-ins that are kept, by folder, for all three systems; without "lib", "q" and the ending.
PLUGINS: dict[str, tuple[str, ...]] = {
    "iconengines": ("svgicon",),  # icons of the desktop's theme, in Qt's file dialog
    "networkinformation": ("networklistmanager", "scnetworkreachability"),
    "platforminputcontexts": (
        "compose*",
        "ibus*",
    ),  # Japanese is typed by ibus; fcitx answers to its protocol
    "platforms": ("offscreen", "wayland*", "xcb", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}
# Left out: `networkinformation` on Linux, where we ask NetworkManager ourselves; `platformthemes/gtk3`, which
# brings GTK and 34 libraries more, and hides the portal's dark mode; `tls` since Tegata's TLS is Python's;
# `imageformats` since every picture is drawn from SVG; `generic`, `egldeviceintegrations` and the other
# `platforms`, which are for machines without a desktop; `xcbglintegrations` and
# `wayland-graphics-integration-client`, which are for OpenGL, and nothing here draws with it.

TRANSLATIONS = ("qtbase_ja.qm",)

# Stays the system's on Linux, where every desktop has it: an older copy would be in the way of the drivers
# (C++), of GLib's modules, of the font cache, of the bus and of the X server's own files.
SYSTEM_LIBRARIES = (
    "libstdc++.so.6",
    "libgcc_s.so.1",
    "libglib-2.0.so.0",
    "libgthread-2.0.so.0",
    "libgobject-2.0.so.0",
    "libgio-2.0.so.0",
    "libgmodule-2.0.so.0",
    "libfontconfig.so.1",
    "libfreetype.so.6",
    "libdbus-1.so.3",
    "libX11.so.6",
    "libX11-xcb.so.1",
)


def resources(program: Path) -> list[tuple[str, str]]:
    """Return the files that Tegata reads, of the folder that it is installed in, and where each one goes."""
    files = (file for file in (program / "tegata" / "resources").rglob("*") if file.is_file())
    return [
        (str(file), file.parent.relative_to(program).as_posix())
        for file in files
        if file.suffix not in {".py", ".pyc", ".po"}
    ]


def wanted(entry: Entry) -> bool:
    """Whether Tegata uses a file of Qt, and brings a library along rather than taking the system's."""
    path = PurePath(entry[0])
    if "plugins" in path.parts:
        name = path.name.partition(".")[0].removeprefix("lib").removeprefix("q")
        return any(fnmatch(name, pattern) for pattern in PLUGINS.get(path.parent.name, ()))
    if "translations" in path.parts:
        return path.name in TRANSLATIONS
    return path.name not in SYSTEM_LIBRARIES


def needed(entries: Iterable[Entry], asks: Asks) -> list[Entry]:
    """Return the entries without shared libraries that nothing else in the bundle asks the loader for.

    `asks` names the libraries that a file is linked with. Extension modules and plug-ins are loaded by path,
    and Python's own library by the program itself. A link goes with what it leads to.
    """
    entries = list(entries)
    libraries = {PurePath(entry[0]).name: entry for entry in entries if _is_library(entry)}
    reached: set[str] = set()
    waiting = [entry for entry in entries if entry[2] in {"BINARY", "EXTENSION"} and not _is_library(entry)]
    while waiting:
        asked = (set(asks(waiting.pop()[1])) & libraries.keys()) - reached
        reached |= asked
        waiting += [libraries[name] for name in asked]
    unreached = {libraries[name][0] for name in libraries.keys() - reached}
    return [entry for entry in entries if unreached.isdisjoint(entry[:2])]


def asked_for(file: str) -> list[str]:
    """Return what an ELF file is linked with (NEEDED), by binutils. Raises CalledProcessError."""
    headers = run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^ +NEEDED +(\S+)$", headers, re.MULTILINE)


def _is_library(entry: Entry) -> bool:
    path = PurePath(entry[0])
    return (
        entry[2] == "BINARY"
        and ".so" in path.name
        and "plugins" not in path.parts
        and not path.name.startswith("libpython")
    )
