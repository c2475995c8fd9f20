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
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

from tests.real import places
from tests.real.certificates import Certificates, issue
from tests.real.dovecot import Dovecot
from tests.real.exim import Exim
from tests.real.permissions import Permissions, PopLogin
from tests.real.places import EXIM, MX, SERVER, Place, command_at
from tests.real.postfix import Postfix
from tests.real.processes import start, wait_for_ports, wait_until

_LOCK = Path("/run/lock/tegata-bed")
_FOLDER_PREFIX = "tgt-bed-"
_SINK = Path(__file__).with_name("sink.py")
_PORTS_OF_A = (25, 110, 465, 587, 995)
_PORTS_OF_EXIM = (25, 26, 465, 587)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A letter at the mail exchanger."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message_id(self) -> str:
        return str(message_from_bytes(self.content)["Message-ID"])

    @property
    def text(self) -> str:
        """What its reader reads, with lines ending as Python's do."""
        body = message_from_bytes(self.content).get_payload(decode=True)
        assert isinstance(body, bytes)
        return body.decode().replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Bed:
    """A bed that stands. `ca_file` is the authority that signed the servers' certificates."""

    folder: Path
    ca_file: Path
    _permissions: Permissions
    _dovecot: Dovecot

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

    def set_delay(self, delay: timedelta) -> None:
        """Let a POP login count only after this long, from now on."""
        self._permissions.delay = delay

    def set_login_delay(self, delay: timedelta) -> None:
        """Refuse POP logins that follow another within this long, from now on."""
        self._permissions.set_login_delay(delay)

    def close_windows(self) -> None:
        """Let no login count that has been made so far."""
        self._permissions.close()

    def logins(self) -> list[PopLogin]:
        """Return the successful POP logins, as the server saw them."""
        return self._permissions.logins()

    def failed_logins(self) -> int:
        """Return how many POP logins and SMTP AUTHs came with a wrong password."""
        return self._dovecot.failed_logins()

    def put_in_mailbox(self, letter: bytes) -> None:
        """Let a letter arrive in Anna's mailbox, where it stays."""
        self._dovecot.put_in_mailbox(letter)

    def not_let_in(self) -> int:
        """Return how many logins failed: with a wrong password, or too soon after another."""
        return self.failed_logins() + self._permissions.turned_away()

    def letters_ended(self) -> list[float]:
        """Return when A's SMTP server had the last octet of each letter, on the clock of time.monotonic."""
        return list(self._permissions.ended)

    def letters(self) -> list[Arrived]:
        """Return the letters that have arrived by now, in order."""
        return [_read(path) for path in sorted(self._files())]

    def arrived(self, number: int) -> list[Arrived]:
        """Wait until `number` letters have arrived, and return what is there then."""
        wait_until(lambda: len(self._files()) >= number, f"{number} letters at the mail exchanger")
        return self.letters()

    def all_arrived(self, number: int) -> list[Arrived]:
        """Wait until `number` letters have arrived and none is on its way, and return what is there then."""
        self.arrived(number)
        self._wait_for_what_is_on_its_way()
        return self.letters()

    def forget(self) -> None:
        """Start afresh: no letter, not even one on its way, no login, a window of ten minutes."""
        self._wait_for_what_is_on_its_way()
        for path in self._files():
            path.unlink()
        self._permissions.forget()
        self._dovecot.forget()
        self.set_window(timedelta(minutes=10))
        self.set_delay(timedelta(0))

    def _wait_for_what_is_on_its_way(self) -> None:
        wait_until(lambda: not self._queued(), "the letters that are on their way")

    def _queued(self) -> list[Path]:
        queues = (self.folder.glob(f"*/spool/{name}/**/*") for name in ("incoming", "active", "input"))
        return [path for queue in queues for path in queue if path.is_file()]

    def _files(self) -> list[Path]:
        return list((self.folder / "letters").glob("*.json"))


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
        yield _start_servers(folder, issue(folder), undo)


def _start_servers(folder: Path, certificates: Certificates, undo: ExitStack) -> Bed:
    permissions = undo.enter_context(Permissions(folder))
    dovecot = Dovecot(folder / "dovecot", certificates, permissions.hook)
    sockets = (permissions.socket, permissions.table, dovecot.auth_socket)
    postfix = Postfix(folder / "postfix", certificates, *sockets)
    exim = Exim(folder / "exim", certificates, permissions.socket)
    letters = folder / "letters"
    letters.mkdir()
    start(MX, [sys.executable, _SINK, letters, str(MX.ipv4)], folder / "sink.log", undo)
    start(SERVER, dovecot.prepare(), folder / "dovecot.out", undo)
    start(SERVER, postfix.prepare(), folder / "postfix.out", undo)
    start(EXIM, exim.prepare(), folder / "exim.out", undo)
    wait_for_ports(SERVER, _PORTS_OF_A)
    wait_for_ports(EXIM, _PORTS_OF_EXIM)
    wait_for_ports(MX, (25,))
    return Bed(folder, certificates.authority, permissions, dovecot)


def _read(path: Path) -> Arrived:
    letter = json.loads(path.read_text())
    return Arrived(letter["sender"], tuple(letter["recipients"]), letter["content"].encode("latin-1"))


@contextmanager
def _alone() -> Iterator[None]:
    _LOCK.parent.mkdir(exist_ok=True)
    with _LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # goes with the process, however it ends
        yield


def _clear_away() -> None:
    places.tear_down()
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER_PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)
