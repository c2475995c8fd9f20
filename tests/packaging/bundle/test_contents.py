"""What is kept in the bundle and what is left out, of entries as PyInstaller finds them."""

import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import PySide6
import pytest

from tests.packaging.parts import TOP, part

contents = part("bundle/contents.py")

PLUGINS = "PySide6/Qt/plugins"


def test_every_resource_goes_where_the_program_looks_for_it(tmp_path: Path) -> None:
    source = TOP / "resources"
    copytree(source, tmp_path / "tegata" / "resources", ignore=ignore_patterns("*.mo", "__pycache__"))
    (tmp_path / "tegata" / "resources" / "locale" / "ja" / "LC_MESSAGES" / "tegata.mo").touch()
    kept = [
        *("icons/tegata.svg", "icons/tegata-16.svg", "icons/tegata-32.svg", "providers.toml"),
        *("icons/lucide/LICENSE", "locale/ja/LC_MESSAGES/tegata.mo"),
        *(f"icons/lucide/{drawing.name}" for drawing in source.glob("icons/lucide/*.svg")),
    ]
    brought = sorted(f"{place}/{Path(file).name}" for file, place in contents.resources(tmp_path))
    assert brought == sorted(f"tegata/resources/{name}" for name in kept)


@pytest.mark.parametrize(
    ("path", "is_wanted"),
    [
        (f"{PLUGINS}/platforms/libqxcb.so", True),
        (f"{PLUGINS}/platforms/libqwayland-generic.so", True),
        (f"{PLUGINS}/platforms/libqlinuxfb.so", False),
        (f"{PLUGINS}/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        (f"{PLUGINS}/platformthemes/libqgtk3.so", False),
        (f"{PLUGINS}/tls/libqopensslbackend.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/networkinformation/qnetworklistmanager.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("PySide6/Qt/translations/qtbase_ja.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("libstdc++.so.6", False),
        ("libxcb-cursor.so.0", True),
        ("PySide6/QtCore.abi3.so", True),
        ("tegata/resources/icons/tegata.svg", True),
    ],
)
def test_plugins_translations_and_system_libraries_are_chosen_by_name(path: str, is_wanted: bool) -> None:
    assert contents.wanted((path, "/somewhere", "BINARY")) is is_wanted


def test_a_library_that_nothing_kept_is_linked_with_goes_with_the_links_to_it() -> None:
    asked = {"/xcb": ["libcursor.so.0", "libc.so.6"], "/cursor": ["libimage.so.0"], "/gtk": ["libpango.so.0"]}
    entries = [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/xcb", "BINARY"),
        ("libcursor.so.0", "/cursor", "BINARY"),
        ("libimage.so.0", "/image", "BINARY"),
        ("lib/libgtk.so.3", "/gtk", "BINARY"),
        ("libgtk.so.3", "lib/libgtk.so.3", "SYMLINK"),
        ("libpango.so.0", "/pango", "BINARY"),
        ("libpython3.11.so.1.0", "/python", "BINARY"),
        ("tegata/resources/providers.toml", "/providers", "DATA"),
    ]
    kept = contents.needed(entries, lambda file: asked.get(file, []))
    assert [entry[0] for entry in kept] == [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "libcursor.so.0",
        "libimage.so.0",
        "libpython3.11.so.1.0",
        "tegata/resources/providers.toml",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="ELF")
def test_what_a_file_is_linked_with_is_read_from_it() -> None:
    assert "libc.so.6" in contents.asked_for(sys.executable)


@pytest.mark.skipif(sys.platform != "linux", reason="the names of Linux")
def test_qt_has_the_plugins_and_translations_that_are_chosen() -> None:
    """An upgrade of Qt that renames one must not silently leave it out."""
    qt = Path(PySide6.__file__).parent / "Qt"
    kept = {
        file.relative_to(qt).as_posix()
        for file in [*qt.glob("plugins/*/*"), *qt.glob("translations/*")]
        if contents.wanted((f"PySide6/Qt/{file.relative_to(qt).as_posix()}", str(file), "BINARY"))
    }
    assert kept == {
        "plugins/iconengines/libqsvgicon.so",
        "plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "plugins/platforms/libqoffscreen.so",
        "plugins/platforms/libqwayland.so",
        "plugins/platforms/libqxcb.so",
        "plugins/platformthemes/libqxdgdesktopportal.so",
        "plugins/wayland-decoration-client/libadwaita.so",
        "plugins/wayland-decoration-client/libbradient.so",
        "plugins/wayland-shell-integration/libxdg-shell.so",
        "translations/qtbase_ja.qm",
    }
