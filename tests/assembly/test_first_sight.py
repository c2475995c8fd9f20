"""What is seen first, and how little is imported for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import tegata

ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8"}

# Ends at the first paint; says what is there by then, and what the window looks like.
FIRST = """
import sys
from tegata.assembly import first_sight
from tegata.cli.arguments import parse
from tegata.profile import Profile
from pathlib import Path
directory, *words = sys.argv[1:]
profile = Profile(Path(directory))
assert profile.prepare() is None
sight = first_sight.first_sight(parse(words), profile)
if sight.window is None:
    sys.exit("no window")
painted = first_sight.paint_first(sight.app)
ground = sight.window.grab().toImage().pixelColor(400, 300).name()
print(painted, sight.window.isVisible(), sight.window.windowTitle(), ground, sep="|")
print(*(name for name in sys.modules if name.partition(".")[0] not in sys.stdlib_module_names), sep="|")
print(*sys.modules, sep="|")
"""

ALL_OF_OURS = {
    *(
        "",
        "zones",
        "profile",
        "private_files",
        "cli",
        "cli.arguments",
        "words",
        "words.gettext",
        "words.mnemonics",
        "resources",
    ),
    *(
        "assembly",
        "assembly.first_sight",
        "gui",
        "gui.application",
        "gui.compose_window",
        "gui.bare_letter",
        "gui.opening_size",
        "gui.first_paint",
    ),
    *("gui.fonts", "gui.theme", "gui.tokens", "gui.palette", "gui.style_sheet", "gui.roles"),
}
SLOW = {
    "asyncio",
    "ssl",
    "socket",
    "sqlite3",
    "email",
    "keyring",
    "selectors",
    "subprocess",
    "json",
}


def first(directory: Path, *words: str) -> list[list[str]]:
    command = [sys.executable, "-c", FIRST, str(directory), *words]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return [line.split("|") for line in done.stdout.splitlines()]


def test_nothing_is_imported_for_it_but_these(tmp_path: Path) -> None:
    _seen, foreign, everything = first(tmp_path / "p")
    ours = {name for name in foreign if name.partition(".")[0] == "tegata"}
    assert {name.partition(".")[2] for name in ours} == ALL_OF_OURS
    others = {name.partition(".")[0] for name in foreign} - {"tegata"}
    assert "PySide6" in others
    assert {name for name in foreign if name.startswith("PySide6.Qt")} <= {
        *("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets")
    }
    assert SLOW & set(everything) == set()


@pytest.mark.parametrize(
    ("theme", "ground"), [("light", "#ffffff"), ("dark", "#1d1f23"), ("system", "#ffffff")]
)
def test_a_new_letter_is_shown_and_painted_in_its_colours(tmp_path: Path, theme: str, ground: str) -> None:
    directory = tmp_path / "p"
    directory.mkdir(mode=0o700)
    (directory / "tegata.toml").write_text(f'theme = "{theme}"\n')
    assert first(directory)[0] == ["True", "True", "New letter — Tegata", ground]


def test_its_words_are_in_the_language_of_the_window(tmp_path: Path) -> None:
    directory = tmp_path / "p"
    directory.mkdir(mode=0o700)
    (directory / "tegata.toml").write_text('language = "ja"\n')
    assert first(directory)[0][2] == "メールを書く — Tegata"


@pytest.mark.parametrize("word", ["--check", "--practice"])
def test_no_letter_is_shown_where_a_start_begins_with_something_else(tmp_path: Path, word: str) -> None:
    command = [sys.executable, "-c", FIRST, str(tmp_path / "p"), word]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "no window"


def test_pyside_looks_through_no_source_of_ours(tmp_path: Path) -> None:
    """What it has looked at, Python keeps; `tegata.gui` says what that takes."""
    read = "import linecache, tegata.assembly.living; print(*linecache.cache, sep='|')"
    done = subprocess.run(
        [sys.executable, "-c", read], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    ours = Path(tegata.__file__).parent
    assert [file for file in done.stdout.split("|") if Path(file).is_relative_to(ours)] == []
