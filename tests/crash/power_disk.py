"""What a disk may hold after the power has failed: what was fsynced, and any part of what was not.

The model is POSIX at its word. Octets are durable once their file has been fsynced, names once their
directory has been. Of all else a cut keeps any part: writes out of order, torn at sectors, names or not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
ROOT = 1
NOTES = "/.notes"
"""What is appended here is no file: it is a remark in the log, in one order with everything else."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new file or directory."""

    parent: int
    name: str
    number: int
    is_directory: bool


@dataclass(frozen=True, slots=True)
class Renamed:
    """A name that has become another one, in one directory or two."""

    parent: int
    name: str
    new_parent: int
    new_name: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A name that has gone."""

    parent: int
    name: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Octets of a file."""

    number: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Cropped:
    """A file that has another length."""

    number: int
    size: int


@dataclass(frozen=True, slots=True)
class Synced:
    """A file or directory that has been fsynced."""

    number: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What somebody has come to know just now."""

    text: str


Operation = Made | Renamed | Removed | Wrote | Cropped | Synced | Noted
Names = dict[str, int]
Image = dict[str, bytes | None]
"""What is found at the next start: paths and what they hold; None is a directory."""


@dataclass(slots=True)
class _File:
    durable: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    pending: list[Wrote | Cropped] = field(default_factory=list)


@dataclass(slots=True)
class _Directory:
    durable: Names = field(default_factory=dict)
    seen: Names = field(default_factory=dict)
    pending: list[tuple[tuple[str, int | None], ...]] = field(default_factory=list)

    def change(self, *changes: tuple[str, int | None]) -> None:
        self.pending.append(changes)
        _enter(self.seen, changes)


class Disk:
    """Takes in operations one by one; `cut` tells what would be left if the power failed now."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self._files: dict[int, _File] = {}
        self._directories: dict[int, _Directory] = {ROOT: _Directory()}

    def take(self, operation: Operation) -> None:
        """Do what the program asked for."""
        match operation:
            case Made(parent, name, number, is_directory):
                if is_directory:
                    self._directories[number] = _Directory()
                else:
                    self._files[number] = _File()
                self._directories[parent].change((name, number))
            case Renamed():
                self._rename(operation)
            case Removed(parent, name):
                self._directories[parent].change((name, None))
            case Wrote(number) | Cropped(number):
                file = self._files[number]
                file.pending.append(operation)
                _apply(file.seen, operation)
            case Synced(number):
                self._sync(number)
            case Noted(text):
                self.notes.append(text)

    def cut(self, chance: Random | None) -> Image:
        """Return what is left: without chances nothing but what was fsynced."""
        image: Image = {}
        keep = chance.choice((0.1, 0.5, 0.9)) if chance else 0.0
        self._walk(ROOT, "", image, chance, keep)
        return image

    def _rename(self, renamed: Renamed) -> None:
        source, target = self._directories[renamed.parent], self._directories[renamed.new_parent]
        number = source.seen[renamed.name]
        if source is target:
            source.change((renamed.name, None), (renamed.new_name, number))
        else:
            target.change((renamed.new_name, number))
            source.change((renamed.name, None))

    def _sync(self, number: int) -> None:
        if number in self._files:
            file = self._files[number]
            file.durable = bytes(file.seen)
            file.pending.clear()
        else:
            directory = self._directories[number]
            directory.durable = dict(directory.seen)
            directory.pending.clear()

    def _walk(self, number: int, path: str, image: Image, chance: Random | None, keep: float) -> None:
        for name, child in _names_left(self._directories[number], chance, keep).items():
            place = f"{path}/{name}"
            if child in self._files:
                image[place] = _octets_left(self._files[child], chance, keep)
            else:
                image[place] = None
                self._walk(child, place, image, chance, keep)


def replay(operations: Iterable[Operation]) -> Disk:
    """Return the disk after all of them."""
    disk = Disk()
    for operation in operations:
        disk.take(operation)
    return disk


def lay_out(image: Image, directory: Path) -> None:
    """Write an image into an empty directory."""
    for path, content in image.items():
        place = directory / path.lstrip("/")
        if content is None:
            place.mkdir(mode=0o700)
        else:
            place.write_bytes(content)


def _names_left(directory: _Directory, chance: Random | None, keep: float) -> Names:
    names = dict(directory.durable)
    for changes in directory.pending if chance else ():
        if chance is not None and chance.random() < keep:
            _enter(names, changes)
    return names


def _octets_left(file: _File, chance: Random | None, keep: float) -> bytes:
    octets = bytearray(file.durable)
    if chance is None:
        return bytes(octets)
    for operation in file.pending:
        fate = chance.random()
        if fate < keep:
            _apply(octets, operation)
        elif fate < (1 + keep) / 2 and isinstance(operation, Wrote):
            _apply_some_sectors(octets, operation, chance)
    return bytes(octets)


def _apply_some_sectors(octets: bytearray, wrote: Wrote, chance: Random) -> None:
    for start in range(0, len(wrote.data), SECTOR):
        if chance.random() < 0.5:
            piece = wrote.data[start : start + SECTOR]
            _apply(octets, Wrote(wrote.number, wrote.offset + start, piece))


def _apply(octets: bytearray, operation: Wrote | Cropped) -> None:
    match operation:
        case Wrote(_, offset, data):
            octets.extend(bytes(max(0, offset - len(octets))))
            octets[offset : offset + len(data)] = data
        case Cropped(_, size):
            del octets[size:]
            octets.extend(bytes(size - len(octets)))


def _enter(names: Names, changes: tuple[tuple[str, int | None], ...]) -> None:
    for name, number in changes:
        if number is None:
            names.pop(name, None)
        else:
            names[name] = number
