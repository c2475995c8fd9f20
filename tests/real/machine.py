"""What the bed needs of the machine it is to stand on."""

import os
import shutil
import subprocess
import sys

from tests.real import exim

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
