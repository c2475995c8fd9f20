"""What a big attachment costs on the loopback address: each client's time, processor and memory."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.bench.errand import Errand
from tests.real.traveller import Entrance

HOST = "localhost"
BARE, TEGATA = "bare loop", "Tegata"
_GLANCE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Cost:
    """What one letter cost its client: seconds, seconds of the processor, octets of memory at the peak.

    `idle` is how much of that memory was there before the letter; known for Tegata only.
    """

    client: str
    security: str
    seconds: float
    cpu: float
    peak: float
    idle: float | None = None


@dataclass(frozen=True, slots=True)
class BulkServer:
    """The counting server. `letters` has the octets of each letter it was given whole."""

    errand: Errand
    counts: Path

    @property
    def letters(self) -> list[int]:
        return [int(line) for line in self.counts.read_text().split()]


def measure(octets: int) -> Iterator[Cost]:
    """Measure every client, in clear and under TLS."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        attachment = Path(folder) / "attachment.bin"
        write_attachment(attachment, octets)
        for security in ("none", "tls"):
            with bulk_server(Path(folder), security) as server:
                yield from _costs(server, attachment)


def write_attachment(path: Path, octets: int) -> None:
    """Write so many random octets."""
    block = 1024 * 1024
    with path.open("wb") as file:
        for _ in range(octets // block):
            file.write(os.urandom(block))


@contextmanager
def bulk_server(folder: Path, security: str) -> Iterator[BulkServer]:
    """Run the counting server in a process of its own."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    certificate = authority.issue_cert(HOST)
    certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    counts = folder / f"counts-{security}"
    counts.write_text("")
    pem = [str(folder / "server.pem")] * 2 if security == "tls" else []
    command = [sys.executable, "-m", "tests.bench.bulk_server", str(counts), *pem]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        errand = Errand(
            smtp=Entrance(HOST, port, security),
            pop=None,
            auth=False,
            recipients=["bob@elsewhere.example"],
            ca_file=str(folder / "ca.pem"),
        )
        try:
            yield BulkServer(errand, counts)
        finally:
            server.terminate()


def _costs(server: BulkServer, attachment: Path) -> Iterator[Cost]:
    errand, security = server.errand, server.errand.smtp.security
    for client, command in _others(errand, attachment):
        yield _cost(client, security, command)
    with tempfile.TemporaryDirectory(prefix="tgb-") as profile:
        command = _python("bulk_tegata", errand.write(), attachment, profile)
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    yield from _of_tegata(security, json.loads(printed))


def _of_tegata(security: str, told: dict[str, float]) -> Iterator[Cost]:
    peak = told["idle"] + told["above_idle"]
    halves = ["queue", "deliver"]
    for what, parts in {TEGATA: halves, "Tegata, queue": halves[:1], "Tegata, deliver": halves[1:]}.items():
        seconds = sum(told[f"{part}_seconds"] for part in parts)
        cpu = sum(told[f"{part}_cpu"] for part in parts)
        yield Cost(what, security, seconds, cpu, peak, told["idle"])


def _others(errand: Errand, attachment: Path) -> Iterator[tuple[str, list[str]]]:
    yield BARE, _python("bare_stream", errand.write(), attachment)
    yield "smtplib + EmailMessage", _python("bulk_smtplib", errand.write(), attachment)
    if shutil.which("curl") is None:
        return
    scheme = "smtps" if errand.smtp.security == "tls" else "smtp"
    yield "curl building MIME", [
        "curl", "-sS", f"{scheme}://{errand.smtp.host}:{errand.smtp.port}", "--cacert", errand.ca_file,
        "--mail-from", errand.sender, "--mail-rcpt", errand.recipients[0],
        "-H", "Subject: The moon",
        "-F", "=It was seen;type=text/plain", "-F", f"=@{attachment};encoder=base64",
    ]  # fmt: skip


def _python(script: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", f"tests.bench.{script}", *map(str, arguments)]


def _cost(client: str, security: str, command: list[str]) -> Cost:
    """Run a command and take what the system says of it; starting the interpreter is left out of no one's."""
    began = time.monotonic()
    process = subprocess.Popen(command)
    peak = _peak_until_the_end(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{client} failed")
    return Cost(client, security, seconds, usage.ru_utime + usage.ru_stime, peak)


def _peak_until_the_end(pid: int) -> int:
    """Return the peak of a process's memory; the one in its resource usage may be that of its parent."""
    peak = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        # Sums up what the program itself has; there is nothing to read once it is about to go.
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        peak = max(peak, int(found[1]) * 1024) if found else peak
        time.sleep(_GLANCE_SECONDS)
    return peak
