"""Sees from outside when a program's window has been painted: in the memory of an X server of our own.

There is no window manager: what is mapped is at once where it stays, and no frame is taken for a window.
"""

import ctypes
import mmap
import os
import struct
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0
_LOOK = 0.001
_COLUMN, _ROW = 7, 11
"""Of the pixels, one out of so many is looked at."""

_SUBSTRUCTURE = 1 << 19
_MAP_NOTIFY = 19
_FIRST_CHANGE, _ONE_COLOUR = 0.0005, 0.99
"""Painted is a window when this share of it has changed, and no colour has the other: the server fills it."""

Grid = list[list[int]]


class Eye:
    """Watches one display."""

    def __init__(self, display: str, pixels: Path) -> None:
        self.display = display
        self._server = _Server(display)
        self._memory = _Memory(pixels)

    def close(self) -> None:
        """Look no longer."""
        self._server.close()

    def painted(self, title: str, *, plain: bool = False) -> float:
        """Return when (`time.monotonic`) a window with these words in its title is painted, or TimeoutError.

        Only windows that are mapped from now on count. A `plain` one may have one colour.
        """
        self._server.forget()
        before, deadline = self._memory.grid(), time.monotonic() + _PATIENCE
        while (now := time.monotonic()) < deadline:
            grid = self._memory.grid()
            box = self._server.box_of(title)
            if box is None:
                before = grid
            elif _is_painted(_part(before, box), _part(grid, box), plain=plain):
                return now
            time.sleep(_LOOK)
        raise TimeoutError(f"no window called {title}")


@contextmanager
def open_eye() -> Iterator[Eye]:
    """Start a display on a free number, and end it."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        reading, writing = os.pipe()
        screen = ("-screen", "0", "1280x960x24", "-dpi", "96", "-noreset", "-fbdir", folder)
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *screen], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        eye = Eye(display, Path(folder) / "Xvfb_screen0")
        try:
            yield eye
        finally:
            eye.close()
            server.terminate()
            server.wait(_PATIENCE)


class _Memory:
    """The server's pixels, in a file that it maps (XWD: a header of big-endian words, colours, pixels)."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as opened:
            self._pixels = mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ)
        header = struct.unpack_from(">25I", self._pixels)
        self._width, self._height, self._line = header[4], header[5], header[12]
        self._begin = header[0] + header[19] * 12

    def grid(self) -> Grid:
        """Return some of the pixels, in rows."""
        rows = range(self._begin, self._begin + self._height * self._line, self._line * _ROW)
        with memoryview(self._pixels) as view:
            return [view[row : row + 4 * self._width].cast("I")[::_COLUMN].tolist() for row in rows]


class _Server:
    """The top windows of a display and their titles, asked of Xlib."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        for name in ("XOpenDisplay", "XInternAtom", "XDefaultRootWindow"):
            getattr(self._x, name).restype = ctypes.c_void_p
        self._ignore = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)
        self._x.XSetErrorHandler(self._ignore)  # a window that has gone meanwhile
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        self._name = ctypes.c_ulong(self._x.XInternAtom(self._display, b"_NET_WM_NAME", 0))
        root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, root, ctypes.c_long(_SUBSTRUCTURE))
        self._x.XSync(self._display, 0)
        self._mapped: list[int] = []

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def forget(self) -> None:
        """Let the windows that are there not count."""
        self._hear()
        self._mapped.clear()

    def box_of(self, title: str) -> tuple[int, int, int, int] | None:
        """Return where a window with these words in its title is: left, top, width, height."""
        self._hear()
        for window in self._mapped:
            if title.encode() in self._title(window):
                return self._geometry(window)
        return None

    def _hear(self) -> None:
        event = ctypes.create_string_buffer(192)
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, event)
            if struct.unpack_from("i", event)[0] == _MAP_NOTIFY:
                self._mapped.append(struct.unpack_from("L", event, 40)[0])  # XMapEvent.window

    def _title(self, window: int) -> bytes:
        kind, size, count, rest = (ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong())
        found = ctypes.c_char_p()
        self._x.XGetWindowProperty(
            self._display, ctypes.c_ulong(window), self._name, ctypes.c_long(0), ctypes.c_long(256), 0,
            ctypes.c_ulong(0), *map(ctypes.byref, (kind, size, count, rest, found)),
        )  # fmt: skip
        title = found.value or b""
        self._x.XFree(found)
        return title

    def _geometry(self, window: int) -> tuple[int, int, int, int]:
        root, left, top = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _each in range(4))
        out = (root, left, top, width, height, border, depth)
        self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *map(ctypes.byref, out))
        return left.value, top.value, width.value, height.value


def _part(grid: Grid, box: Sequence[int]) -> list[int]:
    left, top, width, height = box
    rows = grid[max(0, top) // _ROW : (top + height) // _ROW]
    return [colour for row in rows for colour in row[max(0, left) // _COLUMN : (left + width) // _COLUMN]]


def _is_painted(before: Sequence[int], now: Sequence[int], *, plain: bool) -> bool:
    changed = sum(one != other for one, other in zip(before, now, strict=True))
    if not now or changed < _FIRST_CHANGE * len(now):
        return False
    ((_colour, most),) = Counter(now).most_common(1)
    return plain or most < _ONE_COLOUR * len(now)
