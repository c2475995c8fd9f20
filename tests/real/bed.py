"""The test bed: provider A's real servers, the lines that lead to them, and what the servers saw.

    with standing_bed() as bed:
        bed.run(LINE_C, "python", "-m", "tegata", "send", ...)
        assert len(bed.logins()) == 1

One bed stands on a machine at a time: a second test run waits for it. What a killed run has left is removed
before a new one is built.
"""

import fcntl
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import trustme

from tests.real import places
from tests.real.dovecot import Dovecot
from tests.real.permissions import Permissions, PopLogin, hook
from tests.real.places import MX, SERVER, Place, command_at
from tests.real.postfix import Postfix

_LOCK = Path("/run/lock/tegata-bed")
_FOLDER_PREFIX = "tgt-bed-"
_PORTS_OF_A = (25, 110, 465, 587, 995)
_PATIENCE = 20.0  # seconds for a server to start or a letter to arrive; far above what either takes


@dataclass(frozen=True, slots=True)
class Arrived:
    """A letter at the mail exchanger."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed that stands. `ca_file` is the authority that signed the servers' certificates."""

    folder: Path
    ca_file: Path
    _permissions: Permissions

    def run(
        self, place: Place, *command: str | Path, stdin: str = "", patience: float = 60.0
    ) -> subprocess.CompletedProcess[str]:
        """Run a command at a place and return how it ended."""
        return subprocess.run(
            command_at(place, *command),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )

    def set_window(self, window: timedelta) -> None:
        """Let a POP login count for this long from now on."""
        self._permissions.window = window

    def logins(self) -> list[PopLogin]:
        """Return the successful POP logins, as the server saw them."""
        return self._permissions.logins()

    def letters(self) -> list[Arrived]:
        """Return the letters that have arrived by now, in order."""
        return [_read(path) for path in sorted((self.folder / "letters").glob("*.json"))]

    def arrived(self, number: int) -> list[Arrived]:
        """Wait until `number` letters have arrived, and return what is there then."""
        _wait_until(lambda: len(self.letters()) >= number, f"{number} letters at the mail exchanger")
        return self.letters()

    def forget(self) -> None:
        """Start afresh: no letter, no login, a window of ten minutes."""
        for path in (self.folder / "letters").glob("*.json"):
            path.unlink()
        self._permissions.forget()
        self.set_window(timedelta(minutes=10))


@contextmanager
def standing_bed() -> Iterator[Bed]:
    """Build the bed, and remove every trace of it afterwards."""
    with ExitStack() as undo:
        undo.enter_context(_alone())
        _clear_away()
        undo.callback(_clear_away)
        places.build()
        folder = Path(tempfile.mkdtemp(prefix=_FOLDER_PREFIX))
        folder.chmod(0o755)
        ca_file, certificate, key = _certificates(folder)
        permissions = undo.enter_context(_start_provider(folder, certificate, key, undo))
        yield Bed(folder, ca_file, permissions)


def _start_provider(folder: Path, certificate: Path, key: Path, undo: ExitStack) -> Permissions:
    logins, script, socket = folder / "logins", folder / "hook", folder / "permissions"
    logins.touch()
    script.write_text(hook(logins))
    script.chmod(0o755)
    permissions = Permissions(socket, logins)
    dovecot = Dovecot(folder / "dovecot", certificate, key, script)
    postfix = Postfix(folder / "postfix", certificate, key, socket, dovecot.auth_socket)
    (folder / "letters").mkdir()
    sink = Path(__file__).with_name("sink.py")
    _start(MX, [sys.executable, sink, folder / "letters", str(MX.ipv4)], folder / "sink.log", undo)
    _start(SERVER, dovecot.prepare(), folder / "dovecot.out", undo)
    _start(SERVER, postfix.prepare(), folder / "postfix.out", undo)
    _wait_for_ports(SERVER, _PORTS_OF_A)
    _wait_for_ports(MX, (25,))
    return permissions


def _start(place: Place, command: list[str | Path], output: Path, undo: ExitStack) -> None:
    with output.open("wb") as file:
        server = subprocess.Popen(command_at(place, *command), stdout=file, stderr=subprocess.STDOUT)
    undo.callback(_end, server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _wait_for_ports(place: Place, ports: tuple[int, ...]) -> None:
    def all_open() -> bool:
        listening = subprocess.run(
            command_at(place, "ss", "-Hltn"), check=True, capture_output=True, text=True
        )
        open_ports = {line.split()[3].rpartition(":")[2] for line in listening.stdout.splitlines()}
        return {str(port) for port in ports} <= open_ports

    _wait_until(all_open, f"ports {ports} at {place.name}")


def _wait_until(happened: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain for {what}")
        time.sleep(0.02)


def _certificates(folder: Path) -> tuple[Path, Path, Path]:
    authority = trustme.CA()
    issued = authority.issue_cert(
        *(f"{service}{family}.provider-a.example" for service in ("smtp", "pop") for family in ("", "4", "6"))
    )
    ca_file, certificate, key = (folder / name for name in ("ca.pem", "certificate.pem", "key.pem"))
    authority.cert_pem.write_to_path(str(ca_file))
    for number, blob in enumerate(issued.cert_chain_pems):
        blob.write_to_path(str(certificate), append=number > 0)
    issued.private_key_pem.write_to_path(str(key))
    return ca_file, certificate, key


def _read(path: Path) -> Arrived:
    letter = json.loads(path.read_text())
    return Arrived(letter["sender"], tuple(letter["recipients"]), letter["content"].encode("latin-1"))


@contextmanager
def _alone() -> Iterator[None]:
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # goes with the process, however it ends
        yield


def _clear_away() -> None:
    places.tear_down()
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER_PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)
