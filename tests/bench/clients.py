"""The clients that are compared, each as a command that sends one letter and ends."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.bench.errand import LETTER, PASSWORD, USER, Errand

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Client:
    """`commands` makes the commands to run one after the other, of an errand and a folder to write into."""

    name: str
    commands: Callable[[Errand, Path], list[list[str]] | None]


def others() -> list[Client]:
    """Return the clients that Tegata is compared with, as far as they are installed."""
    return [client for client in _OTHERS if _is_here(client.name)]


def absent() -> list[str]:
    """Return the names of those that are not installed."""
    return [client.name for client in _OTHERS if not _is_here(client.name)]


def _is_here(name: str) -> bool:
    return shutil.which(name) is not None or find_spec(name) is not None


def _script(name: str) -> Callable[[Errand, Path], list[list[str]]]:
    return lambda errand, _folder: [[sys.executable, "-m", f"tests.bench.{name}", errand.write()]]


def _msmtp(errand: Errand, folder: Path) -> list[list[str]] | None:
    if errand.pop is not None:
        return None  # it has no POP3
    settings = folder / "msmtprc"
    settings.write_text(
        f"""\
account default
host {errand.smtp.host}
port {errand.smtp.port}
from {errand.sender}
tls {"off" if errand.smtp.security == "none" else "on"}
tls_starttls {"on" if errand.smtp.security == "starttls" else "off"}
tls_trust_file {errand.ca_file}
auth {"plain" if errand.auth else "off"}
user {USER}
password {PASSWORD}
"""
    )
    settings.chmod(0o600)
    sending = f"msmtp -C {settings} {' '.join(errand.recipients)} < {_letter(folder)}"
    return [["sh", "-c", sending]]


def _curl(errand: Errand, folder: Path) -> list[list[str]]:
    scheme = "smtps" if errand.smtp.security == "tls" else "smtp"
    sending = ["curl", "-sS", f"{scheme}://{errand.smtp.host}:{errand.smtp.port}", "--cacert", errand.ca_file]
    if errand.smtp.security == "starttls":
        sending.append("--ssl-reqd")
    if errand.auth:
        sending += ["--user", f"{USER}:{PASSWORD}", "--login-options", "AUTH=PLAIN"]
    sending += ["--mail-from", errand.sender, "--upload-file", str(_letter(folder))]
    for recipient in errand.recipients:
        sending += ["--mail-rcpt", recipient]
    return [*_curl_login(errand), sending]


def _curl_login(errand: Errand) -> list[list[str]]:
    if errand.pop is None:
        return []
    scheme = "pop3s" if errand.pop.security == "tls" else "pop3"
    url = f"{scheme}://{errand.pop.host}:{errand.pop.port}"
    login = ["--user", f"{USER}:{PASSWORD}"]
    return [["curl", "-sS", url, "--cacert", errand.ca_file, *login, "--request", "NOOP", "--head"]]


def _letter(folder: Path) -> Path:
    letter = folder / "letter.eml"
    letter.write_bytes(LETTER)
    return letter


_OTHERS = (
    Client("smtplib", _script("send_smtplib")),
    Client("aiosmtplib", _script("send_aiosmtplib")),
    Client("msmtp", _msmtp),
    Client("curl", _curl),
)
