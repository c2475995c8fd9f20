"""Runs a function in a process of its own, and stops at each of its system calls to decide about it.

`strace -e inject=` counts each call's name in each thread for itself, so that the second `fsync` of one
thread cannot be told from the second of another. This counts the calls of the whole process as they come.
Linux; making a call fail is written for x86-64.
"""

import ctypes
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

KILL = "kill"

can_trace = sys.platform == "linux"
can_fail_calls = can_trace and platform.machine() == "x86_64"

_TRACEME, _POKEUSER, _SYSCALL, _SETOPTIONS, _GET_SYSCALL_INFO = 0, 6, 24, 0x4200, 0x420E
_OPTIONS = 0x1 | 0x8 | 0x100000  # mark system calls, follow threads, kill with the tracer
_ALL_THREADS = 0x40000000  # __WALL
_AT_CALL = signal.SIGTRAP | 0x80
_ENTRY, _EXIT = 1, 2
_RAX, _ORIG_RAX = 10 * 8, 15 * 8


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that is about to be made. `ordinal` counts from 1 over all threads, `thread` from 0."""

    ordinal: int
    thread: int
    number: int
    arguments: tuple[int, ...]
    tid: int

    def path_of(self, descriptor: int) -> str:
        """Return what the descriptor is open on; empty where there is no such one."""
        try:
            return str(Path(f"/proc/{self.tid}/fd/{descriptor}").readlink())
        except OSError:
            return ""

    def text_at(self, address: int) -> str:
        """Return the path at this address of the process."""
        with open(f"/proc/{self.tid}/mem", "rb", buffering=0) as memory:  # noqa: PTH123 - an offset beyond C's long
            os.lseek(memory.fileno(), address, os.SEEK_SET)
            return os.fsdecode(memory.read(512).partition(b"\0")[0])


Decide = Callable[[Call], str | int | None]
"""KILL, a number of `errno` for the call to fail with, or None: let it pass. Failed calls are not made."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended: its exit status, minus the signal that killed it; and how many calls it made."""

    status: int
    calls: int


def run(body: Callable[[], None], decide: Decide | None = None) -> Ended:
    """Fork, run `body` there and trace it if somebody is to decide. This process must have one thread."""
    process = os.fork()
    if process == 0:
        _become(body, traced=decide is not None)
    if decide is None:
        _, status = os.waitpid(process, 0)
        return Ended(os.waitstatus_to_exitcode(status), 0)
    return _Trace(process, decide).to_the_end()


def _become(body: Callable[[], None], *, traced: bool) -> NoReturn:
    status = 1
    try:
        if traced:
            _ptrace(_TRACEME, 0)
            os.kill(os.getpid(), signal.SIGSTOP)
        body()
        status = 0
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


class _Trace:
    def __init__(self, process: int, decide: Decide) -> None:
        self._process = process
        self._decide = decide
        self._threads = {process: 0}
        self._failing: dict[int, int] = {}
        self._calls = 0
        self._info = ctypes.create_string_buffer(88)

    def to_the_end(self) -> Ended:
        os.waitpid(self._process, 0)
        _ptrace(_SETOPTIONS, self._process, data=_OPTIONS)
        _ptrace(_SYSCALL, self._process)
        while True:
            tid, status = os.waitpid(-1, _ALL_THREADS)
            if not os.WIFSTOPPED(status):
                if tid == self._process:
                    return Ended(os.waitstatus_to_exitcode(status), self._calls)
                continue
            _ptrace(_SYSCALL, tid, data=self._signal_to_pass_on(tid, status))

    def _signal_to_pass_on(self, tid: int, status: int) -> int:
        reason = os.WSTOPSIG(status)
        if reason == _AT_CALL:
            self._at_call(tid)
        elif status >> 16 == 0 and (tid in self._threads or reason != signal.SIGSTOP):
            return reason
        self._threads.setdefault(tid, len(self._threads))
        return 0

    def _at_call(self, tid: int) -> None:
        self._threads.setdefault(tid, len(self._threads))
        _ptrace(_GET_SYSCALL_INFO, tid, len(self._info), ctypes.addressof(self._info))
        kind, *numbers = self._info.raw[0], *memoryview(self._info.raw)[24:80].cast("Q")
        if kind == _ENTRY:
            self._enter(tid, numbers)
        elif kind == _EXIT and tid in self._failing:
            _ptrace(_POKEUSER, tid, _RAX, -self._failing.pop(tid))

    def _enter(self, tid: int, numbers: list[int]) -> None:
        self._calls += 1
        verdict = self._decide(Call(self._calls, self._threads[tid], numbers[0], tuple(numbers[1:]), tid))
        if verdict == KILL:
            os.kill(self._process, signal.SIGKILL)
        elif isinstance(verdict, int):
            self._failing[tid] = verdict
            _ptrace(_POKEUSER, tid, _ORIG_RAX, -1)


def _ptrace(request: int, tid: int, address: int = 0, data: int = 0) -> None:
    """Ask the kernel. A thread that has just been killed cannot be asked any more, and that is no error."""
    _libc.ptrace(request, tid, ctypes.c_void_p(address), ctypes.c_void_p(data))


_libc: ctypes.CDLL = ctypes.CDLL(None)
