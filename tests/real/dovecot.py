"""Provider A's POP3 server: Dovecot, with a hook that runs inside each login."""

from dataclasses import dataclass
from pathlib import Path

from tests.real.certificates import Certificates

USER = "anna"
PASSWORD = "tsukigata"
LETTERS_WAITING = 2


@dataclass(frozen=True, slots=True)
class Dovecot:
    """Dovecot's files under `root`. `auth_socket` is where Postfix asks about passwords."""

    root: Path
    certificates: Certificates
    hook: Path

    @property
    def auth_socket(self) -> Path:
        return self.root / "auth-for-postfix"

    @property
    def log(self) -> Path:
        return self.root / "log"

    def failed_logins(self) -> int:
        """Return how many logins with a wrong password came since `forget`."""
        return self.log.read_text().count("Password mismatch")

    def forget(self) -> None:
        """Empty the log; Dovecot appends to it and does not mind."""
        self.log.write_text("")

    @property
    def _inbox(self) -> Path:
        return self.root / "mail" / USER / "new"

    def put_in_mailbox(self, letter: bytes) -> None:
        """Let a letter arrive, newer than those that wait."""
        number = len(list(self._inbox.parent.rglob("*.letter*")))  # Dovecot moves what it has seen
        path = self._inbox / f"{number}.letter"
        path.write_bytes(letter)
        path.chmod(0o666)

    def prepare(self) -> list[str | Path]:
        """Write the files, and return the command that runs the server in the foreground."""
        self.root.mkdir()
        (self.root / "passwd").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
        self._inbox.mkdir(parents=True)
        for _number in range(LETTERS_WAITING):
            self.put_in_mailbox(b"Subject: One that waits\n\nHello\n")
        _open_to_all(self.root / "mail")
        config = self.root / "dovecot.conf"
        config.write_text(self._config())
        return ["dovecot", "-F", "-c", config]

    def _config(self) -> str:
        return f"""\
base_dir = {self.root}/run
state_dir = {self.root}/state
log_path = {self.log}
protocols = pop3
listen = *, ::
ssl = yes
ssl_cert = <{self.certificates.chain}
ssl_key = <{self.certificates.key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %n
auth_failure_delay = 0
auth_verbose = yes
first_valid_uid = 1
mail_location = maildir:{self.root}/mail/%n
passdb {{
  driver = passwd-file
  args = {self.root}/passwd
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={self.root}/mail/%n
}}
service pop3-login {{
  inet_listener pop3 {{
    port = 110
  }}
  inet_listener pop3s {{
    port = 995
    ssl = yes
  }}
}}
service pop3 {{
  executable = pop3 pop3-postlogin
}}
service pop3-postlogin {{
  executable = script-login {self.hook}
  user = root
  unix_listener pop3-postlogin {{
  }}
}}
service anvil {{
  # No penalty for wrong passwords: it would slow down whoever comes next from the same address.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener {self.auth_socket} {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
"""


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
