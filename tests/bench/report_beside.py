"""The report's tables of what a window takes, beside a bare window's and other mailers'."""

from collections.abc import Sequence
from pathlib import Path

from tests.bench.beside import Beside
from tests.bench.first_letter import FirstLetter
from tests.bench.report import table
from tests.bench.sights import how_cold

_MB = 1_000_000
_NONE = "–"


def beside(rows: Sequence[Beside], left_out: Sequence[str]) -> str:
    """Return the table of windows; the ratios are to the first row, a bare window of Qt's."""
    heads = [
        "program", "first paint ms", "÷ bare", "from a cold disk ms", "÷ bare", "second window ms", "MB",
        "÷ bare", "CPU s in a minute", "wake-ups in a minute",
    ]  # fmt: skip
    told = (
        "From the start of the process to the pixels on an X server without a window manager. MB: PSS, with"
        " its children.\nThe minute at rest comes once the window has been open, in front, for 100 s without"
        f" a key.\nFrom a cold disk: {how_cold()}.\nLeft out: {', '.join(left_out) or 'nothing'}.\n\n"
    )
    return told + table(heads, [_beside_row(row, rows[0]) for row in rows])


def _beside_row(row: Beside, bare: Beside) -> list[str]:
    return [
        row.name,
        f"{row.warm * 1000:.0f}",
        f"{row.warm / bare.warm:.2f}",
        f"{row.cold * 1000:.0f}",
        f"{row.cold / bare.cold:.2f}",
        _milliseconds(row.again),
        f"{row.memory / _MB:.0f}",
        f"{row.memory / bare.memory:.2f}",
        f"{row.rest.cpu:.2f}",
        f"{row.rest.wakes}",
    ]


def first_letter(rows: Sequence[FirstLetter]) -> str:
    """Return the table of what the first letter leaves behind in memory."""
    heads = [
        "program",
        "desktop",
        "bare MB",
        "MB before",
        "÷ bare",
        "MB after",
        "÷ bare",
        "CPU s",
        "wake-ups",
    ]
    told = (
        "PSS before the first letter, and after it in a new window; then a minute in which the countdown is"
        " seen.\n\n"
    )
    return told + table(heads, [_letter_row(row) for row in rows])


def _letter_row(row: FirstLetter) -> list[str]:
    sizes = [figure for octets in (row.before, row.after) for figure in _size(octets, row.bare)]
    return [
        row.name,
        row.desktop or "none",
        f"{row.bare / _MB:.0f}",
        *sizes,
        f"{row.counting.cpu:.2f}",
        f"{row.counting.wakes}",
    ]


def _size(octets: int, bare: int) -> list[str]:
    return [f"{octets / _MB:.0f}", f"{octets / bare:.2f}"]


def on_disk(bundle: Path, packages: Sequence[Path]) -> str:
    """Return how large the bundle and the packages are that have been made of it."""
    sizes = {str(bundle): _installed(bundle)} if bundle.exists() else {}
    sizes |= {package.name: package.stat().st_size for package in packages}
    if not sizes:
        return "Left out: nothing has been made (`make deb`).\n"
    return table(["what", "MB"], [[what, f"{octets / _MB:.0f}"] for what, octets in sizes.items()])


def _installed(folder: Path) -> int:
    return sum(each.lstat().st_blocks * 512 for each in folder.rglob("*"))


def _milliseconds(seconds: float | None) -> str:
    return _NONE if seconds is None else f"{seconds * 1000:.0f}"
