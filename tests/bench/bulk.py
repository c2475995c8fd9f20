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
WAYS = ("BDAT", "DATA")
BARE, STREAMING, TEGATA = "bare loop", "bare loop, without its start", "Tegata"
_GLANCE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Cost:
    """What one letter cost its client: seconds, seconds of the processor, octets of memory at the peak.

    `way` is the SMTP command the octets go by. `idle` is how much of the memory was there before the letter;
    known for Tegata only.
    """

    client: str
    security: str
    way: str
    seconds: float
    cpu: float
    peak: float
    idle: float | None = None


@dataclass(frozen=True, slots=True)
class BulkServer:
    """The counting server: the octets of each letter it was given whole, and when it was left half-way.

    The times are of the monotonic clock, in seconds.
    """

    errand: Errand
    counts: Path

    @property
    def letters(self) -> list[int]:
        return [int(told) for what, told in self._lines() if what == "whole"]

    @property
    def cuts(self) -> list[float]:
        return [float(told) for what, told in self._lines() if what == "cut"]

    def _lines(self) -> list[list[str]]:
        return [line.split() for line in self.counts.read_text().splitlines()]


def measure(octets: int) -> Iterator[Cost]:
    """Measure every client, in clear and under TLS; Tegata by BDAT, which no other speaks, and by DATA."""
    with tempfile.TemporaryDirectory(prefix="tgb-") as folder:
        attachment = Path(folder) / "attachment.bin"
        write_attachment(attachment, octets)
        for security in ("none", "tls"):
            with bulk_server(Path(folder), security, "DATA") as server:
                yield from _costs_of_others(server.errand, attachment)
            for way in WAYS:
                with bulk_server(Path(folder), security, way) as server:
                    yield from _costs_of_tegata(server.errand, attachment, way)


def write_attachment(path: Path, octets: int) -> None:
    """Write so many random octets."""
    block = 1024 * 1024
    with path.open("wb") as file:
        for _ in range(octets // block):
            file.write(os.urandom(block))


@contextmanager
def bulk_server(folder: Path, security: str, way: str) -> Iterator[BulkServer]:
    """Run the counting server in a process of its own; it takes letters by this command."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    certificate = authority.issue_cert(HOST)
    certificate.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    counts = folder / f"counts-{security}-{way}"
    counts.write_text("")
    pem = [str(folder / "server.pem")] * 2 if security == "tls" else []
    command = [sys.executable, "-m", "tests.bench.bulk_server", str(counts), way, *pem]
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


def _costs_of_others(errand: Errand, attachment: Path) -> Iterator[Cost]:
    security = errand.smtp.security
    for client, command in _others(errand, attachment):
        cost, printed = _cost(client, security, command)
        yield cost
        if client == BARE:
            told = json.loads(printed)
            yield Cost(STREAMING, security, "DATA", told["seconds"], told["cpu"], cost.peak)


def _costs_of_tegata(errand: Errand, attachment: Path, way: str) -> Iterator[Cost]:
    with tempfile.TemporaryDirectory(prefix="tgb-") as profile:
        command = _python("bulk_tegata", errand.write(), attachment, profile)
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    told: dict[str, float] = json.loads(printed)
    peak = told["idle"] + told["above_idle"]
    halves = ["queue", "deliver"]
    for what, parts in {TEGATA: halves, "Tegata, queue": halves[:1], "Tegata, deliver": halves[1:]}.items():
        seconds = sum(told[f"{part}_seconds"] for part in parts)
        cpu = sum(told[f"{part}_cpu"] for part in parts)
        yield Cost(what, errand.smtp.security, way, seconds, cpu, peak, told["idle"])


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


def _cost(client: str, security: str, command: list[str]) -> tuple[Cost, str]:
    """Run a command; return what the system says of it, its start with it, and what it printed."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = _peak_until_the_end(process.pid)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    printed = process.communicate()[0]
    if process.returncode:
        raise RuntimeError(f"{client} failed")
    return Cost(client, security, "DATA", seconds, usage.ru_utime + usage.ru_stime, peak), printed


def _peak_until_the_end(pid: int) -> int:
    """Return the peak of a process's memory; the one in its resource usage may be that of its parent."""
    peak = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        # Sums up what the program itself has; there is nothing to read once it is about to go.
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        peak = max(peak, int(found[1]) * 1024) if found else peak
        time.sleep(_GLANCE_SECONDS)
    return peak
