"""Qt's copy of ICU without the data that Qt never asks for: of 32 MB it uses three, in our two languages.

Qt sorts names by ICU (in its file dialog), asks it for names of time zones, and has it decode old encodings
of the clipboard. It takes no currencies, units, transliteration, spelled-out numbers or line breaks from it.

The data is one package in the library `libicudata`: a header, a table of names and places, and the items. The
place of each counts from the table's beginning, and is a multiple of 16 (ICU's source/common/ucmndata.h).
"""

import re
import struct
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from subprocess import run

_KEPT_LOCALE = re.compile(r"(root|en|ja|res)(_\w+)?")  # res_index is no locale, and looks like one
_LOCALE = re.compile(r"[a-z]{2,3}(_\w+)?")
_ENCODINGS = (
    "euc-jp-2007",
    "ibm-943_P15A-2003",
    "ibm-5348_P100-1997",
    "jisx-212",
)  # Japanese, and Windows' Latin
_FOLDERS = ("", "coll", "zone")


def is_asked_for(name: str) -> bool:
    """Whether Qt may ask for an item, named as in the package: `icudt73l/coll/ja.res`."""
    folder, _slash, file = name.partition("/")[2].rpartition("/")
    stem, _dot, kind = file.partition(".")
    if folder not in _FOLDERS:
        return False
    if kind == "cnv":
        return stem in _ENCODINGS
    return kind != "res" or not _LOCALE.fullmatch(stem) or bool(_KEPT_LOCALE.fullmatch(stem))


def unpack(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return a package's header and its items by name."""
    header = data[: struct.unpack_from("<H", data)[0]]
    table = data[len(header) :]
    (count,) = struct.unpack_from("<I", table)
    entries = [struct.unpack_from("<II", table, 4 + 8 * number) for number in range(count)]
    ends = [place for _name, place in entries[1:]] + [len(table)]
    names = [table[name : table.index(b"\0", name)].decode() for name, _place in entries]
    return header, {
        name: table[place:end] for name, (_, place), end in zip(names, entries, ends, strict=True)
    }


def pack(header: bytes, items: Mapping[str, bytes]) -> bytes:
    """Return the package of these items. They are looked up by bisection, so they are sorted here."""
    names = sorted(items, key=str.encode)
    texts = [name.encode() + b"\0" for name in names]
    contents = [items[name].ljust(_up_to_16(len(items[name])), b"\0") for name in names]
    text_places = list(accumulate(map(len, texts), initial=4 + 8 * len(names)))
    places = list(accumulate(map(len, contents), initial=_up_to_16(text_places[-1])))
    entries = [struct.pack("<II", *entry) for entry in zip(text_places, places, strict=True)]
    table = b"".join((struct.pack("<I", len(names)), *entries[:-1], *texts))
    return b"".join((header, table.ljust(places[0], b"\0"), *contents))


def slim(library: str, folder: Path) -> str:
    """Write a smaller libicudata into `folder`, by binutils; return its path. Raises CalledProcessError."""
    folder.mkdir(parents=True, exist_ok=True)
    slimmed = folder / Path(library).name
    symbol = f"icudt{slimmed.name.rpartition('.')[2]}_dat"
    _run(folder, "objcopy", "-O", "binary", "--only-section=.rodata", str(Path(library).resolve()), "data")
    header, items = unpack((folder / "data").read_bytes())
    kept = {name: item for name, item in items.items() if is_asked_for(name)}
    (folder / "data").write_bytes(pack(header, kept))
    _run(folder, "ld", "-r", "-b", "binary", "data", "-o", "data.o")
    rename = ("--redefine-sym", f"_binary_data_start={symbol}", "--set-section-alignment", ".data=16")
    section = ".data=.rodata,alloc,load,readonly,data,contents"
    _run(folder, "objcopy", *rename, "--rename-section", section, "data.o")
    _run(folder, "ld", "-shared", "-z", "noexecstack", "-soname", slimmed.name, "data.o", "-o", slimmed.name)
    return str(slimmed)


def _up_to_16(length: int) -> int:
    return (length + 15) // 16 * 16


def _run(folder: Path, *command: str) -> None:
    run(command, cwd=folder, check=True)
