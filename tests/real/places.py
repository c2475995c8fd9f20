"""Where a client or server of the bed stands: network namespaces, a router between them, and their names.

    server    provider A's POP3 and SMTP server
    exim      another SMTP server of A's, of another make
    home      a customer on provider A's own network
    line_b    a customer of A on provider B's line
    line_c    the same on provider C's line
    mx        the mail exchanger of elsewhere.example; A's own letters end there too, to be counted

Everything is dual-stack, with addresses that RFC 5737, RFC 2544 and RFC 3849 keep free for such uses.
Nothing outside the namespaces is touched but /etc/netns/tgt-*. Linux only, and only as root.

A place of one's own, with another prefix and another kind of wire, is added by `add`, `settle` and `remove`.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from pathlib import Path

ROUTER = "tgt-router"
WIRE = "wire"
_NETNS_FILES = Path("/etc/netns")


@dataclass(frozen=True, slots=True)
class Place:
    """A namespace with one address of each family, behind the router."""

    name: str
    net4: IPv4Network
    net6: IPv6Network
    prefix: str = "tgt"

    @property
    def namespace(self) -> str:
        return f"{self.prefix}-{self.name}"

    @property
    def port(self) -> str:
        """The router's end of the wire."""
        return f"to-{self.name}"

    @property
    def ipv4(self) -> IPv4Address:
        return self.net4[2]

    @property
    def ipv6(self) -> IPv6Address:
        return self.net6[2]


SERVER = Place("server", IPv4Network("192.0.2.0/26"), IPv6Network("2001:db8:a:1::/64"))
HOME = Place("home", IPv4Network("192.0.2.64/26"), IPv6Network("2001:db8:a:2::/64"))
LINE_B = Place("line-b", IPv4Network("198.51.100.0/24"), IPv6Network("2001:db8:b::/64"))
LINE_C = Place("line-c", IPv4Network("203.0.113.0/24"), IPv6Network("2001:db8:c::/64"))
EXIM = Place("exim", IPv4Network("192.0.2.128/26"), IPv6Network("2001:db8:a:3::/64"))
MX = Place("mx", IPv4Network("198.18.0.0/24"), IPv6Network("2001:db8:e::/64"))

PLACES = (SERVER, EXIM, HOME, LINE_B, LINE_C, MX)

# Names as every place resolves them; those with a 4 or 6 know one family only.
_HOSTS = f"""\
127.0.0.1 localhost
::1 localhost
{SERVER.ipv6} smtp.provider-a.example pop.provider-a.example smtp6.provider-a.example pop6.provider-a.example
{SERVER.ipv4} smtp.provider-a.example pop.provider-a.example smtp4.provider-a.example pop4.provider-a.example
{EXIM.ipv6} exim.provider-a.example
{EXIM.ipv4} exim.provider-a.example exim4.provider-a.example
{MX.ipv4} mx.elsewhere.example
"""


def build() -> None:
    """Make the namespaces and the wires between them. Raises CalledProcessError."""
    ip("netns", "add", ROUTER)
    run_in(ROUTER, "ip", "link", "set", "lo", "up")
    run_in(ROUTER, "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1")
    for place in PLACES:
        add(place)
        _lay_wire(place)
        settle(place)


def tear_down() -> None:
    """Remove every namespace of the bed and what runs in it; also what a killed run has left."""
    for place in PLACES:
        remove(place)
    _remove_namespace(ROUTER)


def add(place: Place) -> None:
    """Make the place's namespace, in which names resolve but no wire leads anywhere yet."""
    _give_names(place)
    ip("netns", "add", place.namespace)
    run_in(place.namespace, "ip", "link", "set", "lo", "up")


def settle(place: Place, router: str = ROUTER) -> None:
    """Give addresses to both ends of the wire, the place's `wire` and the router's `place.port`."""
    for namespace, device, host in ((router, place.port, 1), (place.namespace, WIRE, 2)):
        run_in(namespace, "ip", "address", "add", f"{place.net4[host]}/{place.net4.prefixlen}", "dev", device)
        # nodad: an address that is still being probed for duplicates cannot be left from.
        run_in(namespace, "ip", "address", "add", f"{place.net6[host]}/64", "dev", device, "nodad")
        run_in(namespace, "ip", "link", "set", device, "up")
    run_in(place.namespace, "ip", "route", "add", "default", "via", str(place.net4[1]))
    run_in(place.namespace, "ip", "-6", "route", "add", "default", "via", str(place.net6[1]))


def remove(place: Place) -> None:
    """Remove the place, whether it is there or not, and end what runs in it."""
    _remove_namespace(place.namespace)


def run_in(namespace: str, *command: str) -> None:
    """Run a command of the system there. Raises CalledProcessError."""
    ip("netns", "exec", namespace, *command)


def ip(*arguments: str) -> None:
    """Run `ip`. Raises CalledProcessError."""
    subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=20)


def command_at(place: Place, *command: str | Path) -> list[str]:
    """Return the command line that runs `command` at `place`."""
    return ["ip", "netns", "exec", place.namespace, *map(str, command)]


def files_of(place: Place) -> Path:
    """Return the folder whose files are seen as /etc's at the place, each where /etc has one of its name."""
    return _NETNS_FILES / place.namespace


def _give_names(place: Place) -> None:
    files = files_of(place)
    files.mkdir(parents=True, exist_ok=True)
    (files / "hosts").write_text(_HOSTS)
    (files / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")


def _lay_wire(place: Place) -> None:
    peer = ("type", "veth", "peer", "name", WIRE, "netns", place.namespace)
    ip("link", "add", place.port, "netns", ROUTER, *peer)


def _remove_namespace(namespace: str) -> None:
    _end_processes(namespace)
    subprocess.run(["ip", "netns", "del", namespace], check=False, capture_output=True)
    shutil.rmtree(_NETNS_FILES / namespace, ignore_errors=True)


def _end_processes(namespace: str) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        for _ in range(20):
            if not (pids := _processes(namespace)):
                return
            for pid in pids:
                _signal(pid, sign)
            time.sleep(0.1)


def _processes(namespace: str) -> Sequence[int]:
    listed = subprocess.run(["ip", "netns", "pids", namespace], check=False, capture_output=True)
    # A process that ends meanwhile may leave its name's octets among the numbers.
    return [int(word) for word in listed.stdout.split() if word.isdigit()]


def _signal(pid: int, sign: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)
