"""Compiles the catalogues when a wheel is built: what is kept in git is their source."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools.command.build_py import build_py


class BuildWithWords(build_py):
    """`build_py` of setuptools, with a `.mo` beside each `.po` first."""

    def run(self) -> None:
        for source in Path("resources/locale").rglob("*.po"):
            with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
                write_mo(mo, read_po(po))
        super().run()
