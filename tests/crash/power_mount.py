"""A file system under FUSE that writes down every change of itself. Run as a script.

    python -m tests.crash.power_mount PLACE LOG [apart]

It serves until PLACE is unmounted; LOG then holds the operations of `power_disk`, in order, as a pickle. With
`apart`, processes share no memory in its files, as behind some drivers and over a network.
"""

import errno
import os
import pickle
import stat
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mfusepy import FUSE, FuseOSError, Operations

from tests.crash.power_disk import (
    NOTES,
    ROOT,
    Cropped,
    Made,
    Noted,
    Operation,
    Removed,
    Renamed,
    Synced,
    Wrote,
)


@dataclass
class _Node:
    number: int
    mode: int
    content: bytearray = field(default_factory=bytearray)
    names: dict[str, "_Node"] = field(default_factory=dict)
    changed: int = field(default_factory=time.time_ns)

    @property
    def is_directory(self) -> bool:
        return stat.S_ISDIR(self.mode)


class Recorder(Operations):  # type: ignore[misc]  # the bindings have no types
    """A tree in memory. Open files are their nodes: a name may go while its file is open."""

    use_ns = True

    def __init__(self, log: Path) -> None:
        self._log = log
        self._root = _Node(ROOT, stat.S_IFDIR | 0o700)
        self._notes = _Node(0, stat.S_IFREG | 0o600)
        self._next = ROOT + 1
        self._open: dict[int, _Node] = {}
        self._operations: list[Operation] = []

    def destroy(self, path: str) -> None:
        self._log.write_bytes(pickle.dumps(self._operations))

    # looking ------------------------------------------------------------------------------------------
    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        node = self._node(path, fh)
        times = dict.fromkeys(("st_atime", "st_mtime", "st_ctime"), node.changed)
        links = 2 if node.is_directory else 1
        owner = {"st_uid": os.getuid(), "st_gid": os.getgid()}
        return {"st_mode": node.mode, "st_nlink": links, "st_size": len(node.content), **times, **owner}

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *self._node(path).names]

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return bytes(self._open[fh].content[offset : offset + size])

    def statfs(self, path: str) -> dict[str, int]:
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 2**20, "f_bfree": 2**20, "f_bavail": 2**20}

    # files --------------------------------------------------------------------------------------------
    def create(self, path: str, mode: int, fi: object = None) -> int:
        return self._opened(self._make(path, stat.S_IFREG | mode))

    def open(self, path: str, flags: int) -> int:
        return self._opened(self._node(path))

    def opendir(self, path: str) -> int:
        return self._opened(self._node(path))

    def release(self, path: str, fh: int) -> int:
        del self._open[fh]
        return 0

    releasedir = release

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        node = self._open[fh]
        if node is self._notes:
            self._operations.append(Noted(data.decode()))
            return len(data)
        self._operations.append(Wrote(node.number, offset, bytes(data)))
        node.content.extend(bytes(max(0, offset - len(node.content))))
        node.content[offset : offset + len(data)] = data
        node.changed = time.time_ns()
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        node = self._node(path, fh)
        self._operations.append(Cropped(node.number, length))
        del node.content[length:]
        node.content.extend(bytes(length - len(node.content)))
        node.changed = time.time_ns()
        return 0

    def fallocate(self, path: str, mode: int, offset: int, size: int, fh: int) -> int:
        if mode:
            raise FuseOSError(errno.EOPNOTSUPP)
        length = max(offset + size, len(self._open[fh].content))
        return self.truncate(path, length, fh)

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        self._operations.append(Synced(self._open[fh].number))
        return 0

    fsyncdir = fsync

    # names --------------------------------------------------------------------------------------------
    def mkdir(self, path: str, mode: int) -> int:
        self._make(path, stat.S_IFDIR | mode)
        return 0

    def unlink(self, path: str) -> int:
        parent, name = self._parent(path)
        self._node(path)
        del parent.names[name]
        self._operations.append(Removed(parent.number, name))
        return 0

    def rmdir(self, path: str) -> int:
        if self._node(path).names:
            raise FuseOSError(errno.ENOTEMPTY)
        return self.unlink(path)

    def rename(self, old: str, new: str) -> int:
        (source, name), (target, new_name) = self._parent(old), self._parent(new)
        node = self._node(old)
        del source.names[name]
        target.names[new_name] = node
        self._operations.append(Renamed(source.number, name, target.number, new_name))
        return 0

    def chmod(self, path: str, mode: int) -> int:
        node = self._node(path)
        node.mode = stat.S_IFMT(node.mode) | mode
        return 0

    def utimens(self, path: str, times: object = None) -> int:
        return 0

    # --------------------------------------------------------------------------------------------------
    def _node(self, path: str, fh: int | None = None) -> _Node:
        if fh is not None and fh in self._open:
            return self._open[fh]
        if path == NOTES:
            return self._notes
        node = self._root
        for name in path.split("/")[1:] if path != "/" else ():
            if name not in node.names:
                raise FuseOSError(errno.ENOENT)
            node = node.names[name]
        return node

    def _parent(self, path: str) -> tuple[_Node, str]:
        directory, _, name = path.rpartition("/")
        return self._node(directory or "/"), name

    def _make(self, path: str, mode: int) -> _Node:
        parent, name = self._parent(path)
        node = parent.names[name] = _Node(self._next, mode)
        self._next += 1
        self._operations.append(Made(parent.number, name, node.number, node.is_directory))
        return node

    def _opened(self, node: _Node) -> int:
        handle = max(self._open, default=0) + 1
        self._open[handle] = node
        return handle


if __name__ == "__main__":
    apart = {"direct_io": True} if "apart" in sys.argv[3:] else {}
    FUSE(Recorder(Path(sys.argv[2])), sys.argv[1], foreground=True, nothreads=True, attr_timeout=0, **apart)
