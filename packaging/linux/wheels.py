"""What the Python packages in an environment say about themselves, and which files they brought."""

import re
from collections.abc import Iterable
from functools import cached_property
from importlib.metadata import Distribution, distributions
from pathlib import Path

_LICENCE_FILE = re.compile(r"\.dist-info/(licenses/.*|[^/]*(LICEN[CS]E|COPYING|NOTICE)[^/]*)$", re.IGNORECASE)
_CLASSIFIER = "License :: OSI Approved :: "


class Wheels:
    """The packages of an environment. A file is named by its place below site-packages."""

    def __init__(self, places: Iterable[str]) -> None:
        self._all = list(distributions(path=list(places)))

    def owner(self, name: str) -> Distribution | None:
        """Return the package that brought this file, or the source that a .pyc was made of."""
        source = re.sub(r"\.pyc$", ".py", name)
        return self._owners.get(name) or self._owners.get(source)

    def find(self, name: str) -> Distribution:
        """Return the package of that name. Raises KeyError where it is not installed."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Distribution]:
        return {each.name: each for each in self._all}

    @cached_property
    def _owners(self) -> dict[str, Distribution]:
        return {str(file): each for each in self._all for file in each.files or ()}


def licence(package: Distribution) -> str:
    """Return the package's licence in its own words: an SPDX expression where it gives one."""
    told = package.metadata
    named = next((told[key] for key in ("License-Expression", "License") if key in told), "")
    classifiers = [
        each.removeprefix(_CLASSIFIER)
        for each in told.get_all("Classifier") or ()
        if each.startswith(_CLASSIFIER)
    ]
    if named and "\n" not in named:
        return named
    return ", ".join(classifiers) or "see its text"


def licence_texts(package: Distribution) -> list[str]:
    """Return the texts of the licence files that the package brought."""
    files = [each for each in package.files or () if _LICENCE_FILE.search(str(each))]
    paths = [Path(str(each.locate())) for each in files]
    return [each.read_text(encoding="utf-8") for each in paths if each.is_file()]
