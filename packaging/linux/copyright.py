"""One text with the licence of everything in the bundle: a list first, then each text once."""

import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from platform import python_version

from linux import debian
from linux.owners import Kind, Owner
from linux.wheels import Wheels, licence, licence_texts

_HERE = Path(__file__).parent
_TOP = _HERE.parent.parent
_QT = {"PySide6_Essentials", "shiboken6"}
_WIDTH = 110

_HEAD = """\
Tegata {version}, and what it brings along
{rule}

Tegata itself is under the MIT licence, the first text below. The folder that it is installed in also holds
what it needs to run: Python, Python packages, and libraries of the system that it was built on (Debian's).
This list was made from the files in that folder.

"""


@dataclass(frozen=True, slots=True)
class Component:
    """Something that came with a licence. `texts` are what has to be passed on with it."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its name and version."""
        return f"{self.name} {self.version}".strip()


class NoTextError(LookupError):
    """A component that came without the text of its licence."""


def components(owned: Iterable[Owner], wheels: Wheels, version: str) -> list[Component]:
    """Return what they stand for, Tegata first. Raises NoTextError."""
    found = {_component(each, wheels, version) for each in owned}
    for each in found:
        if not "".join(each.texts).strip():
            raise NoTextError(each.name)
    return sorted(found, key=lambda each: (each.name != "Tegata", each.name.lower(), each.version))


def copyright_text(found: list[Component], version: str) -> str:
    """Return the whole text. It holds the licences that Debian's texts only point to, too."""
    head = _HEAD.format(version=version, rule="=" * _WIDTH)
    table = "".join(f"  {each.title}  ({each.licence})\n" for each in found)
    texts = _once(found)
    for name in debian.common_licences("".join(texts)):
        texts.setdefault(_ended(debian.common_licence(name)), []).append(f"/usr/share/common-licenses/{name}")
    return head + table + "".join(map(_section, texts.values(), texts))


def _component(owner: Owner, wheels: Wheels, version: str) -> Component:
    match owner.kind:
        case Kind.TEGATA:
            return Component("Tegata", version, "MIT", (_read(_TOP / "LICENSE"),))
        case Kind.LUCIDE:
            text = _read(_TOP / "resources" / "icons" / "lucide" / "LICENSE")
            return Component("Lucide's icons", "", "ISC", (text,))
        case Kind.PYTHON:
            text = _read(Path(sysconfig.get_path("stdlib")) / "LICENSE.txt")
            return Component("Python", python_version(), "PSF-2.0", (text,))
        case Kind.LOADER | Kind.WHEEL:
            return _wheel(owner.name, wheels)
        case Kind.SYSTEM:
            return _system(owner.name)


def _wheel(name: str, wheels: Wheels) -> Component:
    found = wheels.find(name)
    texts = (_read(_HERE / "notices" / "qt.txt"), *map(debian.common_licence, ("LGPL-3", "GPL-3")))
    return Component(
        name, found.version, licence(found), texts if name in _QT else tuple(licence_texts(found))
    )


def _system(name: str) -> Component:
    package = debian.source_of(name)
    named = ", ".join(debian.licences_named(package.copyright)) or "see its text"
    return Component(f"{package.name} (Debian)", package.version, named, (package.copyright,))


def _once(found: list[Component]) -> dict[str, list[str]]:
    """Return each text with the names of all that come under it."""
    texts: dict[str, list[str]] = {}
    for each in found:
        for text in each.texts:
            texts.setdefault(_ended(text), []).append(each.title)
    return texts


def _ended(text: str) -> str:
    """Return it with one end of line behind it, so that the same text is the same wherever it comes from."""
    return text.strip("\n") + "\n"


def _section(names: list[str], text: str) -> str:
    rule = "=" * _WIDTH
    return f"\n\n{rule}\n{', '.join(names)}\n{rule}\n\n{text}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
