"""What the bed needs of the machine it is to stand on."""

import os
import shutil
import subprocess
import sys

from tests.real import exim
from tests.real.places import EXIM, command_at

_PROGRAMS = (
    str(exim.PROGRAM),
    "ip",
    "ss",
    "sysctl",
    "unshare",
    "postfix",
    "dovecot",
    "/usr/lib/dovecot/pop3",
)


def versions() -> str:
    """Return in one line which servers the bed that stands is made of."""
    postfix = _said("postconf", "-dh", "mail_version")
    dovecot = _said("dovecot", "--version").split()[0]
    exim_version = _said(*command_at(EXIM, exim.PROGRAM, "-bV")).split()[2]
    return f"Postfix {postfix}, Dovecot {dovecot}, Exim {exim_version}, in network namespaces."


def _said(*command: str) -> str:
    # Without a settings file of its own Exim ends in an error, after it has said its version.
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=20).stdout.strip()


def missing() -> str | None:
    """Return in one line why the bed cannot stand here, or None."""
    if sys.platform != "linux":
        return "network namespaces need Linux"
    if os.geteuid() != 0:
        return "network namespaces need root"
    if lacking := [program for program in _PROGRAMS if shutil.which(program) is None]:
        return f"not installed: {', '.join(lacking)}"
    if subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode:
        return "this machine lets nobody make a network namespace"
    return None
