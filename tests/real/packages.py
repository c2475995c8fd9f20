"""What the bed needs of the machine. As a script it installs what is missing from Debian's packages.

    python tests/real/packages.py

It starts no service: the servers run inside the bed only, and for as long as a test run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_PROGRAMS = {
    "ip": "iproute2",
    "sysctl": "procps",
    "ss": "iproute2",
    "postfix": "postfix",
    "dovecot": "dovecot-core",
}
_FILES = {"/usr/lib/dovecot/pop3": "dovecot-pop3d"}
_POLICY = Path("/usr/sbin/policy-rc.d")


def missing() -> str | None:
    """Return in one line why the bed cannot stand here, or None."""
    if sys.platform != "linux":
        return "network namespaces need Linux"
    if os.geteuid() != 0:
        return "network namespaces need root"
    if packages := missing_packages():
        return f"packages are missing: {' '.join(packages)}"
    if subprocess.run(["unshare", "--net", "true"], check=False, capture_output=True).returncode:
        return "this machine lets nobody make a network namespace"
    return None


def missing_packages() -> list[str]:
    """Return the Debian packages that would have to be installed."""
    lacking = {package for program, package in _PROGRAMS.items() if shutil.which(program) is None}
    lacking |= {package for file, package in _FILES.items() if not Path(file).exists()}
    return sorted(lacking)


def install() -> int:
    """Install what is missing, when this is a Debian-like system and we are root. Returns apt's exit code."""
    packages = missing_packages()
    if not packages or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return 0
    choice = "postfix postfix/main_mailer_type select No configuration\n"
    subprocess.run(["debconf-set-selections"], input=choice, text=True, check=False)
    ours = _forbid_services()
    try:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update"], check=False, env=environment)  # a fresh system has no lists yet
        command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        return subprocess.run(command, check=False, env=environment).returncode
    finally:
        if ours:
            _POLICY.unlink()


def _forbid_services() -> bool:
    """Keep the packages from starting their services now; True when the file that forbids it is ours."""
    if _POLICY.exists():
        return False
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    return True


if __name__ == "__main__":
    sys.exit(install())
