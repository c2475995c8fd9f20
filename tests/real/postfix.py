"""Provider A's SMTP server: Postfix with the essay's relay rules on ports 25, 587 and 465, and two others."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.real.certificates import Certificates
from tests.real.places import HOME, MX


@dataclass(frozen=True, slots=True)
class Postfix:
    """Postfix's files under `root`. `permissions` and `auth_socket` are the sockets that it asks.

    Port 26 goes by the `table`, which a running smtpd reads once; port 27 refuses as if for now only.
    """

    root: Path
    certificates: Certificates
    permissions: Path
    table: Path
    auth_socket: Path

    @property
    def log(self) -> Path:
        return self.root / "log"

    def prepare(self) -> list[str | Path]:
        """Write the files, and return the command that runs the server in the foreground."""
        for folder in ("etc", "spool", "data"):
            (self.root / folder).mkdir(parents=True)
        shutil.chown(self.root / "data", "postfix")
        (self.root / "etc" / "main.cf").write_text(self._main())
        (self.root / "etc" / "master.cf").write_text(_MASTER)
        return ["postfix", "-c", self.root / "etc", "start-fg"]

    def _main(self) -> str:
        return f"""\
compatibility_level = 3.6
queue_directory = {self.root}/spool
data_directory = {self.root}/data
maillog_file = {self.log}
maillog_file_prefixes = {self.root}
myhostname = smtp.provider-a.example
mydestination =
alias_maps =
inet_protocols = all
mynetworks = 127.0.0.0/8 [::1]/128 {HOME.net4} [{HOME.net6.network_address}]/{HOME.net6.prefixlen}
virtual_mailbox_domains = provider-a.example
virtual_mailbox_maps = static:anybody
virtual_transport = smtp:[{MX.ipv4}]
relayhost = [{MX.ipv4}]
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_relay_restrictions =
    permit_mynetworks
    permit_sasl_authenticated
    check_client_access socketmap:unix:{self.permissions}:popb4
    reject_unauth_destination
table_relay = permit_mynetworks, check_client_access hash:{self.table}, reject_unauth_destination
soft_relay = permit_mynetworks, check_client_access socketmap:unix:{self.permissions}:popb4,
    defer_unauth_destination
smtpd_end_of_data_restrictions = check_client_access socketmap:unix:{self.permissions}:ended
smtpd_tls_security_level = may
smtpd_tls_cert_file = {self.certificates.chain}
smtpd_tls_key_file = {self.certificates.key}
smtpd_tls_auth_only = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {self.auth_socket}
"""


_MASTER = """\
smtp       inet  n - n - - smtpd
26         inet  n - n - - smtpd
  -o smtpd_relay_restrictions=$table_relay
27         inet  n - n - - smtpd
  -o smtpd_relay_restrictions=$soft_relay
submission inet  n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
submissions inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
pickup     unix  n - n 60 1 pickup
cleanup    unix  n - n - 0 cleanup
qmgr       unix  n - n 300 1 qmgr
tlsmgr     unix  - - n 1000? 1 tlsmgr
rewrite    unix  - - n - - trivial-rewrite
bounce     unix  - - n - 0 bounce
defer      unix  - - n - 0 bounce
trace      unix  - - n - 0 bounce
verify     unix  - - n - 1 verify
flush      unix  n - n 1000? 0 flush
proxymap   unix  - - n - - proxymap
smtp       unix  - - n - - smtp
error      unix  - - n - - error
retry      unix  - - n - - error
anvil      unix  - - n - 1 anvil
scache     unix  - - n - 1 scache
postlog    unix-dgram n - n - 1 postlogd
"""
