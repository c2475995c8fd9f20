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
# RFC 2449 section 8.1.1, which Dovecot itself does not know. In whole seconds.
delay=$(cat {login_delay})
if [ "$delay" -gt 0 ] && [ -s {logins} ] && [ $(($(date +%s) - $(date +%s -r {logins}))) -lt "$delay" ]; then
    echo "$IP" >> {turned_away}
    printf -- '-ERR [LOGIN-DELAY] minimum time between mail checks violation\r\n'
    exit 0
fi
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
        self._closed_at = 0.0
        self._logins = folder / "logins"
        self._turned_away = folder / "turned-away"
        self._login_delay = folder / "login-delay"
        self._clear()
        self.table = folder / "popb4"  # the same as a file, which a running smtpd does not read again
        self._empty_table()
        names = {"logins": self._logins, "turned_away": self._turned_away, "login_delay": self._login_delay}
        self.hook.write_text(_HOOK.format(table=self.table, **names))
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

    def turned_away(self) -> int:
        """Return how many logins came too soon since `forget`."""
        return len(self._turned_away.read_text().splitlines())

    def set_login_delay(self, delay: timedelta) -> None:
        """Turn away, from now on, who logs in within this long after another login. Whole seconds."""
        self._login_delay.write_text(str(round(delay.total_seconds())))

    def close(self) -> None:
        """Close every window; the logins stay counted."""
        self._closed_at = time.time()
        self._empty_table()

    def forget(self) -> None:
        """Close every window, and count anew."""
        self.ended.clear()
        self._clear()
        self._empty_table()

    def _clear(self) -> None:
        self._logins.write_text("")
        self._turned_away.write_text("")
        self.set_login_delay(timedelta(0))

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
        oldest = max(oldest, self._closed_at)
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
