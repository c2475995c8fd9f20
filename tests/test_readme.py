"""The READMEs lead somewhere, and name only what the Makefile can do."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
READMES = sorted(TOP.glob("README*.md"))
_LINK = re.compile(r'\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"')
_COMMAND = re.compile(r"(?:`|^)make ([a-z-]+)", re.MULTILINE)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_link_into_the_project_leads_to_a_file(readme: Path) -> None:
    links = {link or picture for link, picture in _LINK.findall(readme.read_text("utf-8"))}
    inside = {each.partition("#")[0] for each in links if not each.startswith("https:")}
    assert inside
    assert [each for each in inside if not (TOP / each).is_file()] == []


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_make_command_exists(readme: Path) -> None:
    rules = re.findall(r"^([a-z][a-z -]*):(?!=)", (TOP / "Makefile").read_text("utf-8"), re.MULTILINE)
    targets = {target for rule in rules for target in rule.split()}
    named = set(_COMMAND.findall(readme.read_text("utf-8")))
    assert named
    assert named - targets == set()
