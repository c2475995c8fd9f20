"""Another of provider A's SMTP servers: Exim, with the same relay rules, decided at two moments.

Port 25 decides at RCPT whether it relays; port 26 did so when the client connected, and sticks to that.
Debian's mail servers exclude each other; `packaging/set-up.sh real` unpacks this one beside the other one.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.real.certificates import Certificates
from tests.real.dovecot import PASSWORD, USER
from tests.real.places import EXIM, HOME, MX, files_of

PROGRAM = Path(__file__).parents[2] / ".cache" / "exim" / "usr" / "sbin" / "exim4"
_OWNER = "Debian-exim"  # compiled in
_OWNER_ID = 64025


@dataclass(frozen=True, slots=True)
class Exim:
    """Exim's files under `root`. `permissions` is the socket that it asks who may relay."""

    root: Path
    certificates: Certificates
    permissions: Path

    def prepare(self) -> list[str | Path]:
        """Write the files, and return the command that runs the server in the foreground."""
        for folder in (self.root, self.root / "spool"):
            folder.mkdir()
            shutil.chown(folder, _OWNER_ID, _OWNER_ID)
        _introduce_owner()
        config = self.root / "exim.conf"
        config.write_text(self._config())
        return [PROGRAM, "-bdf", "-C", config]

    def _config(self) -> str:
        # The socketmap protocol's netstrings, as in permissions.py; Exim hangs up after its question.
        permission, ended = self._asked("popb4"), self._asked("ended")
        return f"""\
exim_path = {PROGRAM}
primary_hostname = exim.provider-a.example
spool_directory = {self.root}/spool
log_file_path = {self.root}/%slog
keep_environment =
deliver_drop_privilege = true
daemon_smtp_ports = 25 : 26 : 587 : 465
tls_on_connect_ports = 465
tls_advertise_hosts = *
tls_certificate = {self.certificates.chain}
tls_privatekey = {self.certificates.key}
auth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}
helo_lookup_domains =
acl_smtp_connect = connected
acl_smtp_rcpt = recipient
acl_smtp_data = letter
begin acl
connected:
  accept
    set acl_c_permission = {permission}
recipient:
  deny condition = ${{if inlist{{$received_port}}{{587:465}}}}
       !authenticated = *
       message = authentication required
  accept domains = provider-a.example
  accept hosts = <; {HOME.net4} ; {HOME.net6}
  accept authenticated = *
  accept condition = ${{if eq{{$received_port}}{{26}}{{no}}{{yes}}}}
         condition = ${{if eq{{{permission}}}{{5:OK OK,}}}}
  accept condition = ${{if eq{{$received_port}}{{26}}}}
         condition = ${{if eq{{$acl_c_permission}}{{5:OK OK,}}}}
  deny message = relay not permitted
letter:
  accept
    set acl_m_ended = {ended}
begin routers
onward:
  driver = manualroute
  transport = onward
  route_list = * {MX.ipv4} byname
begin transports
onward:
  driver = smtp
  hosts_try_chunking =
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{USER}}}}}{{eq{{$auth3}}{{{PASSWORD}}}}}}}}}
  server_set_id = $auth2
"""

    def _asked(self, table: str) -> str:
        asked = f"{table} $sender_host_address"
        return f"${{readsocket{{{self.permissions}}}{{${{strlen:{asked}}}:{asked},}}}}"


def _introduce_owner() -> None:
    """Let the user that Exim insists on exist at its place, and nowhere else on this machine."""
    for name, entry in (
        ("passwd", f"{_OWNER}:x:{_OWNER_ID}:{_OWNER_ID}::/nonexistent:/usr/sbin/nologin"),
        ("group", f"{_OWNER}:x:{_OWNER_ID}:"),
    ):
        everybody = Path("/etc", name).read_text(encoding="utf-8")
        (files_of(EXIM) / name).write_text(f"{everybody.rstrip()}\n{entry}\n", encoding="utf-8")
