"""The system calls that put something on disk, as x86-64 numbers them, and which file each is about."""

import os

from tests.crash.tracer import Call

NAMES = {
    1: "write",
    18: "pwrite64",
    20: "writev",
    74: "fsync",
    75: "fdatasync",
    76: "truncate",
    77: "ftruncate",
    82: "rename",
    83: "mkdir",
    84: "rmdir",
    86: "link",
    87: "unlink",
    90: "chmod",
    91: "fchmod",
    257: "openat",
    258: "mkdirat",
    263: "unlinkat",
    264: "renameat",
    285: "fallocate",
    296: "pwritev",
    316: "renameat2",
}
OTHERS = {
    0: "read",
    3: "close",
    17: "pread64",
    44: "sendto",
    45: "recvfrom",
    72: "fcntl",
    202: "futex",
    232: "epoll_wait",
}

_BY_DESCRIPTOR = frozenset(
    {"write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate", "fallocate", "fchmod"}
)
_AT = frozenset({"openat", "mkdirat", "unlinkat", "renameat", "renameat2"})
GROWING = frozenset({"write", "pwrite64", "writev", "pwritev", "fallocate", "mkdir", "mkdirat"})
"""What a full disk refuses. Opening takes no room until something is written."""


def name_of(number: int) -> str:
    """Return the call's name, or its number where it is none of ours."""
    return NAMES.get(number) or OTHERS.get(number) or str(number)


def file_of(call: Call) -> str | None:
    """Return the file that the call changes, opens to change or asks to be on disk; None for other calls."""
    name = NAMES.get(call.number)
    if name is None or (name == "openat" and not call.arguments[2] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR)):
        return None
    if name in _BY_DESCRIPTOR:
        return call.path_of(call.arguments[0])
    return call.text_at(call.arguments[1 if name in _AT else 0])
