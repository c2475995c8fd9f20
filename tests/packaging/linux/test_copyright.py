import sys

import pytest

from linux import copyright as legal
from linux.copyright import Component, NoTextError, components, copyright_text
from linux.owners import Kind, Owner
from linux.wheels import Wheels
from tests.packaging.linux.conftest import needs_debian


@pytest.fixture(scope="module")
def wheels() -> Wheels:
    return Wheels(sys.path)


def owned(*pairs: tuple[Kind, str]) -> list[Owner]:
    return [Owner(kind, name) for kind, name in pairs]


@needs_debian
def test_everything_is_listed_with_its_version_and_licence(wheels: Wheels) -> None:
    found = components(
        owned(
            (Kind.SYSTEM, "zlib1g"),
            (Kind.WHEEL, "idna"),
            (Kind.WHEEL, "PySide6_Essentials"),
            (Kind.PYTHON, "python"),
            (Kind.LUCIDE, "lucide"),
            (Kind.TEGATA, "tegata"),
        ),
        wheels,
        "1.2.3",
    )
    text = copyright_text(found, "1.2.3")
    assert found[0] == Component("Tegata", "1.2.3", "MIT", found[0].texts)
    for line in (
        "  Tegata 1.2.3  (MIT)",
        "  Lucide's icons  (ISC)",
        "  zlib (Debian) ",
        "  PySide6_Essentials ",
    ):
        assert f"\n{line}" in text
    for sentence in (
        "Copyright (c) 2026 The Tegata founders",
        "Lucide Icons and Contributors",
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE\n                       Version 3",
        "You may replace them by your own build",
        "Jean-loup Gailly",
    ):
        assert sentence in text, sentence


def test_two_libraries_of_one_source_are_one_entry_and_one_text_stands_once() -> None:
    same = [Component("anna", "1", "MIT", ("Permission\n",)), Component("bob", "2", "MIT", ("\nPermission",))]
    text = copyright_text(same, "1")
    assert text.count("Permission") == 1
    assert "\nanna 1, bob 2\n" in text


@needs_debian
def test_a_licence_that_a_text_only_points_to_is_there_too() -> None:
    pointing = Component("anna", "1", "GPL-2", ("See /usr/share/common-licenses/GPL-2.",))
    assert "TERMS AND CONDITIONS FOR COPYING, DISTRIBUTION AND MODIFICATION" in copyright_text(
        [pointing], "1"
    )


def test_who_brings_no_text_is_named(wheels: Wheels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legal, "licence_texts", lambda _package: [])
    with pytest.raises(NoTextError, match="idna"):
        components(owned((Kind.WHEEL, "idna")), wheels, "1")
