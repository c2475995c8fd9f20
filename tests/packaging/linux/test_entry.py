"""The desktop entry: found by the desktop, and matched with the windows."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tegata.assembly import first_sight
from tegata.cli.arguments import Wish, parse, wish
from tegata.gui.application import Application
from tegata.words.gettext import _, use_language

ENTRY = Path(__file__).parent.parent.parent.parent / "packaging" / "linux" / "tegata.desktop"


@pytest.fixture
def entry() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, encoding="utf-8")
    return parser


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-utils are not installed"
)
def test_the_desktop_can_read_it() -> None:
    done = subprocess.run(["desktop-file-validate", ENTRY], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def test_the_windows_name_it(
    entry: configparser.ConfigParser, qapp: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wayland finds it by the application's id, X11 by the window's class, which Qt takes from the name."""
    monkeypatch.setattr(first_sight, "Application", lambda _words: qapp)
    app = first_sight.application()
    assert app.desktopFileName() == ENTRY.stem
    assert app.applicationName() == entry["Desktop Entry"]["StartupWMClass"]


def test_what_it_starts_is_understood(entry: configparser.ConfigParser) -> None:
    commands = [
        section["Exec"].replace("%u", "mailto:bob@b.example")
        for section in entry.values()
        if "Exec" in section
    ]
    wishes = [wish(parse(command.split()[1:])) for command in commands]
    assert wishes == [Wish("mailto:bob@b.example"), Wish("mailto:"), Wish(check=True)]


def test_it_takes_clicked_addresses(entry: configparser.ConfigParser) -> None:
    assert entry["Desktop Entry"]["MimeType"] == "x-scheme-handler/mailto;"
    actions = re.findall(r"[^;]+", entry["Desktop Entry"]["Actions"])
    assert [f"Desktop Action {each}" for each in actions] == entry.sections()[1:]


@pytest.mark.parametrize(
    ("action", "words"), [("new-letter", "New letter"), ("check", "Can I send from here?")]
)
def test_its_actions_are_called_as_in_the_windows(
    entry: configparser.ConfigParser, action: str, words: str
) -> None:
    section = entry[f"Desktop Action {action}"]
    assert section["Name"] == words
    use_language("ja")
    assert section["Name[ja]"] == _(words)
    use_language("en")
