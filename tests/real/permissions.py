"""POP before SMTP as a provider builds it: a login hook notes who logged in, Postfix asks about every client.

Dovecot's hook appends a line to a file; Postfix looks each client address up over its socketmap protocol
(socketmap_table(5)), and is answered from that file. So the permission is live, and its age is judged here.
Postfix also asks about the map `ended` when a letter's last octet is in: the answer says nothing, the moment
is noted.
"""

import socketserver
import subprocess
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from types import TracebackType
from typing import Self, cast

_LONGEST_REQUEST = 200

# Dovecot runs this between a login and the session, and hands it the session's command line.
_HOOK = """\
#!/bin/sh
echo "$(date +%s.%N) $IP $USER" >> {logins}
echo "$IP OK" >> {table} && postmap hash:{table}
exec "$@"
"""


@dataclass(frozen=True, slots=True)
class PopLogin:
    """One successful login, as the server saw it. `at` is in seconds since the epoch."""

    at: float
    address: IPv4Address | IPv6Address
    user: str


class Permissions:
    """Answers Postfix at `socket` from what `hook` wrote down. `window` may be changed at any time."""

    def __init__(self, folder: Path) -> None:
        self.window = timedelta(minutes=10)
        self.delay = timedelta(0)  # until a login counts, as where a daemon reads it out of a log
        self.ended: list[float] = []  # on the clock of time.monotonic, which all processes share
        self.hook = folder / "hook"
        self.socket = folder / "permissions"
        self._logins = folder / "logins"
        self._logins.touch()
        self.table = folder / "popb4"  # the same as a file, which a running smtpd does not read again
        self._empty_table()
        self.hook.write_text(_HOOK.format(logins=self._logins, table=self.table))
        self.hook.chmod(0o755)
        self._server = _SocketMap(str(self.socket), _Answers)
        self._server.permissions = self
        self.socket.chmod(0o666)  # Postfix asks as its own user

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, name="socketmap", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def logins(self) -> list[PopLogin]:
        """Return every login since `forget`, oldest first."""
        return [_read(line) for line in self._logins.read_text().splitlines()]

    def forget(self) -> None:
        """Close every window."""
        self.ended.clear()
        self._logins.write_text("")
        self._empty_table()

    def _empty_table(self) -> None:
        self.table.write_text("")
        subprocess.run(["postmap", f"hash:{self.table}"], check=True, timeout=20)

    def may_relay(self, client: str) -> bool:
        """Whether a window is open for `client`; names, "unknown" and networks are never listed."""
        if not _is_address(client):
            return False
        address = ip_address(client)
        now = time.time()
        oldest, newest = now - self.window.total_seconds(), now - self.delay.total_seconds()
        return any(login.address == address and oldest < login.at <= newest for login in self.logins())


def _is_address(client: str) -> bool:
    try:
        ip_address(client)
    except ValueError:
        return False
    return True


def _read(line: str) -> PopLogin:
    at, address, user = line.split()
    return PopLogin(float(at), ip_address(address), user)


class _SocketMap(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False  # Postfix keeps its connections open
    permissions: Permissions


class _Answers(socketserver.StreamRequestHandler):
    """Requests and replies are netstrings: `17:popb4 203.0.113.2,` is answered by `5:OK OK,`."""

    def handle(self) -> None:
        permissions = cast("_SocketMap", self.server).permissions
        while (length := self._length()) is not None:
            asked, _, client = self.rfile.read(length).decode().partition(" ")
            self.rfile.read(1)
            if asked == "ended" and _is_address(client):  # it asks about names and networks as well
                permissions.ended.append(time.monotonic())
            may_relay = asked == "popb4" and permissions.may_relay(client)
            reply = b"OK OK" if may_relay else b"NOTFOUND "
            self.wfile.write(b"%d:%b," % (len(reply), reply))

    def _length(self) -> int | None:
        digits = b""
        while (octet := self.rfile.read(1)) not in {b":", b""} and len(digits) < _LONGEST_REQUEST:
            digits += octet
        return int(digits) if digits.isdigit() else None
