"""The script of the installer for Windows, as far as it can be read here."""

import re
from configparser import ConfigParser

from tests.packaging.parts import TOP, part

SCRIPT = (TOP / "packaging" / "bundle" / "tegata.iss").read_text(encoding="utf-8")


def section(name: str) -> str:
    return re.split(r"^\[\w+\]$", SCRIPT.partition(f"[{name}]\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def test_it_begins_with_the_mark_by_which_the_compiler_knows_utf_8() -> None:
    assert SCRIPT.startswith("\ufeff")


def test_it_installs_for_one_user_under_the_one_identifier_and_brings_the_version_from_outside() -> None:
    setup = ConfigParser(interpolation=None, comment_prefixes=";")
    setup.read_string(f"[Setup]\n{section('Setup')}")
    assert setup["Setup"]["PrivilegesRequired"] == "lowest"
    assert setup["Setup"]["AppId"] == part("bundle/mac.py").IDENTIFIER
    assert setup["Setup"]["AppVersion"] == "{#Version}"


def test_a_clicked_address_reaches_the_program_as_one_word() -> None:
    lines = [line for line in section("Registry").splitlines() if "mailto\\shell\\open\\command" in line]
    assert len(lines) == 1
    assert '"""{app}\\tegata.exe"" ""%1"""' in lines[0]


def test_every_message_of_its_own_is_there_in_both_languages() -> None:
    named = set(re.findall(r"\{cm:(\w+)", SCRIPT)) - {
        "CreateDesktopIcon",
        "LaunchProgram",
    }  # Inno Setup's own
    for language in ("english", "japanese"):
        assert set(re.findall(rf"^{language}\.(\w+)=.", section("CustomMessages"), re.MULTILINE)) == named
