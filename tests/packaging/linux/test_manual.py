"""The manual pages, held against what the command line takes."""

import argparse
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tegata.cli import arguments

MAN = Path(__file__).parent.parent.parent.parent / "packaging" / "linux" / "man"
PAGES = [MAN / "tegata.1", MAN / "ja" / "tegata.1"]


def plain(page: Path) -> str:
    """Return the page's text without fonts and the escapes of minus signs."""
    return (
        re.sub(r"\\f[BIRP]", "", page.read_text(encoding="utf-8")).replace("\\-", "-").replace("\\(dq", '"')
    )


def synopsis(page: Path) -> dict[str, set[str]]:
    """Return the options that the synopsis names for each command; "" is the window."""
    chapter = re.split(r"^\.SH .*$", plain(page), flags=re.MULTILINE)[2]
    lines, _, common = re.sub(r"\n    ", " ", chapter).partition(".I COMMON")
    found: dict[str, set[str]] = {}
    for line in re.findall(r"^\.B tegata (.*)$", lines, re.MULTILINE):
        word = line.split()[0].rstrip("|")
        named = options(line.replace("[COMMON]", common))
        found.setdefault(word if word in arguments.COMMANDS else "", set()).update(named)
    return found


def options(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]+", text))


def taken(parser: argparse.ArgumentParser) -> set[str]:
    """Return the options that a parser, and those below it, take and tell of."""
    found = {
        word
        for action in parser._actions
        for word in action.option_strings
        if word.startswith("--") and action.help != argparse.SUPPRESS
    }
    return found.union(*map(taken, below(parser).values())) - {"--help"}


def below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (choices, *_) = [each.choices for each in subparsers(parser)] or [{}]
    return dict(choices)


def subparsers(
    parser: argparse.ArgumentParser,
) -> Iterator["argparse._SubParsersAction[argparse.ArgumentParser]"]:
    return (each for each in parser._actions if isinstance(each, argparse._SubParsersAction))


@pytest.mark.parametrize("page", PAGES, ids=["en", "ja"])
def test_the_synopsis_names_what_each_command_takes(page: Path) -> None:
    wanted = {name: taken(parser) for name, parser in below(arguments._commands()).items()}
    assert synopsis(page) == wanted | {"": taken(arguments._window())}


@pytest.mark.parametrize("page", PAGES, ids=["en", "ja"])
def test_every_option_and_command_is_explained_and_no_other(page: Path) -> None:
    explained = "\n".join(re.findall(r"^\.TP\n(.*)$", plain(page), re.MULTILINE))
    named = set[str]().union(*synopsis(page).values())
    assert options(explained) == named
    assert set(re.findall(r"^\.B ([a-z]+)$", explained, re.MULTILINE)) == set(arguments.COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=["en", "ja"])
def test_the_outbox_verbs_and_the_stages_are_all_there(page: Path) -> None:
    text = plain(page)
    verbs = below(below(arguments._commands())["outbox"])
    assert f"outbox {'|'.join(verbs)} ID" in text
    for word in (*verbs, *arguments.STAGES):
        assert re.search(rf"^\.(B|BR|RB) [( ]*{word}\b", text, re.MULTILINE), word


def test_both_languages_explain_the_same_in_the_same_order() -> None:
    english, japanese = (re.findall(r"^\.TP\n(.*)$|^\.S([HS]) ", plain(page), re.MULTILINE) for page in PAGES)
    assert english == japanese


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
@pytest.mark.parametrize("page", PAGES, ids=["en", "ja"])
def test_a_reader_finds_nothing_wrong_with_the_page(page: Path) -> None:
    done = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.returncode) == ("", 0)
